"""Exceptions to who assesses whom: given, warned of, refused, ended, told to those concerned."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee, Placement, ReportingLine
from kinerja.organization.operations.lines import (
    NO_DOCUMENT,
    NOT_HIGHER,
    LineTaken,
    OwnEvaluator,
    add_line,
    end_line,
)
from kinerja.organization.operations.people import EndedAlready
from kinerja.organization.operations.spans import EndsBeforeBeginning
from kinerja.organization.queries.evaluators import evaluator_of
from tests.factories import LONG_AGO, NOON, Town, actor, client_of, make_employee, make_line

TODAY = NOON.date()
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def noon(db: None) -> Any:
    with clock.fixed(NOON):
        yield


def post_of(person: Employee) -> Placement:
    return Placement.objects.get(employee=person)


def let(town: Town, evaluator: Employee, **given: Any) -> tuple[ReportingLine, list[str]]:
    values: dict[str, Any] = {
        "placement": post_of(town.andi),
        "since": TODAY,
        "until": None,
        "reason": "Tim lintas unit",
        "document_no": "800/12/2026",
        "by": actor(town.office_manager),
        "at": NOON,
    }
    return add_line(evaluator=evaluator, **{**values, **given})


def test_somebody_else_assesses_from_then_on_and_all_are_told(town: Town) -> None:
    line, warnings = let(town, town.sari)

    found = evaluator_of(post_of(town.andi).pk, TODAY)
    told = Notification.objects.filter(kind="organization.line")
    event = AuditEvent.objects.get(action="organization.line.added")
    assert warnings == []
    assert found is not None
    assert (found.evaluator_id, found.via) == (town.sari.pk, "LINE")
    assert set(told.values_list("user_id", flat=True)) == {
        person.user_id for person in (town.andi, town.sari, town.budi)
    }
    assert event.changes is not None
    assert event.changes["evaluator"] == town.sari.pk
    assert "Tim lintas" not in str(event.changes)
    assert line.held.upper is None


@pytest.mark.parametrize(
    ("who", "document", "expected"),
    [
        ("dewi", "800/1", [NOT_HIGHER]),
        ("dewi", "", [NOT_HIGHER, NO_DOCUMENT]),
        ("stranger", "", [NO_DOCUMENT]),
        ("budi", "800/1", []),
    ],
)
def test_a_peer_or_a_missing_document_only_warns(
    town: Town, who: str, document: str, expected: list[str]
) -> None:
    _, warnings = let(town, getattr(town, who), document_no=document)

    assert warnings == expected


def test_nobody_assesses_himself(town: Town) -> None:
    with pytest.raises(OwnEvaluator):
        let(town, town.andi)


@pytest.mark.parametrize("who", ["andi", "budi", "sari", "stranger", "auditor", "administrator"])
def test_only_a_pengelola_gives_and_ends_one(town: Town, who: str) -> None:
    line = make_line(post_of(town.dewi), town.sari)

    with pytest.raises(NotPermitted):
        let(town, town.sari, by=actor(getattr(town, who)))
    with pytest.raises(NotPermitted):
        end_line(line=line, last=TODAY, by=actor(getattr(town, who)), at=NOON)


def test_a_pengelola_does_not_choose_his_own_evaluator(town: Town) -> None:
    own = post_of(town.office_manager)
    line = make_line(own, town.sari)

    with pytest.raises(NotPermitted):
        let(town, town.budi, placement=own)
    with pytest.raises(NotPermitted):
        end_line(line=line, last=TODAY, by=actor(town.office_manager), at=NOON)


def test_two_at_a_time_are_refused(town: Town) -> None:
    let(town, town.sari)

    with pytest.raises(LineTaken):
        let(town, town.stranger)


def test_days_that_do_not_fit_are_refused(town: Town) -> None:
    gone = make_employee("Yang Pensiun", ended_on=LONG_AGO)

    with pytest.raises(EndsBeforeBeginning):
        let(town, town.sari, until=YESTERDAY)
    with pytest.raises(WrongState):
        let(town, town.sari, since=dt.date(2019, 1, 1))
    with pytest.raises(EndedAlready):
        let(town, gone)


def test_it_ends_with_the_post_at_the_latest(town: Town) -> None:
    post = post_of(town.andi)
    post.held = type(post.held)(LONG_AGO, TOMORROW, "[)")
    post.save()

    line, _ = let(town, town.sari, until=dt.date(2030, 1, 1))

    assert line.held.upper == TOMORROW
    with pytest.raises(WrongState):
        let(town, town.sari, since=TOMORROW)


def test_it_ends_after_its_last_day(town: Town) -> None:
    line = make_line(post_of(town.andi), town.sari)
    by = actor(town.city_manager)

    with pytest.raises(EndsBeforeBeginning):
        end_line(line=line, last=dt.date(2019, 1, 1), by=by, at=NOON)
    end_line(line=line, last=TODAY, by=by, at=NOON)
    line.refresh_from_db()
    assert line.held.upper == TOMORROW
    with pytest.raises(WrongState, match="lebih awal"):
        end_line(line=line, last=dt.date(2030, 1, 1), by=by, at=NOON)
    end_line(line=line, last=YESTERDAY, by=by, at=NOON)
    with pytest.raises(WrongState, match="sudah berakhir"):
        end_line(line=line, last=YESTERDAY, by=by, at=NOON)


def test_one_that_has_not_begun_is_taken_back(town: Town) -> None:
    line = make_line(post_of(town.andi), town.sari, since=dt.date(2027, 1, 1))

    end_line(line=line, last=TODAY, by=actor(town.city_manager), at=NOON)

    assert not ReportingLine.objects.filter(pk=line.pk).exists()
    assert AuditEvent.objects.filter(action="organization.line.withdrawn").count() == 1


def test_the_page_finds_picks_and_gives(town: Town) -> None:
    client = client_of(town.office_manager)
    address = f"/jabatan/{post_of(town.andi).pk}/penilai/"
    given = {"mulai": "3-8-2026", "alasan": "Tim lintas unit", "surat": ""}

    found = client.get(f"{address}?cari=dewi").content.decode()
    picked = client.get(f"{address}?penilai={town.dewi.pk}").content.decode()
    empty = client.post(f"{address}?penilai={town.dewi.pk}", {})
    done = client.post(f"{address}?penilai={town.dewi.pk}", given)
    after = client.get(done["Location"]).content.decode()

    assert f"?penilai={town.dewi.pk}" in found
    assert "Pengelola Data" in picked
    assert empty.status_code == 422
    assert done.status_code == 303
    assert "tidak lebih tinggi" in after
    assert "Tim lintas unit" in after
    assert ReportingLine.objects.get().evaluator_id == town.dewi.pk


def test_the_page_offers_only_whom_the_pengelola_may_see(town: Town) -> None:
    client = client_of(town.office_manager)
    address = f"/jabatan/{post_of(town.andi).pk}/penilai/"

    assert "Belum ada yang cocok" in client.get(f"{address}?cari=slamet").content.decode()
    assert client.get(f"{address}?penilai={town.stranger.pk}").status_code == 404
    assert client.get(f"{address}?penilai=999999").status_code == 404
    assert client.get(f"{address}?penilai=abc&cari={'x' * 100_000}").status_code == 200
    assert "?penilai=" not in client.get(f"{address}?cari=andi").content.decode()
    assert client.post(address, {}).status_code == 404


def test_the_page_refuses_himself_and_a_second_one(town: Town) -> None:
    client = client_of(town.city_manager)
    address = f"/jabatan/{post_of(town.andi).pk}/penilai/"
    given = {"mulai": "3-8-2026", "alasan": "Tim", "surat": "1"}
    make_line(post_of(town.andi), town.sari)

    himself = client.post(f"{address}?penilai={town.andi.pk}", given)
    second = client.post(f"{address}?penilai={town.stranger.pk}", given)

    assert (himself.status_code, second.status_code) == (409, 409)
    assert "tidak menilai dirinya sendiri" in himself.content.decode()


def test_the_page_ends_one(town: Town) -> None:
    line = make_line(post_of(town.andi), town.sari)
    client = client_of(town.office_manager)
    address = f"/penilai-khusus/{line.pk}/akhiri/"

    assert client.post(address, {"terakhir": "30-2-2026"}).status_code == 422
    assert client.post(address, {"terakhir": "1-1-2019"}).status_code == 409
    assert client.post(address, {"terakhir": "3-8-2026"}).status_code == 303
    line.refresh_from_db()
    assert line.held.upper == TOMORROW
