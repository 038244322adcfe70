"""A person decides about flagged answers, with a reason; the figures follow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from kinerja.audit.models import AuditEvent
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role
from kinerja.foundation.refusals import NotPermitted
from kinerja.services.models import Service
from kinerja.surveys.models import Ruling
from kinerja.surveys.operations import ruling as operations
from kinerja.surveys.operations.night import turn_over
from kinerja.surveys.periods import Span
from kinerja.surveys.queries.figures import service_figure
from kinerja.surveys.tests.seen import THIRD
from kinerja.surveys.tests.stages import answers, make_service
from tests.factories import NOON, Town, actor, client_of, grant

pytestmark = pytest.mark.django_db
JULY = dt.date(2026, 7, 14)
QUARTER = Span(THIRD, 3)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.fixed(NOON):
        yield


@pytest.fixture
def admin(town: Town) -> Actor:
    grant(town.dewi.user, Role.ADMIN_SKM, unit=town.office)
    return actor(town.dewi)


@pytest.fixture
def service(town: Town) -> Service:
    """Twenty answers, and six that bear a signal."""
    made = make_service(town.division, "Kartu keluarga")
    answers(made, JULY, n=20)
    answers(made, JULY, (4,) * 9, n=6, flags=2)
    turn_over(NOON)
    return made


def place(service: Service) -> str:
    return f"/kepuasan/layanan/{service.pk}/tanda/?periode=2026-3"


def rule(service: Service, by: Actor, **changes: object) -> Ruling:
    given = {"starts": THIRD, "leave_out": True, "reason": "Diperiksa bersama loket."}
    return operations.rule(service=service, by=by, at=NOON, **{**given, **changes})  # type: ignore[arg-type]


def test_the_figures_follow_at_once(admin: Actor, service: Service) -> None:
    before = service_figure(service.pk, QUARTER)

    rule(service, admin)

    after = service_figure(service.pk, QUARTER)
    assert before is not None
    assert after is not None
    assert (before.answers, after.answers) == (26, 20)


def test_the_last_decision_holds_and_all_are_kept(admin: Actor, service: Service) -> None:
    rule(service, admin)
    rule(service, admin, leave_out=False, reason="Ternyata rombongan sekolah.")

    figure = service_figure(service.pk, QUARTER)
    assert figure is not None
    assert figure.answers == 26
    assert Ruling.objects.count() == 2
    events = AuditEvent.objects.filter(action="surveys.ruling.made").order_by("id")
    assert [one.changes and one.changes["leave_out"] for one in events] == [True, False]


def test_a_decision_is_never_changed(admin: Actor, service: Service) -> None:
    made = rule(service, admin)

    with pytest.raises(DatabaseError), transaction.atomic():
        Ruling.objects.filter(pk=made.pk).update(reason="Lain.")
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


def test_it_refuses_a_quarter_without_signals(town: Town, admin: Actor) -> None:
    with pytest.raises(operations.NothingFlagged):
        rule(make_service(town.division), admin)


def test_it_refuses_a_quarter_that_has_not_begun(admin: Actor, service: Service) -> None:
    with pytest.raises(operations.NotYet):
        rule(service, admin, starts=dt.date(2026, 10, 1))


def test_it_refuses_a_decision_without_a_reason(admin: Actor, service: Service) -> None:
    with pytest.raises(operations.ReasonMissing):
        rule(service, admin, reason="  ")


def test_it_is_the_admins_decision(town: Town, service: Service) -> None:
    for who in (town.sari, town.auditor, town.office_manager):
        with pytest.raises(NotPermitted):
            rule(service, actor(who))
    with pytest.raises(NotPermitted):
        rule(service, Actor.system("night"))


def test_the_page_shows_what_signals_mean_and_that_they_prove_nothing(
    town: Town, service: Service
) -> None:
    page = client_of(town.sari).get(place(service)).content.decode()

    assert "Tanda bukan bukti" in page
    assert "6 jawaban" in page
    assert "Semua jawaban sama" in page
    assert "kecurangan" not in page.lower()
    assert "Simpan keputusan" not in page


def test_the_admin_decides_on_the_page(town: Town, admin: Actor, service: Service) -> None:
    client = client_of(town.dewi)
    assert "Simpan keputusan" in client.get(place(service)).content.decode()

    bad = client.post(place(service), {"leave_out": "1", "reason": ""})
    done = client.post(place(service), {"leave_out": "1", "reason": "Diperiksa bersama loket."})

    assert (bad.status_code, done.status_code) == (422, 303)
    page = client.get(done.headers["Location"]).content.decode()
    assert "Triwulan III 2026: tidak dihitung" in page
    assert "Diperiksa bersama loket." in page
    assert "Dewi Lestari" in page


def test_the_page_says_why_it_refuses(town: Town, admin: Actor) -> None:
    empty = make_service(town.division)

    answer = client_of(town.dewi).post(place(empty), {"leave_out": "1", "reason": "Uji."})

    assert answer.status_code == 409
    assert "Tidak ada jawaban bertanda" in answer.content.decode()


def test_others_may_look_but_not_decide(town: Town, service: Service) -> None:
    given = {"leave_out": "1", "reason": "Uji."}

    assert client_of(town.sari).post(place(service), given).status_code == 403
    assert client_of(town.stranger).post(place(service), given).status_code == 404
    assert client_of(town.auditor).get(place(service)).status_code == 200


@pytest.mark.parametrize("period", ["2026", "2026-S2", "x"])
def test_only_quarters_are_ruled_on(town: Town, service: Service, period: str) -> None:
    path = f"/kepuasan/layanan/{service.pk}/tanda/?periode={period}"

    assert client_of(town.sari).get(path).status_code == 404


def test_the_page_takes_few_statements(town: Town, service: Service) -> None:
    client = client_of(town.sari)
    client.get(place(service))

    with CaptureQueriesContext(connection) as seen:
        client.get(place(service))

    assert len(seen) <= 12
