"""One paper as it is kept, and how what people write on it is read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kinerja.surveys.periods import quarter_of
from regulation.labels import Labeled
from regulation.satisfaction import (
    QUESTIONS,
    SCORES,
    AgeBand,
    Education,
    Element,
    HalfDay,
    Occupation,
    Sex,
)

OLDEST = 120
#: the age at which each band ends
BANDS = (
    (20, AgeBand.UNDER_20),
    (30, AgeBand.FROM_20),
    (40, AgeBand.FROM_30),
    (50, AgeBand.FROM_40),
    (60, AgeBand.FROM_50),
    (OLDEST + 1, AgeBand.FROM_60),
)
NOON = 12
LAST_HOUR = 23
#: (element, its place among the nine, its number on the paper): the paper asks U9 before U8
ASKED = tuple(
    (question.element, list(Element).index(question.element), number)
    for number, question in enumerate(QUESTIONS, 1)
)


class Paper(NamedTuple):
    """One paper. `scores` are by element, U1 to U9, whatever the order on the paper."""

    counter_id: int
    day: dt.date
    half: str
    scores: tuple[int | None, ...]
    sex: str = ""
    age: str = ""
    education: str = ""
    occupation: str = ""
    text: str = ""


def first_day(today: dt.date) -> dt.date:
    """Return the oldest day of a paper: older quarters were told to the public."""
    return quarter_of(today).previous.starts


def score_of(written: str) -> int | None:
    """Return 1 to 4, None of nothing. Raises ValueError."""
    text = written.strip()
    if text in {"", "-"}:
        return None
    if len(text) == 1 and text.isascii() and text.isdigit() and int(text) in SCORES:
        return int(text)
    raise ValueError(text)


def half_of(written: str) -> str:
    """Return the half of the day from pagi, siang or a time. Raises ValueError."""
    text = written.strip().lower()
    if text in {"pagi", "p"}:
        return HalfDay.PAGI
    if text in {"siang", "sore", "s"}:
        return HalfDay.SIANG
    found = re.match(r"(?:pukul |jam )?(\d{1,2})(?:[.:]\d{2})?\b", text)
    if found is None or int(found[1]) > LAST_HOUR:
        raise ValueError(text)
    return HalfDay.PAGI if int(found[1]) <= NOON else HalfDay.SIANG


def age_of(written: str) -> str:
    """Return the band of an age in years, or of a band as the form prints it. Raises ValueError."""
    text = re.sub(r"\s*(tahun|thn|th)\.?", "", written.strip().lower())
    if text in {"", "-"}:
        return ""
    if text.isascii() and text.isdigit() and 0 < int(text) <= OLDEST:
        return _band(int(text))
    if re.fullmatch(r"(<|di bawah|kurang dari)\s*20", text):
        return AgeBand.UNDER_20
    if re.fullmatch(r"((>|>=|≥)\s*60|60\s*\+|60 ke atas|di atas 60|lebih dari 60)", text):
        return AgeBand.FROM_60
    found = re.fullmatch(r"(\d{2})\s*(?:-|–|s\.?d\.?|sampai)\s*(\d{2})", text)
    if found and int(found[1]) < int(found[2]) and _band(int(found[1])) == _band(int(found[2])):
        return _band(int(found[1]))
    return _code(AgeBand, written)


def _band(years: int) -> AgeBand:
    return next(band for end, band in BANDS if years < end)


SEXES = {"laki": "L", "laki laki": "L", "pria": "L", "lk": "L", "wanita": "P", "pr": "P"}
SCHOOLS = {
    **dict.fromkeys(("sekolah dasar", "mi"), "SD"),
    **dict.fromkeys(("sltp", "mts"), "SMP"),
    **dict.fromkeys(("slta", "smk", "ma", "sma smk", "sma sederajat"), "SMA"),
    **dict.fromkeys(
        ("d1", "d2", "d3", "d4", "di", "dii", "diii", "div", "diploma", "sarjana", "s 1"), "S1"
    ),
    **dict.fromkeys(("magister", "s 2"), "S2"),
    **dict.fromkeys(("doktor", "s 3"), "S3"),
}
WORK = {
    **dict.fromkeys(("asn", "pegawai negeri", "pegawai negeri sipil", "pppk", "p3k"), "PNS"),
    **dict.fromkeys(("pegawai swasta", "karyawan swasta", "karyawan"), "SWASTA"),
    **dict.fromkeys(("wiraswasta", "pengusaha", "pedagang", "usahawan"), "WIRAUSAHA"),
    **dict.fromkeys(
        (
            "lain lain",
            "lain",
            "pelajar",
            "mahasiswa",
            "pelajar mahasiswa",
            "ibu rumah tangga",
            "irt",
            "petani",
            "nelayan",
            "buruh",
            "pensiunan",
        ),
        "LAINNYA",
    ),
}


def sex_of(written: str) -> str:
    """Return L or P, "" of nothing. Raises ValueError."""
    return _code(Sex, written, SEXES)


def education_of(written: str) -> str:
    """Return the code of a school, "" of nothing. Raises ValueError."""
    return _code(Education, written, SCHOOLS)


def occupation_of(written: str) -> str:
    """Return the code of an occupation, "" of nothing. Raises ValueError."""
    return _code(Occupation, written, WORK)


def _code(kind: type[Labeled], written: str, others: Mapping[str, str] | None = None) -> str:
    """Return the code that a text is, by its code, its label or another usual word for it."""
    key = _plain(written)
    if not key:
        return ""
    known = {_plain(member.value): member.value for member in kind}
    known |= {_plain(member.label): member.value for member in kind}
    if key.startswith("lainnya") and "lainnya" in known:  # "Lainnya: petani"
        return known["lainnya"]
    found = known.get(key) or (others or {}).get(key)
    if found is None:
        raise ValueError(written)
    return found


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())


class Profile(NamedTuple):
    """A column about who answered: its words, how it is read, and what may stand there."""

    field: str
    label: str
    read: Callable[[str], str]
    allowed: str


PROFILE = (
    Profile("sex", "Jenis kelamin", sex_of, "L atau P"),
    Profile("age", "Usia", age_of, "umur dalam tahun, misalnya 34"),
    Profile("education", "Pendidikan", education_of, "SD, SMP, SMA, S1, S2, atau S3"),
    Profile(
        "occupation",
        "Pekerjaan",
        occupation_of,
        "PNS, TNI, POLRI, Swasta, Wirausaha, atau Lainnya",
    ),
)
