"""What the documents promise exists: links, commands, make targets, words of the glossary."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.test_copy import faults

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
GUIDES = sorted([*(ROOT / "docs" / "panduan").glob("*.md"), ROOT / "docs/howto/first-year.md"])
SOURCES = [
    path
    for folder in ("kinerja", "regulation")
    for path in (ROOT / folder).rglob("*.py")
    if "tests" not in path.parts
]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
MAKE = re.compile(r"\bmake ([a-z]+)\b")
COMMAND = re.compile(r"(?:^|[`\s\"']|/bin/)kinerja ([a-z]+(?:-[a-z]+)*)", re.MULTILINE)
OPTION = re.compile(r"--[a-z][a-z-]+")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
WORD = re.compile(r"\w+")
#: drawn from the finished screens; until then the README names them
PICTURES = ROOT / "docs" / "pictures"
ROOMS = {path.name for path in (ROOT / "kinerja").iterdir() if (path / "__init__.py").exists()}


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def code_of(text: str) -> str:
    """Return what a document shows as code: what a reader will type."""
    return "\n".join([*FENCE.findall(text), *re.findall(r"`([^`\n]+)`", text)])


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_link_leads_somewhere(path: Path) -> None:
    targets = [target.partition("#")[0] for target in LINK.findall(FENCE.sub("", read(path)))]
    ours = [target for target in targets if target and "://" not in target]
    missing = [target for target in ours if not (path.parent / target).exists()]

    assert [t for t in missing if (path.parent / t).resolve().parent != PICTURES] == []


def test_the_readme_shows_three_pictures() -> None:
    shown = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", read(ROOT / "README.md"))

    assert len(shown) == len({Path(one).name for one in shown}) == 3


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_command_exists(path: Path) -> None:
    told = set(COMMAND.findall(code_of(read(path))))

    assert {name.replace("-", "_") for name in told} <= set(get_commands())


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_every_make_target_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), flags=re.MULTILINE))

    assert set(MAKE.findall(code_of(read(path)))) <= targets


def test_every_option_of_our_commands_exists() -> None:
    declared = {
        option
        for path in SOURCES
        if "commands" in path.parts or path.name == "command.py"
        for option in re.findall(r"\"(--[a-z-]+)\"", read(path))
    }
    lines = [line for path in DOCUMENTS for line in code_of(read(path)).splitlines()]
    typed = {o for line in lines if COMMAND.search(line) for o in OPTION.findall(line)}

    assert typed <= declared


def test_the_readme_names_every_command_of_ours() -> None:
    ours = {path.stem for path in SOURCES if "commands" in path.parts} - {"__init__"}
    text = "\n".join(read(path) for path in DOCUMENTS)

    # these two are parts of serve
    assert [c for c in ours - {"web", "worker"} if c.replace("_", "-") not in text] == []


def test_every_variable_that_is_named_is_read() -> None:
    example = read(ROOT / ".env.example")
    told = {v for path in DOCUMENTS for v in re.findall(r"\bKINERJA_[A-Z_]+\b", read(path))}

    assert {variable for variable in told if variable not in example} == set()


def test_every_word_of_the_glossary_stands_in_the_code() -> None:
    rows = [line for line in read(ROOT / "docs/glossary.md").splitlines() if line.startswith("|")]
    promised = {word for row in rows for word in re.findall(r"`([^`]+)`", row)}
    used = {word for path in SOURCES for word in WORD.findall(read(path))}

    assert len(promised) > 100
    assert promised - used == set()


def test_the_architecture_names_every_room() -> None:
    layers = read(ROOT / "ARCHITECTURE.md").partition("```")[2].partition("```")[0]

    assert {room for room in ROOMS if not re.search(rf"\b{room}\b", layers)} == set()


def test_every_file_that_a_document_names_in_code_exists() -> None:
    text = "\n".join(code_of(read(ROOT / name)) for name in ("ARCHITECTURE.md", "CONTRIBUTING.md"))
    files = set(re.findall(r"\b[a-z_]+(?:/[a-z_]+)+\.(?:py|txt|toml|md)\b", text))
    found = {f for f in files if (ROOT / f).exists() or (ROOT / "kinerja" / f).exists()}

    assert files - found == set()


def test_the_decisions_are_listed_and_numbered() -> None:
    written = [p.name for p in sorted((ROOT / "docs/adr").glob("0*.md"))]
    listed = LINK.findall(read(ROOT / "docs/adr/README.md"))

    assert listed == written
    assert [name[:4] for name in written] == [f"{n:04d}" for n in range(1, len(written) + 1)]


@pytest.mark.parametrize("path", [*GUIDES, ROOT / "DPIA.md"], ids=named)
def test_a_guide_speaks_plainly(path: Path) -> None:
    assert faults(FENCE.sub("", read(path))) == []


@pytest.mark.parametrize("path", GUIDES, ids=named)
def test_a_guide_uses_the_words_on_the_buttons(path: Path) -> None:
    templates = [read(p) for p in (ROOT / "kinerja").glob("*/templates/**/*.html")]
    spoken = "\n".join([*templates, *(read(p) for p in SOURCES)])
    bold = {b for b in re.findall(r"\*\*([^*/…]+)\*\*", read(path)) if b[0].isupper()}

    assert {words for words in bold if words.rstrip(":.?") not in spoken} == set()
