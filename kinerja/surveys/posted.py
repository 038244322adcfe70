"""What a form of the survey says, checked; whatever is wrong comes back with what was typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import parse_qsl

from regulation.labels import Labeled
from regulation.satisfaction import SCORES, AgeBand, Education, Element, Occupation, Sex

LONGEST_TEXT = 300
#: bytes of a sending: what 100,000 letters may take, so that they come back to be shortened
LONGEST_BODY = 1_500_000
MOST_FIELDS = 100
ELEMENTS = tuple(element.value for element in Element)
EXTRA = re.compile(r"T[1-9][0-9]{0,17}")
PROFILE: Mapping[str, type[Labeled]] = {
    "jk": Sex,
    "usia": AgeBand,
    "didik": Education,
    "kerja": Occupation,
}
SCORE = {str(score): score for score in SCORES}

NOTHING = "Jawab paling sedikit satu dari sembilan pertanyaan."
CHOOSE = "Pilih salah satu dari empat jawaban ini."
CHOOSE_ONE = "Pilih salah satu dari daftar."
UNREADABLE = "Ada huruf yang tidak terbaca. Tulis lagi saran Anda."


class Posted(NamedTuple):
    """What a form says, checked."""

    scores: tuple[int | None, ...]
    extras: dict[str, int]
    sex: str
    age: str
    education: str
    occupation: str
    text: str


class Parsed(NamedTuple):
    """A sending as it came, and what is wrong with it by name of the field."""

    posted: Posted
    typed: dict[str, str]
    errors: dict[str, str]


def fields_of(body: bytes) -> dict[str, str]:
    """Return the fields of a sending; of one that comes twice the last. Raises ValueError."""
    pairs = parse_qsl(
        body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS
    )
    return dict(pairs)


def parsed(typed: dict[str, str]) -> Parsed:
    """Check what was typed. Fields that we do not know say nothing."""
    errors: dict[str, str] = {}
    scores = tuple(_score(typed, name, errors) for name in ELEMENTS)
    extras = {}
    for name in filter(EXTRA.fullmatch, typed):
        score = _score(typed, name, errors)
        if score is not None:
            extras[name[1:]] = score
    sex, age, education, occupation = (_chosen(typed, name, errors) for name in PROFILE)
    text = _text(typed, errors)
    if not errors and not any(scores):
        errors["U1"] = NOTHING
    return Parsed(Posted(scores, extras, sex, age, education, occupation, text), typed, errors)


def _score(typed: Mapping[str, str], name: str, errors: dict[str, str]) -> int | None:
    written = typed.get(name, "")
    score = SCORE.get(written)
    if written and score is None:
        errors[name] = CHOOSE
    return score


def _chosen(typed: Mapping[str, str], name: str, errors: dict[str, str]) -> str:
    written = typed.get(name, "")
    if not written or written in {member.value for member in PROFILE[name]}:
        return written
    errors[name] = CHOOSE_ONE
    return ""


def _text(typed: dict[str, str], errors: dict[str, str]) -> str:
    text = typed.get("saran", "").replace("\r\n", "\n").strip()
    if "\0" in text or "\N{REPLACEMENT CHARACTER}" in text:
        errors["saran"] = UNREADABLE
        typed["saran"] = re.sub("[\0\N{REPLACEMENT CHARACTER}]", "", text)
    elif len(text) > LONGEST_TEXT:
        count = f"{len(text):,}".replace(",", ".")
        errors["saran"] = f"Paling banyak {LONGEST_TEXT} huruf. Sekarang {count}."
    return text
