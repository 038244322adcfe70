"""Turn frozen content into a PDF/A-2a that is also PDF/UA-1, by typst."""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import re
import threading
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypedDict, cast

import segno
import typst

#: Templates name each other from here: "/documents/typst/lembar.typ".
ROOT = Path(__file__).parents[1]
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]

#: Stands where the built-in fonts have no picture for a character (emoji, foreign scripts).
MISSING = "□"
_UNPRINTABLE = re.compile(r'(?:the text|codepoint) `"(.+?)"`')
#: renderings that look for missing letters before all foreign ones go
TRIES = 3
_LATIN_ENDS = 0x250
_LONG_WORD = re.compile(r"\S{25,}")

#: typst's compiler is not to be entered twice; a second thread would gain a tenth.
_one_at_a_time = threading.Lock()


class Imprint(TypedDict):
    """What an issued sheet says about itself."""

    number: str
    version: int
    fingerprint: str
    issued_on: str
    url: str
    form_url: str


def render(
    *,
    template: Path,
    content: Mapping[str, Any],
    imprint: Imprint | None,
    at: dt.datetime,
    logo: str = "",
) -> bytes:
    """Return the PDF; the same arguments give the same bytes. Without imprint it is a preview."""
    text = json.dumps(_each_text(content, _tidy), ensure_ascii=False)
    replaced = False
    for _ in range(TRIES):
        try:
            return _compile(template, text, _marks(imprint, replaced=replaced), logo, at)
        except typst.TypstError as error:
            missing = _missing(error)
            if not missing:
                raise
            replaced = True
            text = "".join(MISSING if letter in missing else letter for letter in text)
    # The compiler kept finding more: keep Latin letters only.
    text = "".join(letter if ord(letter) < _LATIN_ENDS else MISSING for letter in text)
    return _compile(template, text, _marks(imprint, replaced=True), logo, at)


def picture(image: bytes, media_type: str) -> str:
    """Return a PNG or JPEG wrapped as SVG, as the template takes logos."""
    data = base64.b64encode(image).decode()
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">'
        f'<image width="100" height="100" href="data:{media_type};base64,{data}"/></svg>'
    )


def _compile(template: Path, content: str, imprint: str, logo: str, at: dt.datetime) -> bytes:
    inputs = {"content": content, "imprint": imprint, "logo": logo}
    with _one_at_a_time:
        pdf = _compiler().compile(
            input=template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=STANDARDS,
            timestamp=at.astimezone(dt.UTC).replace(microsecond=0),  # typst takes whole seconds
        )
    return cast("bytes", pdf)


@cache
def _compiler() -> typst.Compiler:
    """Keep one warm compiler, with the fonts that typst carries and no others."""
    fonts = typst.Fonts(include_system_fonts=False)
    return typst.Compiler(root=ROOT, font_paths=fonts, ignore_system_fonts=True)


def _marks(imprint: Imprint | None, *, replaced: bool) -> str:
    if imprint is None:
        return "null"
    return json.dumps({**imprint, "qr": _qr(imprint["url"]), "replaced": replaced})


def _qr(url: str) -> str:
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=2, xmldecl=False)
    return drawn.getvalue().decode()


def _missing(error: typst.TypstError) -> set[str]:
    """Return the characters that the compiler could not show."""
    found = "".join(_UNPRINTABLE.findall(error.diagnostic))
    escaped = re.findall(r"\\u\{([0-9a-f]+)\}", found)
    plain = re.sub(r"\\u\{[0-9a-f]+\}", "", found)
    # A Latin letter may carry the mark that is missing; the letter itself stays.
    letters = {*plain, *(chr(int(code, 16)) for code in escaped)}
    return {letter for letter in letters if ord(letter) >= _LATIN_ENDS}


def _each_text(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: _each_text(part, change) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_each_text(part, change) for part in value]
    return value


def _tidy(text: str) -> str:
    """Drop what has no place on paper and let very long words break."""
    kept = text
    if not text.replace("\n", "").isprintable():
        kept = "".join(letter for letter in text if letter == "\n" or _on_paper(letter))
    return _LONG_WORD.sub(_breakable, kept)


def _on_paper(letter: str) -> bool:
    """Tell letters from controls, invisible marks, surrogates, private and unassigned ones."""
    return unicodedata.category(letter)[0] != "C"


def _breakable(word: re.Match[str]) -> str:
    joint = "\u00ad" if word[0].isascii() and word[0].isalpha() else "\u200b"
    return joint.join(re.findall(".{1,10}", word[0]))
