"""What each sees on the screens, and what a request for an answer leaves behind: nothing."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import resolve, reverse

from kinerja.accounts.models import Session
from kinerja.anonymous import keys, operations
from kinerja.anonymous.groups import digest_of, groups_of
from kinerja.anonymous.models import AnonymousAnswer, Window
from kinerja.anonymous.tests.conftest import AFTER, TODAY, Office, answer
from kinerja.audit.models import AccessEvent, AuditEvent, Submission
from kinerja.dashboards.queries.home import sorted_tasks
from kinerja.foundation import clock
from kinerja.foundation.traceless import WithoutTraces, is_traceless
from kinerja.notifications.models import Notification
from kinerja.organization.models import Employee
from tests.factories import NOON, actor, client_of, make_employee, make_placement

pytestmark = pytest.mark.django_db
LIST = "/masukan-anonim/"
FILLED = {"LOYAL": "4", "ADAPTIF": "2", "text": "Sabar menjelaskan."}


def page_of(who: Employee, path: str, status: int = 200) -> str:
    response = client_of(who).get(path)
    assert response.status_code == status
    return response.content.decode()


def path_of(window: Window, name: str = "answer") -> str:
    return reverse(f"anonymous:{name}", args=[window.pk])


def sealed(window: Window, office: Office, number: int = 6) -> Window:
    for place, person in enumerate(office.group[:number]):
        answer(window, person, 3, f"Masukan {place}")
    operations.seal_due(at=AFTER)
    window.refresh_from_db()
    return window


def test_the_pengelola_opens_one_for_a_group_that_he_sees(office: Office) -> None:
    client = client_of(office.town.office_manager)
    found = client.get(reverse("anonymous:choose"), {"cari": "andi"}).content.decode()
    path = reverse("anonymous:open", args=[office.post.pk])
    shown = client.get(path).content.decode()

    given = {"ring": "TEAM", "days": "14", "shown": digest_of(groups_of(office.post, TODAY))}
    response = client.post(path, given)

    assert path in found
    assert "Rekan satu tim dan bawahan langsung (9 orang)" in shown
    assert all(person.name in shown for person in office.group)
    window = Window.objects.get()
    assert response.headers["Location"] == path_of(window, "window")
    assert (
        "Kelompok yang ditanya (9 orang)"
        in client.get(response.headers["Location"]).content.decode()
    )
    assert page_of(office.town.office_manager, LIST).count("Andi Pratama") == 1


def test_a_refused_group_is_told_on_the_page(office: Office) -> None:
    Employee.objects.filter(pk__in=[one.pk for one in office.group[:3]]).update(ended_on=TODAY)
    client = client_of(office.town.office_manager)
    path = reverse("anonymous:open", args=[office.post.pk])
    given = {"ring": "TEAM", "days": "14", "shown": digest_of(groups_of(office.post, TODAY))}

    response = client.post(path, given)

    assert response.status_code == 409
    assert "kurang dari 8 orang" in response.content.decode()


def test_a_search_finds_nobody_outside_the_managed_units(office: Office) -> None:
    client = client_of(office.town.office_manager)

    found = client.get(reverse("anonymous:choose"), {"cari": "slamet"}).content.decode()
    wrong = client.get(reverse("anonymous:choose"), {"cari": "x" * 200})

    assert "Belum ada pegawai dengan nama itu" in found
    assert wrong.status_code == 422


def test_the_page_says_what_it_protects_against_and_what_not(
    office: Office, window: Window
) -> None:
    said = page_of(office.town.dewi, path_of(window))

    assert "menguasai server selama masa pengisian" in said
    assert "gaya tulisan" in said
    assert "kunci" not in said.split("<form", 1)[1]  # no key of the form


def test_a_first_answer_and_a_change_get_the_same_answer(office: Office, window: Window) -> None:
    client = client_of(office.town.dewi)

    first = client.post(path_of(window), FILLED)
    told = client.get(LIST).content.decode()
    again = client.post(path_of(window), {**FILLED, "LOYAL": "1"})

    assert (first.status_code, first.headers["Location"]) == (302, LIST)
    assert (again.status_code, again.headers["Location"]) == (302, LIST)
    assert first.headers.items() == again.headers.items()
    assert "Jawaban tersimpan." in told
    assert client.get(LIST).content.decode() == told
    shown = client.get(path_of(window)).content.decode()
    assert "Sabar menjelaskan." in shown
    assert 'name="LOYAL" value="1" checked' in shown


def test_an_empty_answer_is_asked_again(office: Office, window: Window) -> None:
    client = client_of(office.town.dewi)

    for given in ({}, {"LOYAL": "9"}, {"text": "x" * 1_001}, {"text": "a\x00b"}):
        assert client.post(path_of(window), given).status_code == 422
    assert not AnonymousAnswer.objects.exists()
    assert client.post(path_of(window), {"text": "baris satu\r\nbaris dua"}).status_code == 302
    found = operations.own_answer(window=window, by=actor(office.town.dewi), at=NOON)
    assert found
    assert found == ({}, "baris satu\nbaris dua")


def test_a_closed_window_takes_nothing_and_says_so(office: Office, window: Window) -> None:
    with clock.fixed(AFTER):
        client = client_of(office.town.dewi)
        asked = client.get(path_of(window))
        sent = client.post(path_of(window), FILLED)
        listed = client.get(LIST).content.decode()

    for response in (asked, sent):
        assert response.status_code == 409
        assert "sudah ditutup" in response.content.decode()
    assert "Belum ada masukan untuk Anda isi" in listed


def test_without_the_key_nothing_is_lost(office: Office, window: Window) -> None:
    keys.destroy(window.key_file)
    client = client_of(office.town.dewi)

    sent = client.post(path_of(window), FILLED)

    assert sent.status_code == 409
    assert "Sabar menjelaskan." in sent.content.decode()
    assert client.get(path_of(window)).status_code == 409


def test_while_it_is_open_nobody_learns_a_number(office: Office, window: Window) -> None:
    readers = (office.town.andi, office.town.budi, office.town.office_manager)
    before = [page_of(one, path_of(window, "window")) for one in readers]
    lists = [page_of(one, LIST) for one in (*readers, office.town.dewi, office.group[1])]
    for person in office.group[:7]:
        answer(window, person, 4, "Baik")

    assert [page_of(one, path_of(window, "window")) for one in readers] == before
    assert lists == [page_of(one, LIST) for one in (*readers, office.town.dewi, office.group[1])]
    assert "Masih dibuka" in before[0]


def test_after_the_last_day_it_says_that_results_are_coming(office: Office, window: Window) -> None:
    with clock.fixed(AFTER):
        assert "Sedang ditutup" in page_of(office.town.andi, path_of(window, "window"))


def test_results_are_read_by_three_and_others_reading_is_recorded(
    office: Office, window: Window
) -> None:
    sealed(window, office)
    town = office.town
    with clock.fixed(AFTER):
        for reader in (town.andi, town.budi, town.office_manager):
            said = page_of(reader, path_of(window, "window"))
            assert "6 jawaban" in said
            assert "3,0" in said
            assert all(f"Masukan {place}" in said for place in range(6))
        page_of(town.dewi, path_of(window, "window"), 403)
        page_of(town.stranger, path_of(window, "window"), 404)

    readers = AccessEvent.objects.filter(subject_kind="anonymous.window")
    assert {event.user_id for event in readers} == {town.budi.user_id, town.office_manager.user_id}


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("TOO_FEW", "Jawaban belum cukup"), ("KEY_LOST", "Ditutup tanpa hasil")],
)
def test_a_window_without_results_says_why(
    office: Office, window: Window, outcome: str, said: str
) -> None:
    Window.objects.update(state="SEALED", outcome=outcome, key_file="")

    assert said in page_of(office.town.andi, path_of(window, "window"))
    assert said in page_of(office.town.andi, LIST)


def test_beranda_asks_all_members_alike_the_whole_time(office: Office, window: Window) -> None:
    answer(window, office.town.dewi)

    for person in office.group[:2]:
        titles = [task.title for task in sorted_tasks(actor(person), TODAY)[0]]
        assert "Beri masukan anonim tentang Andi Pratama. Jika sudah menjawab, abaikan" in titles


# What a request leaves behind.


def tables() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n"
            " ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public'"
            " AND has_table_privilege(c.oid, 'SELECT')"
        )
        yield from (name for (name,) in cursor.fetchall())


def whole_database() -> dict[str, list[Any]]:
    """Every row of every table, with its place and with who made or locked it."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f"SELECT ctid::text, xmin::text, xmax::text, t::text FROM {table} t")
            found[table] = sorted(cursor.fetchall())
    return found


def test_an_answer_changes_one_table_of_the_whole_database(office: Office, window: Window) -> None:
    client = client_of(office.town.dewi)
    with clock.fixed(NOON + dt.timedelta(hours=3)):  # late enough to move the session's end
        before = whole_database()
        client.get(LIST)
        client.get(path_of(window))
        client.post(path_of(window), {})
        client.post(path_of(window), FILLED)
        client.post(path_of(window), {**FILLED, "kunci": "6e2ff5a2-98ab-4e3e-9c2e-7f0f6f2f9a11"})
        after = whole_database()
        client.get("/")

    changed = {table for table, rows in before.items() if rows != after[table]}
    # The window's row bears the lock of the answer's foreign key: a time, but nobody's.
    assert changed <= {"anonymous_answer", "feedback_window"}
    assert [row[3] for row in before["feedback_window"]] == [
        row[3] for row in after["feedback_window"]
    ]
    assert not Submission.objects.filter(user_id=office.town.dewi.user_id).exists()
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    moved = Session.objects.get(session_key=key).expire_date
    assert moved > NOON + dt.timedelta(hours=14)  # another page moves it as ever


def test_neither_trail_nor_inbox_knows_of_an_answer(office: Office, window: Window) -> None:
    user = office.town.dewi.user_id
    client = client_of(office.town.dewi)
    client.get(path_of(window))
    client.post(path_of(window), FILLED)

    assert not AuditEvent.objects.filter(user_id=user).exists()
    assert not AccessEvent.objects.filter(user_id=user).exists()
    assert not Notification.objects.filter(user_id=user).exclude(read_at=None).exists()


def test_only_the_pages_of_the_group_leave_no_trace(window: Window) -> None:
    request = RequestFactory().get("/")
    for path, expected in (
        (LIST, True),
        (path_of(window), True),
        (path_of(window, "window"), False),
        ("/", False),
    ):
        request.resolver_match = resolve(path)
        assert is_traceless(request) is expected
    assert is_traceless(None) is False


def test_the_page_names_itself_to_no_log(office: Office, window: Window) -> None:
    client = client_of(office.town.dewi)

    for path in (LIST, path_of(window)):
        assert client.get(path).headers["Referrer-Policy"] == "origin"
    assert client.post(path_of(window), FILLED).headers["Referrer-Policy"] == "origin"
    assert client.get("/").headers["Referrer-Policy"] == "same-origin"


def test_a_refused_answer_writes_no_line(office: Office, window: Window) -> None:
    request = RequestFactory().post(path_of(window))
    request.resolver_match = resolve(path_of(window))
    said = logging.LogRecord("django.request", logging.WARNING, "", 0, "Ditolak", (), None)
    quiet = WithoutTraces()

    assert quiet.filter(said)
    said.request = request
    assert not quiet.filter(said)
    said.levelno = logging.ERROR
    assert quiet.filter(said)


def test_a_page_takes_as_many_statements_for_a_larger_group(office: Office, window: Window) -> None:
    dewi, manager = client_of(office.town.dewi), client_of(office.town.office_manager)
    small = [counted(dewi, LIST), counted(dewi, path_of(window)), counted(manager, LIST)]
    operations.seal_due(at=AFTER)
    for number in range(30):
        make_placement(make_employee(f"Pegawai {number}"), office.town.division)
    larger = office.open(at=AFTER)
    for person in office.group:
        answer(larger, person, at=AFTER)

    with clock.fixed(AFTER):
        dewi, manager = client_of(office.town.dewi), client_of(office.town.office_manager)
        large = [counted(dewi, LIST), counted(dewi, path_of(larger)), counted(manager, LIST)]

    assert small == large
    assert max(large) <= 12


def counted(client: Client, path: str) -> int:
    client.get(path)
    seen = []

    def note(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        assert client.get(path).status_code == 200
    return len(seen)
