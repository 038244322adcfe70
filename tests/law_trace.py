"""Writes docs/law/trace.md: which provision is kept by which code, and proved by which case."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from regulation import instruments
from regulation.instruments import Instrument
from regulation.policy import PARAMETERS

ROOT = Path(__file__).resolve().parent.parent
TRACE = ROOT / "docs" / "law" / "trace.md"
SOURCES = ("regulation", "kinerja")
VECTORS = ROOT / "regulation" / "tests" / "vectors"
INSTRUMENTS = {
    value.name: value for value in vars(instruments).values() if isinstance(value, Instrument)
}
# Longest first, so that "Peraturan BKN 3/2023" is not cut short.
_NAMES = "|".join(re.escape(name) for name in sorted(INSTRUMENTS, key=len, reverse=True))
_KNOWN = re.compile(rf"^(?P<name>{_NAMES})(?P<provision>\b.*)?$")
_LOOKS_LIKE_LAW = re.compile(r"^(?:UU|PP|Perpres|Permen\w*|Peraturan \w+|SE \w+|Perka \w+)\s+\d")
_ARTICLE = re.compile(r"\bPs\.\s*")
_PROVISION = (
    re.compile(r"^(?P<article>Pasal \w+)(?:\s*\((?P<short>\d+)\)| ayat \((?P<long>\d+)\))?"),
    re.compile(r"^(?P<annex>Lampiran(?: \([^)]*\))?)"),
)

HEADING = """\
# Jejak hukum

Dibuat oleh `python -m tests.law_trace` dari baris `Law:` pada kode, parameter kebijakan, dan
vektor hukum. Jangan disunting dengan tangan. Kolom kasus yang kosong adalah celah yang terlihat.

| Ketentuan | Kode | Kasus |
| --- | --- | --- |
"""


@dataclass
class Row:
    """What speaks of one provision."""

    code: set[str] = field(default_factory=set)
    cases: list[str] = field(default_factory=list)


class UnknownInstrument(ValueError):
    """A citation of a law that regulation/instruments.py does not hold."""


def normalized(item: str) -> str | None:
    """Bring one citation into the form that the screens print; None for a remark in words."""
    text = _ARTICLE.sub("Pasal ", item.strip().rstrip(".").strip())
    found = _KNOWN.match(text)
    if not found:
        if _LOOKS_LIKE_LAW.match(text):
            raise UnknownInstrument(
                f"“{text}”: tambahkan peraturannya ke regulation/instruments.py."
            )
        return None
    provision = _provision((found["provision"] or "").strip(" ,"))
    if not provision:
        return found["name"]
    joint = " " if provision.startswith("Pasal ") else ", "
    return f"{found['name']}{joint}{provision}"


def _provision(text: str) -> str:
    """Keep the article with its paragraph, or the part of the annex; drop remarks after it."""
    article, annex = (pattern.match(text) for pattern in _PROVISION)
    if article:
        paragraph = article["short"] or article["long"]
        return article["article"] + (f" ayat ({paragraph})" if paragraph else "")
    return annex["annex"] if annex else ""


def citations(docstring: str) -> list[str]:
    """Collect the citations behind each `Law:`, continued lines included."""
    found: list[str] = []
    open_text = ""
    for raw in docstring.splitlines():
        line = raw.strip()
        if "Law:" in line:
            open_text = line.partition("Law:")[2]
        elif open_text:
            open_text += " " + line
        if open_text and not open_text.rstrip().endswith((";", ",", ":")):
            found += [text for item in open_text.split(";") if (text := normalized(item))]
            open_text = ""
    return found


def code_citations(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (provision, dotted name) for a module, its classes and functions."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from _of_node(tree, module)


def _of_node(node: ast.AST, name: str) -> Iterator[tuple[str, str]]:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    if isinstance(node, documented):
        for provision in citations(ast.get_docstring(node) or ""):
            yield provision, name
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from _of_node(child, f"{name}.{child.name}")


def vector_cases() -> Iterator[tuple[str, str, str]]:
    """Yield (provision, rule, case) of every legal vector."""
    for path in sorted(VECTORS.glob("*.toml")):
        vectors = tomllib.loads(path.read_text(encoding="utf-8"))
        for case in vectors["case"]:
            provision = normalized(case["source"])
            if provision is None:
                raise UnknownInstrument(f"{path.name}: “{case['source']}” bukan peraturan.")
            yield provision, vectors["rule"], case["name"]


def rows() -> dict[str, Row]:
    """Join code, policy parameters and cases by provision."""
    found: dict[str, Row] = defaultdict(Row)
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "tests" not in path.parts and "migrations" not in path.parts:
                for provision, name in code_citations(path):
                    found[provision].code.add(name)
    for parameter in PARAMETERS:
        found[str(parameter.source)].code.add(f"regulation.policy.Policy.{parameter.name}")
    for provision, rule, case in vector_cases():
        found[provision].code.add(rule)
        found[provision].cases.append(case)
    return found


def trace() -> str:
    """Write the whole table."""
    lines = []
    for provision, row in sorted(rows().items(), key=lambda pair: _natural(pair[0])):
        code = "<br>".join(f"`{name}`" for name in sorted(row.code))
        cases = "<br>".join(case.replace("|", "\\|") for case in row.cases)
        lines.append(f"| {provision} | {code} | {cases} |\n")
    return HEADING + "".join(lines)


def _natural(text: str) -> list[tuple[int, str]]:
    """Sort article 5 before article 28."""
    return [
        (int(part or 0), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", text)
    ]


def main(arguments: list[str]) -> int:
    """Write the table, or with --check compare it. Exit 1 when it is out of date."""
    try:
        written = trace()
    except UnknownInstrument as error:
        sys.stderr.write(f"law_trace: {error}\n")
        return 1
    if "--check" not in arguments:
        TRACE.parent.mkdir(parents=True, exist_ok=True)
        TRACE.write_text(written, encoding="utf-8")
        return 0
    if TRACE.exists() and TRACE.read_text(encoding="utf-8") == written:
        return 0
    sys.stderr.write("law_trace: docs/law/trace.md is out of date; run make trace.\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
