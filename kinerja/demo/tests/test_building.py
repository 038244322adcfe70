"""When Kotalama is made, when it is refused, and that it comes out the same again."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django import Settings

from kinerja.accounts.models import User
from kinerja.demo.operations import build_city
from kinerja.demo.refusals import BadDay, NotEmpty, TooSmall
from kinerja.demo.timeline import usual_as_of
from kinerja.evaluations.models import Evaluation
from kinerja.foundation import clock
from kinerja.organization.models import Employee
from tests import databases
from tests.factories import NOON, make_unit, make_user

AS_OF = dt.date(2026, 8, 3)
NEW_YEAR = dt.datetime(2026, 12, 31, 5, 0, tzinfo=dt.UTC)
# Natural keys only: ids and salts differ from one database to the next.
DUMP = {
    "people": "SELECT nip, name, title_front, title_back, rank, email, kind FROM employee",
    "units": "SELECT name, head_title, type, valid::text FROM unit_period",
    "posts": """SELECT e.email, p.title, p.held::text, p.kind, p.is_head, p.grade
        FROM placement p JOIN employee e ON e.id = p.employee_id""",
    "plans": """SELECT e.email, p.state, p.state_since, p.held::text, v.submitted_at, v.agreed_at,
        v.return_notes, v.parties::text
        FROM plan p JOIN plan_version v ON v.plan_id = p.id
        JOIN employee e ON e.id = p.employee_id""",
    "results": """SELECT e.email, c.text, c.kind, i.text, i.target, i.target_date, i.unit,
        c.position
        FROM result_content c JOIN result r ON r.id = c.result_id JOIN plan p ON p.id = r.plan_id
        JOIN employee e ON e.id = p.employee_id
        JOIN indicator n ON n.result_id = r.id JOIN indicator_content i ON i.indicator_id = n.id""",
    "work": """SELECT e.email, i.text, q.no, r.value, r.value_text, r.note, r.updated_at
        FROM realization r JOIN period q ON q.id = r.period_id JOIN plan p ON p.id = r.plan_id
        JOIN employee e ON e.id = p.employee_id
        JOIN indicator_content i ON i.indicator_id = r.indicator_id""",
    "evaluations": """SELECT e.email, q.no, s.state, s.state_since, v.grade, v.decided_at,
        v.reasons::text, w.content->>'summary'
        FROM evaluation s JOIN employee e ON e.id = s.employee_id
        LEFT JOIN period q ON q.id = s.period_id
        LEFT JOIN evaluation_version v ON v.id = s.current_version_id
        LEFT JOIN self_evaluation w ON w.evaluation_id = s.id""",
    "feedback": "SELECT label, text, kind, author_role, given_at, visibility FROM feedback",
    "sessions": "SELECT kind, state, starts_at, notes, place, made_at FROM dialogue_session",
    "agreements": "SELECT text, due_on, state, state_since FROM dialogue_agreement",
    "guidance": "SELECT aim, state, state_since, occasion FROM guidance",
    "growth": "SELECT text, due_on, state, hours FROM development_action",
    "services": """SELECT s.name, s.opened_on, c.name AS counter, c.is_kiosk, k.code
        FROM public_service s JOIN service_counter c ON c.service_id = s.id
        JOIN service_code k ON k.counter_id = c.id""",
    "answers": """SELECT a.id, s.name, a.day, a.half, a.u1, a.u2, a.u3, a.u4, a.u5, a.u6, a.u7,
        a.u8, a.u9, a.sex, a.age, a.education, a.occupation, a.source, a.office_net, a.pace, a.flags
        FROM survey_answer a JOIN public_service s ON s.id = a.service_id""",
    "indices": "SELECT starts, months, basis, answers, index, low, high, grade FROM survey_index",
    "words": "SELECT id, month, text, state FROM survey_comment",
    "complaints": "SELECT tracking_id, category, status, received_on, responded_on FROM complaint",
    "promises": "SELECT element, action, state, planned_on, done_on, due_on FROM improvement",
    "sourced": "SELECT label, n, low, high FROM provenance",
    "trail": "SELECT at, action, capacity FROM audit_event",
    "messages": "SELECT at, kind, title, read_at FROM notification",
}


def fingerprint(*, seed: int) -> dict[str, str]:
    """Build a city, say what it holds, and take it back."""
    found = {}
    with transaction.atomic():
        build_city(employees=40, seed=seed, as_of=AS_OF)
        with connection.cursor() as cursor:
            for name, asked in DUMP.items():
                cursor.execute(asked)
                rows = sorted(repr(row) for row in cursor.fetchall())
                found[name] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
        transaction.set_rollback(True)
    return found


@pytest.mark.django_db
def test_the_same_city_comes_out_again_and_another_seed_gives_another(
    settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path

    with clock.fixed(NOON):
        first, again, other = (fingerprint(seed=seed) for seed in (1, 1, 2))

    assert first == again
    assert all(first[name] != other[name] for name in ("people", "plans", "work", "evaluations"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "states"),
    [
        (dt.date(2026, 7, 1), {"RECEIVED", "DELIVERED", "OPEN"}),
        (dt.date(2026, 12, 31), {"RECEIVED", "DELIVERED", "OPEN"}),
    ],
)
def test_every_allowed_day_gives_a_whole_city(
    settings: Settings, tmp_path: Path, day: dt.date, states: set[str]
) -> None:
    settings.VAR = tmp_path

    with clock.fixed(NEW_YEAR):
        build_city(employees=40, seed=3, as_of=day)

    assert states <= set(Evaluation.objects.values_list("state", flat=True))
    assert Evaluation.objects.filter(kind="ANNUAL").exists() == (day.month == 12)
    assert not Evaluation.objects.filter(state_since__gt=clock.start_of(day)).exists()


@pytest.mark.django_db
def test_it_refuses_a_database_that_holds_an_account() -> None:
    make_user("orang-lain")

    with clock.fixed(NOON), pytest.raises(NotEmpty):
        build_city(employees=40, seed=1, as_of=AS_OF)


@pytest.mark.django_db
def test_it_refuses_a_database_that_holds_a_unit() -> None:
    make_unit("Pemerintah Kota Lain")

    with clock.fixed(NOON), pytest.raises(NotEmpty):
        build_city(employees=40, seed=1, as_of=AS_OF)


@pytest.mark.django_db
@pytest.mark.parametrize("people", [39, 200_001])
def test_it_refuses_too_few_and_too_many(people: int) -> None:
    with clock.fixed(NOON), pytest.raises(TooSmall, match=r"200\.000"):
        build_city(employees=people, seed=1, as_of=AS_OF)


@pytest.mark.django_db
@pytest.mark.parametrize("day", [dt.date(2026, 6, 30), dt.date(2026, 8, 4)])
def test_it_refuses_a_day_too_early_in_the_year_or_in_the_future(day: dt.date) -> None:
    with clock.fixed(NOON), pytest.raises(BadDay):
        build_city(employees=40, seed=1, as_of=day)


@pytest.mark.django_db
def test_nobody_gets_a_password_on_a_database_of_the_city(
    settings: Settings, tmp_path: Path
) -> None:
    settings.VAR, settings.EMBEDDED = tmp_path, None

    with clock.fixed(NOON):
        build_city(employees=40, seed=1, as_of=AS_OF)

    assert not (tmp_path / "demo.json").exists()
    assert not any(user.has_usable_password() for user in User.objects.all())


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (dt.date(2026, 7, 1), dt.date(2026, 7, 1)),
        (dt.date(2026, 11, 24), dt.date(2026, 11, 24)),
        (dt.date(2027, 6, 30), dt.date(2026, 8, 3)),
    ],
)
def test_the_usual_day_lies_where_two_quarters_are_over(today: dt.date, shown: dt.date) -> None:
    assert usual_as_of(today) == shown


def test_the_command_builds_once_and_tells_the_planner(
    own_database: str, settings: Settings, tmp_path: Path
) -> None:
    settings.VAR = tmp_path
    out = io.StringIO()

    with databases.used(own_database, "owner"), clock.fixed(NOON):
        call_command("demo", employees=40, as_of=AS_OF, stdout=out)

    assert "40 pegawai" in out.getvalue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'employee'")
        assert cursor.fetchone() == (40,)
    with clock.fixed(NOON), pytest.raises(CommandError, match="sudah berisi"):
        call_command("demo", employees=40, as_of=AS_OF, stdout=out)
    assert Employee.objects.count() == 40


@pytest.mark.django_db
def test_the_command_says_when_it_shows_the_year_before(settings: Settings, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    out = io.StringIO()

    with clock.fixed(dt.datetime(2027, 2, 1, 5, 0, tzinfo=dt.UTC)):
        call_command("demo", "--employees", "40", stdout=out)

    assert "Keadaan kota per 3 Agustus 2026" in out.getvalue()


def test_the_command_refuses_a_day_that_is_none() -> None:
    with pytest.raises(CommandError, match="as-of"):
        call_command("demo", "--as-of", "kemarin")
