"""What a row would change, in words: a dry run says which fields, not only how many rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Q

from kinerja.organization.models import JobGroup, Kind, UnitPeriod, UnitType

PERSON = {
    "name": "Nama",
    "title_front": "Gelar depan",
    "title_back": "Gelar belakang",
    "kind": "Jenis pegawai",
    "birth_date": "Tanggal lahir",
    "sex": "Jenis kelamin",
    "rank": "Golongan",
    "rank_since": "TMT golongan",
    "email": "Email",
}
POST = {
    "title": "Jabatan",
    "unit_id": "Unit",
    "job_group": "Kelompok jabatan",
    "grade": "Jenjang",
    "is_head": "Memimpin unit",
    "since": "TMT jabatan",
}
UNIT = {
    "name": "Nama unit",
    "head_title": "Jabatan kepala",
    "type": "Jenis",
    "is_independent": "Unit kerja mandiri",
    "parent_id": "Di bawah",
}
WORDS = {**dict(Kind.choices), **dict(JobGroup.choices), **dict(UnitType.choices)}
#: units that were made by hand bear our own number
OWN_KEY = re.compile(r"#[0-9]{1,15}")
Values = dict[str, Any]


class Change(NamedTuple):
    """A field with what stands in the database and what the file says."""

    label: str
    before: str
    after: str


class Names(NamedTuple):
    """Units as the rows of a page mention them: by our number, and by the id that files use."""

    by_number: dict[int, str]
    key_of: dict[int, str]

    def shown(self, name: str, value: Any) -> str:
        if name == "unit_id":
            return self.by_number.get(value, "unit lama")
        if name == "parent_id":
            return next(
                (self.by_number[n] for n, key in self.key_of.items() if key == value), value
            )
        if isinstance(value, bool):
            return "ya" if value else "tidak"
        if name in {"birth_date", "rank_since", "since"} and value:
            return f"{dt.date.fromisoformat(value):%d-%m-%Y}"
        return WORDS.get(value, str(value)) if value not in (None, "") else "kosong"


def names_for(rows: Iterable[tuple[Values, Values | None]]) -> Names:
    """Find the units that some rows (values, before) speak of."""
    said: set[Any] = set()
    for values, before in rows:
        post = (before or {}).get("placement") or {}
        said |= {values.get("unit_id"), post.get("unit_id"), values.get("parent_id")}
        said.add((before or {}).get("parent_id"))
    keys = {key for key in said if isinstance(key, str)}
    numbers = said - keys - {None} | {int(key[1:]) for key in keys if OWN_KEY.fullmatch(key)}
    running = UnitPeriod.objects.filter(Q(unit__in=numbers) | Q(unit__siasn_id__in=keys))
    found = running.order_by("valid").values_list("unit_id", "unit__siasn_id", "name")
    return Names(
        {number: name for number, _, name in found},
        {number: siasn_id or f"#{number}" for number, siasn_id, _ in found},
    )


def changes_of(values: Values, before: Values, names: Names) -> list[Change]:
    """Name each field in which a row differs; None in the file means: keep what is stored."""
    if "employee" not in before:
        above = before.get("parent_id")
        stored = {**before, "parent_id": names.key_of.get(above) if above else None}
        return _differing(UNIT, values, stored, names)
    post = dict(before.get("placement") or {})
    post["since"] = str(post.get("held", "")).strip("[(").partition(",")[0]
    person = _differing(PERSON, values, before["employee"], names)
    return person + (_differing(POST, values, post, names) if post.get("held") else [])


def _differing(
    fields: dict[str, str], values: Values, stored: Values, names: Names
) -> list[Change]:
    return [
        Change(label, names.shown(name, stored.get(name)), names.shown(name, values[name]))
        for name, label in fields.items()
        if values.get(name) is not None and values[name] != stored.get(name)
    ]
