""".env.example names every variable that the program reads, and no other."""

from __future__ import annotations

import re

from django.conf import settings

from tests.environment import SERVERS

READ = re.compile(r'(?:environ(?:\.get)?[\[(]|flag\()\s*"([A-Z_]+)"')
NAMED = re.compile(r"^#([A-Z_]+)=", re.MULTILINE)
OURS_TO_DJANGO = {"DJANGO_SETTINGS_MODULE"}


def test_it_names_every_variable_and_no_other() -> None:
    program = [file for file in settings.KINERJA.rglob("*.py") if "tests" not in file.parts]
    sources = [*program, settings.BASE_DIR / "tests" / "browser.py"]

    read = {name for source in sources for name in READ.findall(source.read_text())}
    named = set(NAMED.findall((settings.BASE_DIR / ".env.example").read_text()))

    assert named == (read | set(SERVERS.values())) - OURS_TO_DJANGO
