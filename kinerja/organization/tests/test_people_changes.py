"""Correcting data, ending a working life, moving people, choosing heads: lawful and refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.models import Employee, Placement, PlacementKind, ReportingLine, Unit
from kinerja.organization.operations.people import (
    EndedAlready,
    HasRole,
    LaterPost,
    correct_employee,
    end_employment,
)
from kinerja.organization.operations.positions import (
    HeadTaken,
    NoUnit,
    PostTaken,
    add_placement,
    end_placement,
)
from kinerja.organization.operations.spans import EndsBeforeBeginning
from kinerja.organization.queries.evaluators import evaluator_of
from tests.factories import (
    LONG_AGO,
    NOON,
    Town,
    actor,
    client_of,
    grant,
    make_employee,
    make_line,
    make_placement,
    make_unit,
)

TODAY = NOON.date()
TOMORROW = TODAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def noon(db: None) -> Any:
    with clock.fixed(NOON):
        yield


def post_of(person: Employee) -> Placement:
    return Placement.objects.get(employee=person)


def move(town: Town, person: Employee, unit: Unit, **given: Any) -> tuple[Placement, list[str]]:
    values: dict[str, Any] = {
        "kind": PlacementKind.DEFINITIF,
        "is_head": False,
        "title": "Analis Kebijakan",
        "job_group": "JF",
        "since": TODAY,
        "until": None,
        "decree_no": "821/1/2026",
        "by": actor(town.city_manager),
        "at": NOON,
    }
    return add_placement(employee=person, unit=unit, **{**values, **given})


def correct(person: Employee, by: Actor, **given: Any) -> list[str]:
    values = {"title_front": "", "title_back": "", "rank": "", "email": ""}
    return correct_employee(
        employee=person, **{"name": person.name, **values, **given}, by=by, at=NOON
    )


# ---- data


def test_data_is_corrected_and_only_the_names_of_fields_are_kept(town: Town) -> None:
    by = actor(town.office_manager)

    changed = correct(town.andi, by, name="Andi Pratama Putra", rank="III/b")

    town.andi.refresh_from_db()
    event = AuditEvent.objects.get(action="organization.employee.corrected")
    assert changed == ["name", "rank", "email"]
    assert (town.andi.name, town.andi.rank, town.andi.email) == ("Andi Pratama Putra", "III/b", "")
    assert event.changes == {"fields": ["name", "rank", "email"]}
    assert event.about_employee_id == town.andi.pk
    assert event.unit_id == town.division.pk


def test_what_did_not_change_is_not_recorded(town: Town) -> None:
    correct(town.andi, actor(town.city_manager))

    assert correct(town.andi, actor(town.city_manager)) == []
    assert AuditEvent.objects.filter(action="organization.employee.corrected").count() == 1


@pytest.mark.parametrize("who", ["andi", "budi", "sari", "auditor", "administrator"])
def test_only_a_pengelola_corrects(town: Town, who: str) -> None:
    with pytest.raises(NotPermitted):
        correct(town.andi, actor(getattr(town, who)))


def test_a_pengelola_of_an_office_does_not_reach_beyond_it(town: Town) -> None:
    with pytest.raises(NotPermitted):
        correct(town.stranger, actor(town.office_manager))


def test_the_form_corrects(town: Town) -> None:
    given = {"nama": "Andi P.", "depan": "Ir.", "belakang": "M.T.", "pangkat": "III/c",
             "email": "andi@kotalama.go.id"}  # fmt: skip

    response = client_of(town.office_manager).post(f"/pegawai/{town.andi.pk}/data/", given)

    town.andi.refresh_from_db()
    assert response.status_code == 303
    assert (town.andi.full_name, town.andi.rank) == ("Ir. Andi P., M.T.", "III/c")


@pytest.mark.parametrize(
    "given",
    [{}, {"nama": "x" * 100_000}, {"nama": "A", "email": "bukan"}, {"nama": "A", "pangkat": "X/z"}],
)
def test_a_form_that_cannot_be_read_changes_nothing(town: Town, given: dict[str, str]) -> None:
    response = client_of(town.city_manager).post(f"/pegawai/{town.andi.pk}/data/", given)

    town.andi.refresh_from_db()
    assert response.status_code == 422
    assert town.andi.name == "Andi Pratama"


def test_an_unusual_rank_stays_choosable(town: Town) -> None:
    Employee.objects.filter(pk=town.andi.pk).update(rank="Letnan")
    given = {"nama": "Andi", "pangkat": "Letnan"}

    response = client_of(town.city_manager).post(f"/pegawai/{town.andi.pk}/data/", given)

    assert response.status_code == 303


# ---- the end of a working life


def test_whoever_leaves_ends_posts_and_exceptions(town: Town) -> None:
    acting = make_placement(town.budi, town.office, kind="PLT", is_head=True, title="Kepala Dinas")
    given = make_line(post_of(town.dewi), town.budi)
    later = make_placement(town.dewi, town.other_office, kind="PLT", since=dt.date(2030, 1, 1))

    end_employment(employee=town.budi, last_day=TODAY, by=actor(town.city_manager), at=NOON)

    town.budi.refresh_from_db()
    given.refresh_from_db()
    acting.refresh_from_db()
    assert town.budi.ended_on == TOMORROW
    assert given.held.upper == TOMORROW
    assert acting.held.upper == TOMORROW
    assert Placement.objects.filter(employee=town.budi, held__contains=TOMORROW).count() == 0
    assert later.held.upper is None
    event = AuditEvent.objects.get(action="organization.employee.ended")
    assert event.changes is not None
    assert len(event.changes["placements"]) == 2


def test_nobody_leaves_twice(town: Town) -> None:
    end_employment(employee=town.andi, last_day=TODAY, by=actor(town.city_manager), at=NOON)

    with pytest.raises(EndedAlready):
        end_employment(employee=town.andi, last_day=TODAY, by=actor(town.city_manager), at=NOON)
    with pytest.raises(EndedAlready):
        move(town, town.andi, town.office, since=TOMORROW)


def test_nobody_leaves_before_a_post_that_begins_later(town: Town) -> None:
    make_placement(town.andi, town.office, kind="PLT", since=dt.date(2030, 1, 1))

    with pytest.raises(LaterPost):
        end_employment(employee=town.andi, last_day=TODAY, by=actor(town.city_manager), at=NOON)


def test_nobody_ends_his_own_working_life(town: Town) -> None:
    with pytest.raises(NotPermitted):
        end_employment(
            employee=town.city_manager, last_day=TODAY, by=actor(town.city_manager), at=NOON
        )


def test_an_administrator_hands_over_first(town: Town) -> None:
    grant(town.andi.user, Role.ADMINISTRATOR)

    with pytest.raises(HasRole):
        end_employment(employee=town.andi, last_day=TODAY, by=actor(town.city_manager), at=NOON)


def test_the_form_ends_and_the_account_is_closed_to_him(town: Town) -> None:
    client = client_of(town.andi)
    address = f"/pegawai/{town.andi.pk}/akhiri/"

    refused = client_of(town.city_manager).post(address, {"terakhir": "31-2-2026"})
    done = client_of(town.city_manager).post(address, {"terakhir": "2 Agustus 2026"})

    assert (refused.status_code, done.status_code) == (422, 303)
    assert client.get("/pegawai/").status_code == 302


@pytest.mark.parametrize("day", ["1-1-0001", "31-12-9999", "0", "kemarin", "x" * 100_000])
def test_an_absurd_day_is_said(town: Town, day: str) -> None:
    response = client_of(town.city_manager).post(
        f"/pegawai/{town.andi.pk}/akhiri/", {"terakhir": day}
    )

    assert response.status_code == 422


# ---- moves and acting heads


def test_a_move_ends_the_post_before_it_with_its_exceptions(town: Town) -> None:
    old = post_of(town.andi)
    running = make_line(old, town.sari, until=dt.date(2027, 1, 1))

    new, warnings = move(town, town.andi, town.other_office)

    old.refresh_from_db()
    running.refresh_from_db()
    line = evaluator_of(new.pk, TODAY)
    assert warnings == []
    assert (old.held.upper, new.held.lower, new.held.upper) == (TODAY, TODAY, None)
    assert running.held.upper == TODAY
    assert line is not None
    assert line.evaluator_id == town.stranger.pk
    acts = AuditEvent.objects.filter(about_employee_id=town.andi.pk).values_list(
        "action", flat=True
    )
    assert set(acts) == {"organization.placement.ended", "organization.placement.started"}


def test_an_exception_that_would_begin_after_the_move_is_taken_back(town: Town) -> None:
    later = make_line(post_of(town.andi), town.sari, since=dt.date(2030, 1, 1))
    ended = make_line(post_of(town.andi), town.sari, until=dt.date(2021, 1, 1))

    move(town, town.andi, town.other_office)

    assert not ReportingLine.objects.filter(pk=later.pk).exists()
    assert ReportingLine.objects.filter(pk=ended.pk).exists()


def test_an_acting_head_leads_beside_the_own_post_and_a_warning_says_who_decides(
    town: Town,
) -> None:
    with_head, warnings = move(town, town.dewi, town.division, kind=PlacementKind.PLH)
    end_placement(
        placement=post_of(town.budi),
        last=TODAY - dt.timedelta(days=1),
        by=actor(town.city_manager),
        at=NOON,
    )
    line = evaluator_of(post_of(town.andi).pk, TODAY)

    assert with_head.is_head
    assert "Selama dia menjabat, penilainya tetap dia" in warnings[0]
    assert line is not None
    assert (line.evaluator_id, line.via) == (town.dewi.pk, "PLH")
    assert Placement.objects.filter(employee=town.dewi, held__contains=TODAY).count() == 2


def test_two_heads_of_one_kind_are_refused_by_name(town: Town) -> None:
    with pytest.raises(HeadTaken):
        move(town, town.andi, town.other_office, is_head=True)
    move(town, town.andi, town.division, kind=PlacementKind.PLT)
    with pytest.raises(HeadTaken, match="Plt"):
        move(town, town.dewi, town.division, kind=PlacementKind.PLT)
    move(town, town.andi, town.division, kind=PlacementKind.PLH)
    with pytest.raises(HeadTaken, match="Plh"):
        move(town, town.dewi, town.division, kind=PlacementKind.PLH)


def test_two_definitive_posts_are_refused(town: Town) -> None:
    later = make_employee("Nanti")
    make_placement(later, town.office, since=dt.date(2027, 1, 1))

    with pytest.raises(PostTaken):
        move(town, later, town.other_office)
    with pytest.raises(PostTaken, match="sekarang mulai"):
        move(town, town.andi, town.other_office, since=LONG_AGO)


def test_days_and_units_that_do_not_fit_are_refused(town: Town) -> None:
    gone = make_unit("Unit Lama", town.root, until=dt.date(2026, 1, 1))

    with pytest.raises(EndsBeforeBeginning):
        move(town, town.andi, town.office, until=dt.date(2026, 1, 1))
    with pytest.raises(NoUnit):
        move(town, town.andi, gone)


def test_a_pengelola_of_an_office_moves_within_it_only(town: Town) -> None:
    by = actor(town.office_manager)

    move(town, town.andi, town.office, by=by)
    with pytest.raises(NotPermitted):
        move(town, town.dewi, town.other_office, by=by)
    with pytest.raises(NotPermitted):
        move(town, town.stranger, town.office, by=by)
    move(town, town.stranger, town.division, by=by, kind=PlacementKind.PLT)


def test_the_form_records_a_move(town: Town) -> None:
    given = {"jenis": "DEFINITIF", "unit": town.office.pk, "jabatan": "Perencana Ahli Muda",
             "kelompok": "JF", "jenjang": "Ahli Muda", "mulai": "3-8-2026", "selesai": "",
             "sk": "821/77/2026"}  # fmt: skip
    client = client_of(town.office_manager)
    address = f"/pegawai/{town.andi.pk}/jabatan/"

    assert client.post(address, {**given, "unit": town.other_office.pk}).status_code == 422
    assert client.post(address, {**given, "unit": "9" * 30}).status_code == 422
    assert client.post(address, {**given, "sk": ""}).status_code == 422
    assert client.post(address, {**given, "mulai": "1-1-2020"}).status_code == 409
    assert client.post(address, given).status_code == 303
    assert Placement.objects.get(decree_no="821/77/2026").unit_id == town.office.pk


def test_a_form_sent_twice_moves_once(town: Town) -> None:
    given = {"jenis": "PLT", "unit": town.office.pk, "jabatan": "Kepala Dinas", "kelompok": "JPT",
             "mulai": "3-8-2026", "sk": "821/78/2026",
             "kunci": "00000000-0000-4000-8000-000000000001"}  # fmt: skip
    client = client_of(town.city_manager)
    address = f"/pegawai/{town.andi.pk}/jabatan/"

    answers = [client.post(address, given) for _ in range(2)]

    assert [one.status_code for one in answers] == [303, 303]
    assert Placement.objects.filter(decree_no="821/78/2026").count() == 1
    assert "penilainya tetap dia" in client.get(f"/pegawai/{town.andi.pk}/").content.decode()
