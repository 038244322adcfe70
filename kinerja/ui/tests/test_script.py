from __future__ import annotations

import gzip
import json
import re
from importlib.resources import files

from kinerja.ui.tests.sheet import SCRIPT, TEMPLATES


def test_our_script_stays_within_four_kilobytes() -> None:
    assert len(gzip.compress(SCRIPT.read_bytes(), 9)) <= 4_096


def test_all_scripts_stay_within_twenty_one_kilobytes() -> None:
    htmx = files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"
    total = sum(len(gzip.compress(s, 9)) for s in (SCRIPT.read_bytes(), htmx.read_bytes()))

    assert total <= 21_504


def test_our_script_runs_under_the_strict_policy() -> None:
    source = SCRIPT.read_text()

    assert '"use strict";' in source
    for forbidden in ("eval(", "new Function", "innerHTML", ".style", "http://", "https://"):
        assert forbidden not in source


def test_no_template_carries_script_or_style_of_its_own() -> None:
    for path in TEMPLATES:
        source = re.sub(r"\{%.*?%\}", "", path.read_text(), flags=re.S)
        assert not re.search(r"""\sstyle=["']""", source), path
        assert not re.search(r"\son[a-z]+=", source), path
        assert not re.search(r"<style|<script(?![^>]*\ssrc=)|javascript:", source), path
        assert "hx-on" not in source, path


def test_the_manifest_names_icons_that_exist() -> None:
    manifest = json.loads(SCRIPT.with_name("manifest.webmanifest").read_text())

    assert manifest["lang"] == "id"
    for drawn in manifest["icons"]:
        assert SCRIPT.with_name(drawn["src"]).is_file()
