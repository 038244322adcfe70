"""Importing units: periods, paths, roots, and what the trail says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from kinerja.audit.models import AuditEvent
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.canonical import digest
from kinerja.foundation.fields import days
from kinerja.foundation.refusals import WrongState
from kinerja.organization.imports import operations
from kinerja.organization.models import Import, Unit, UnitPeriod
from kinerja.organization.tests.importing import answer_of, figures
from tests.factories import client_of, grant, make_employee, make_placement, make_unit, make_user

pytestmark = pytest.mark.django_db

HEADINGS = "Id,DiatasanId,NamaUnor,NamaJabatan"
CITY = "K,,Pemerintah Kota,Wali Kota"
OFFICE = "D,K,Dinas Sosial,Kepala Dinas Sosial"
SECTION = "S,D,Seksi Bantuan,Kepala Seksi Bantuan"
OTHER = "B,K,Badan Keuangan,Kepala Badan Keuangan"
MARCH = ("--effective", "2026-03-01")


def units(
    folder: Path, *rows: str, options: tuple[str, ...] = (), code: int = 0, headings: str = HEADINGS
) -> Any:
    path = folder / "unit.csv"
    path.write_text("\n".join([headings, *rows]), encoding="utf-8")
    return answer_of("import_units", str(path), *options, code=code)


def period(key: str) -> UnitPeriod:
    return UnitPeriod.objects.get(unit__siasn_id=key, valid__endswith=None)


def test_the_first_tree_holds_from_the_first_day_of_the_year(tmp_path: Path) -> None:
    answer = units(tmp_path, SECTION, OFFICE, CITY, options=MARCH)

    assert figures(answer) == (3, 0, 0, 0, 0, 0)
    root, office, section = period("K"), period("D"), period("S")
    assert root.valid == days(dt.date(2026, 1, 1))
    assert section.path == f"{root.unit_id}/{office.unit_id}/{section.unit_id}/"
    assert (section.parent_id, root.parent_id) == (office.unit_id, None)
    assert (office.name, office.head_title) == ("Dinas Sosial", "Kepala Dinas Sosial")
    assert (office.type, office.is_independent) == ("DINAS", True)
    assert (section.type, section.is_independent) == ("SEKSI", False)


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    units(tmp_path, CITY, OFFICE, SECTION)
    before = list(UnitPeriod.objects.order_by("pk").values())

    answer = units(tmp_path, CITY, OFFICE, SECTION)

    assert figures(answer) == (0, 0, 3, 0, 0, 0)
    assert list(UnitPeriod.objects.order_by("pk").values()) == before


def test_later_units_hold_from_the_effective_day(tmp_path: Path) -> None:
    units(tmp_path, CITY, OFFICE)

    answer = units(tmp_path, CITY, OFFICE, OTHER, options=MARCH)

    assert figures(answer) == (1, 0, 2, 0, 0, 0)
    assert period("B").valid.lower == dt.date(2026, 3, 1)


def test_a_new_name_begins_a_new_period(tmp_path: Path) -> None:
    units(tmp_path, CITY, OFFICE, SECTION)

    answer = units(
        tmp_path, CITY, "D,K,Dinas Sosial dan Pangan,Kepala Dinas", SECTION, options=MARCH
    )

    assert figures(answer) == (0, 1, 2, 0, 0, 0)
    first, second = UnitPeriod.objects.filter(unit__siasn_id="D").order_by("pk")
    assert (first.name, first.valid.upper) == ("Dinas Sosial", dt.date(2026, 3, 1))
    assert (second.name, second.valid.lower) == ("Dinas Sosial dan Pangan", dt.date(2026, 3, 1))
    assert UnitPeriod.objects.filter(unit__siasn_id="S").count() == 1


def test_a_new_name_on_the_first_day_is_a_correction(tmp_path: Path) -> None:
    units(tmp_path, CITY, OFFICE)

    units(tmp_path, CITY, "D,K,Dinas Sosial Kota,", options=("--effective", "2026-01-01"))

    assert UnitPeriod.objects.count() == 2
    assert period("D").name == "Dinas Sosial Kota"


def test_a_unit_that_moves_takes_those_below_along(tmp_path: Path) -> None:
    units(tmp_path, CITY, OFFICE, OTHER, SECTION)

    answer = units(
        tmp_path, CITY, "D,B,Dinas Sosial,Kepala Dinas Sosial", OTHER, SECTION, options=MARCH
    )

    assert figures(answer) == (0, 1, 3, 0, 0, 0)
    assert period("S").path == f"{period('D').path}{period('S').unit_id}/"
    assert period("D").path.startswith(period("B").path)
    assert period("S").valid.lower == dt.date(2026, 3, 1)


@pytest.mark.parametrize("options", [MARCH, ("--effective", "2026-01-01")])
def test_the_root_may_hand_over(tmp_path: Path, options: tuple[str, ...]) -> None:
    units(tmp_path, CITY, OFFICE)

    units(tmp_path, "N,,Kota Baru,", "K,N,Pemerintah Kota,Wali Kota", OFFICE, options=options)

    assert period("K").parent_id == period("N").unit_id
    assert period("D").path.startswith(period("N").path)


def test_type_and_independence_are_kept_where_the_file_says_nothing(tmp_path: Path) -> None:
    units(tmp_path, CITY, OFFICE)
    UnitPeriod.objects.filter(unit__siasn_id="D").update(type="UPTD", is_independent=False)

    assert figures(units(tmp_path, CITY, OFFICE)) == (0, 0, 2, 0, 0, 0)
    answer = units(
        tmp_path,
        f"{CITY},,",
        f"{OFFICE},Badan,Ya",
        headings=f"{HEADINGS},JENIS,MANDIRI",
        options=MARCH,
    )

    assert figures(answer) == (0, 1, 1, 0, 0, 0)
    assert (period("D").type, period("D").is_independent) == ("BADAN", True)


def test_missing_units_are_told_and_end_only_when_asked_and_empty(tmp_path: Path) -> None:
    units(tmp_path, CITY, OFFICE, SECTION, OTHER)
    placement = make_placement(make_employee("Siti"), period("S").unit)

    assert figures(units(tmp_path, CITY, OTHER)) == (0, 0, 2, 1, 0, 0)
    assert period("D").name == "Dinas Sosial"

    end = ("--end-gone", "2026-09-01")
    answer = units(tmp_path, CITY, OFFICE, OTHER, options=end, code=1)
    assert answer["code"] == "UNITS_IN_USE"
    assert "Seksi Bantuan" in answer["refused"]
    answer = units(tmp_path, CITY, OTHER, options=end, code=1)
    assert "Dinas Sosial" in answer["refused"]

    placement.held = days(dt.date(2020, 1, 1), dt.date(2026, 8, 31))
    placement.save()
    units(tmp_path, CITY, OFFICE, OTHER, options=end)

    ended = UnitPeriod.objects.get(unit__siasn_id="S")
    assert ended.valid.upper == dt.date(2026, 9, 1)
    assert AuditEvent.objects.filter(action="organization.unit.ended").count() == 1


def test_a_unit_that_returns_begins_after_it_ended(tmp_path: Path) -> None:
    units(tmp_path, CITY, OFFICE, OTHER)
    units(tmp_path, CITY, OTHER, options=("--end-gone", "2026-09-01"))

    answer = units(tmp_path, CITY, OFFICE, OTHER, options=MARCH)

    assert figures(answer) == (1, 0, 2, 0, 0, 0)
    assert period("D").valid.lower == dt.date(2026, 9, 1)
    assert Unit.objects.count() == 3


def test_with_a_faulty_row_nothing_is_stored_unless_it_is_left_out(tmp_path: Path) -> None:
    rows = (CITY, OFFICE, "X,TIDAK-ADA,Dinas,", "Y,X,Seksi,")

    answer = units(tmp_path, *rows, code=2)
    assert figures(answer) == (2, 0, 0, 0, 2, 0)
    assert [problem["code"] for problem in answer["rows"]] == ["PARENT_UNKNOWN", "PARENT_FAULTY"]
    assert not Unit.objects.exists()

    units(tmp_path, *rows, options=("--skip-faulty",))
    assert set(Unit.objects.values_list("siasn_id", flat=True)) == {"K", "D"}


def test_units_made_by_hand_are_part_of_the_tree(tmp_path: Path) -> None:
    root = make_unit("Pemerintah Kota")

    answer = units(tmp_path, "L,,Kota Lain,", code=2)
    assert answer["rows"][0]["code"] == "TWO_ROOTS"
    assert f"Pemerintah Kota (#{root.pk})" in answer["rows"][0]["message"]

    units(tmp_path, f"D,#{root.pk},Dinas Sosial,")
    assert period("D").parent_id == root.pk


def test_one_act_a_unit_is_recorded_with_a_digest_that_holds(tmp_path: Path) -> None:
    units(tmp_path, CITY, OFFICE)
    units(tmp_path, CITY, "D,K,Dinas Baru,Kepala", options=MARCH)

    acts = AuditEvent.objects.filter(subject_kind="organization.unit").order_by("id")

    told = sorted((act.action, act.changes["fields"]) for act in acts if act.changes)
    assert told == [
        ("organization.unit.added", []),
        ("organization.unit.added", []),
        ("organization.unit.changed", ["head_title", "name"]),
    ]
    for act in acts:
        assert bytes(act.changes_digest) == digest(act.changes, bytes(act.salt))


def opened(tmp_path: Path, *rows: str) -> Import:
    path = tmp_path / "unit.csv"
    path.write_text("\n".join([HEADINGS, *rows]))
    source = operations.open_import(
        subject=Import.Subject.UNITS,
        file_name="unit.csv",
        content_sha256=operations.sha256_of(path),
        effective_on=dt.date(2026, 8, 3),
        by=Actor.system("test"),
        at=dt.datetime(2026, 8, 3, tzinfo=dt.UTC),
    )
    operations.check_import(source=source, path=path)
    return source


def apply(source: Import) -> Import:
    at = dt.datetime(2026, 8, 3, tzinfo=dt.UTC)
    return operations.apply_import(source=source, skip_faulty=False, by=Actor.system("test"), at=at)


def test_a_tree_that_changed_since_the_check_is_refused(tmp_path: Path) -> None:
    units(tmp_path, CITY, OFFICE, OTHER)
    waiting = opened(tmp_path, "D,B,Dinas Sosial,Kepala Dinas Sosial")
    units(tmp_path, "B,D,Badan Keuangan,Kepala Badan Keuangan")

    with pytest.raises(WrongState, match="Susunan unit berubah"):
        apply(waiting)


def test_what_the_database_refuses_becomes_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = opened(tmp_path, CITY), opened(tmp_path, "L,,Kota Lain,")
    apply(first)

    with pytest.raises(WrongState, match="bertabrakan"), transaction.atomic():
        apply(second)

    def unknown(*args: object) -> None:
        raise IntegrityError("another constraint")

    monkeypatch.setattr("kinerja.organization.imports.applying.carry_out", unknown)
    with pytest.raises(IntegrityError), transaction.atomic():
        apply(second)


def test_in_a_new_city_the_administrator_begins() -> None:
    administrator = make_user()
    grant(administrator, Role.ADMINISTRATOR)
    client = client_of(administrator)

    assert "Buka impor" in client.get("/kode/").content.decode()
    assert client.get("/impor/").status_code == 200
