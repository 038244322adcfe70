"""What people read: plain Indonesian, no empty words, no shouting, no English left behind."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
KINERJA = ROOT / "kinerja"
#: an empty or stiff word, and what stands in its place
INSTEAD = {
    "dalam rangka": "untuk",
    "guna": "untuk",
    "melakukan pengisian": "mengisi",
    "mohon": "kalimat perintah yang pendek",
    "harap": "kalimat perintah yang pendek",
    "silakan": "kalimat perintah yang pendek",
    "silahkan": "kalimat perintah yang pendek",
    "terkait": "tentang",
    "yang bersangkutan": "nama, atau dia",
    "dimaksud": "ini, itu",
    "tersebut": "ini, itu",
    "apabila": "jika",
    "telah": "sudah",
    "merupakan": "adalah, atau tanpa kata kerja",
    "saudara": "Anda",
    "kamu": "Anda",
    "oops": "apa yang terjadi",
    "ups": "apa yang terjadi",
    "data tidak valid": "apa yang salah",
    "tidak ada data": "Belum ada ...",
    "klik di sini": "tautan yang menyebut tujuannya",
    "surel": "email",
    "peladen": "server",
    "porta": "port",
    "bita": "byte",
    "galat": "kesalahan",
    "tembolok": "sebab yang dipahami orang",
}
#: words that no Indonesian sentence holds
ENGLISH = (
    "the|and|with|your|you|please|must|cannot|required|error|invalid|success|failed|save|cancel"
    "|delete|submit|login|logout|username|password|user|settings|search|welcome|loading"
)
MISSPELT = (
    "aktifitas|analisa|antri|dibawah|diatas|disini|disana|efektifitas|hirarki|ijin|jadual"
    "|kwalitas|merubah|nasehat|obyek|praktek|prosentase|resiko|sekedar|standarisasi"
)
BANNED = re.compile(rf"\b({'|'.join(INSTEAD)})\b", re.IGNORECASE)
FOREIGN = re.compile(rf"\b({ENGLISH})\b", re.IGNORECASE)
WRONG = re.compile(rf"\b({MISSPELT})\b", re.IGNORECASE)
SHOUTED = re.compile(r"\w!(?=\s|$|[\"”<])")
TO_ONESELF = re.compile(r"\{#.*?#\}", re.DOTALL)
SPOKEN = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
READ_ALOUD = re.compile(r"\b(?:aria-label|title|alt|placeholder)=\"([^\"]*)\"")
ATTRIBUTE = re.compile(r"\b[\w-]+=\"[^\"]*\"|\brequired(?=\s*[>{]|\s*$)", re.MULTILINE)
TAG = re.compile(r"<[^>]*>", re.DOTALL)
LITERAL = re.compile(r"\"([^\"\n]*)\"")
#: names and quotations that are as they are
AS_GIVEN = re.compile(r"SP4N-LAPOR!|perilaku petugas dalam pelayanan terkait kesopanan")
SAYING_NOTHING = {"OK", "Ya", "Tidak", "Submit", "Lanjut"}
TEMPLATES = sorted(
    path for kind in ("*.html", "*.txt") for path in KINERJA.glob(f"*/templates/**/{kind}")
)
#: where sentences for people are written in Python
SPEAKING = sorted(
    path
    for folder in (KINERJA, ROOT / "regulation")
    for path in folder.rglob("*.py")
    if not {"tests", "migrations"} & set(path.parts)
)
PAPER = sorted(KINERJA.glob("*/typst/*.typ"))
COMMANDS = [path for path in SPEAKING if "commands" in path.parts or path.name == "command.py"]
SAMPLES = sorted((KINERJA / "demo" / "texts").glob("*"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def faults(text: str) -> list[str]:
    """Name what is wrong with a text, and what to write instead."""
    text = AS_GIVEN.sub(" ", text)
    found = [f"{word}: {INSTEAD[word.lower()]}" for word in BANNED.findall(text)]
    found += [f"{word}: kata baku" for word in WRONG.findall(text)]
    found += [f"{shout} tanda seru" for shout in SHOUTED.findall(text)]
    return found


def shown(template: str) -> str:
    """Return what a template shows by itself: no comments, no expressions, no tags."""
    written = SPOKEN.sub(" ", TO_ONESELF.sub(" ", template))
    text = ATTRIBUTE.sub(" ", TAG.sub(" ", written))  # a macro may hold a part of a tag only
    return " ".join([text, *READ_ALOUD.findall(written)])


def passed(template: str) -> Iterator[str]:
    """Yield the texts that a template hands to components."""
    for expression in SPOKEN.findall(TO_ONESELF.sub(" ", template)):
        yield from (text for text in LITERAL.findall(expression) if " " in text)


def sentences(path: Path) -> Iterator[str]:
    """Yield the string literals of a module that are more than a word; docstrings are no copy."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value.strip()
            if id(node) not in documentation and " " in text:
                yield text


#: what only a programmer reads
PROGRAMMING = {"ValueError", "TypeError", "LookupError", "RuntimeError"}
SAID = {"label", "help_text", "title", "body"}


def refusal_texts(path: Path) -> Iterator[str]:
    """Yield what the refusals of a module say, and its labels and notifications."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.keyword(arg=name, value=value) if name in SAID:
                yield from _texts(value)
            case ast.Assign(targets=[ast.Name(id="message")], value=value):
                yield from _texts(value)
            case ast.AnnAssign(target=ast.Name(id="message"), value=value):
                yield from _texts(value)
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name not in PROGRAMMING:
                yield from _texts(node.exc)


def _texts(node: ast.AST | None) -> Iterator[str]:
    for part in ast.walk(node) if node else ():
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value:
            yield part.value


Found = dict[str, list[str]]


def all_of(paths: list[Path], judge: Callable[[Path], Iterable[str]]) -> Found:
    """Return what is wrong with each file that is not right."""
    judged = {named(path): list(judge(path)) for path in paths}
    return {name: wrong for name, wrong in judged.items() if wrong}


def test_templates_speak_plainly() -> None:
    def judge(path: Path) -> list[str]:
        template = path.read_text(encoding="utf-8")
        return faults(" ".join([shown(template), *passed(template)]))

    assert len(TEMPLATES) > 50
    assert all_of(TEMPLATES, judge) == {}


def test_templates_speak_indonesian() -> None:
    found = all_of(TEMPLATES, lambda path: FOREIGN.findall(shown(path.read_text(encoding="utf-8"))))

    assert found == {}


def test_messages_speak_plainly() -> None:
    found = all_of(SPEAKING, lambda path: [f for text in sentences(path) for f in faults(text)])

    assert found == {}


def test_refusals_labels_and_notifications_speak_indonesian() -> None:
    found = all_of(SPEAKING, lambda path: [t for t in refusal_texts(path) if FOREIGN.search(t)])

    assert found == {}


def test_help_of_commands_speaks_indonesian() -> None:
    def helps(path: Path) -> Iterator[str]:
        for text in re.findall(r"help=?\s*=?\s*\"([^\"]+)\"", path.read_text(encoding="utf-8")):
            if re.search(r"\b(only|of|from|here|today|not|in|as|or|these|those)\b", text):
                yield text

    assert all_of(COMMANDS, helps) == {}


def test_paper_and_sample_texts_speak_plainly() -> None:
    found = all_of([*PAPER, *SAMPLES], lambda path: faults(path.read_text(encoding="utf-8")))

    # "tepat guna" (appropriate) is a word of its own
    assert {name: wrong for name, wrong in found.items() if wrong != ["guna: untuk"]} == {}


def test_buttons_say_what_they_do() -> None:
    def buttons(path: Path) -> set[str]:
        template = TO_ONESELF.sub(" ", path.read_text(encoding="utf-8"))
        plain = re.findall(r"<button[^>]*>\s*([A-Za-z ]+?)\s*</button>", template)
        made = re.findall(r"ui\.(?:link_)?button\(\s*\"([^\"]+)\"", template)
        return {*plain, *made} & SAYING_NOTHING

    assert all_of(TEMPLATES, buttons) == {}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Data terkait sudah disimpan.", "terkait: tentang"),
        ("Apabila terlambat, isi lagi.", "Apabila: jika"),
        ("SKP diajukan!", "n! tanda seru"),
        ("Hasil dibawah ekspektasi.", "dibawah: kata baku"),
    ],
)
def test_the_reader_of_texts_finds_a_fault(text: str, fault: str) -> None:
    assert faults(text) == [fault]


def test_code_and_comments_of_a_template_are_no_copy() -> None:
    assert shown('{# the error #}<p class="user">{{ user }} Simpan</p>').split() == ["Simpan"]
