"""Papers typed into the grid: what is stored, what comes back, and who may."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinerja.audit.models import AuditEvent
from kinerja.foundation.refusals import NotPermitted, WrongState
from kinerja.services.models import Counter, Service
from kinerja.surveys.models import Comment, Flag, InboxAnswer
from kinerja.surveys.paper.operations import NothingFilled, UnlikelyDay, enter_papers
from kinerja.surveys.paper.papers import Paper
from kinerja.surveys.tests.paper import client, posted, service, town
from kinerja.surveys.tests.stages import make_service
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db
__all__ = ["client", "service", "town"]
MONDAY = dt.date(2026, 8, 3)
NINE = (1, 2, 3, 4, 1, 2, 3, 4, 1)


def counter(service: Service) -> Counter:
    return service.counters.get()


def send(client: Client, service: Service, rows: dict[int, dict[str, str]], **more: str) -> Any:
    given = {"loket": str(counter(service).pk), **more}
    return client.post(f"/kertas/{service.pk}/", posted(rows, **given))


def page_of(response: Any) -> str:
    return str(response.content.decode())


def test_the_grid_asks_in_the_order_of_the_paper(client: Client, service: Service) -> None:
    html = page_of(client.get(f"/kertas/{service.pk}/"))

    first_row = [html.index(f'id="u{number}_1"') for number in (1, 2, 3, 4, 5, 6, 7, 9, 8)]
    assert first_row == sorted(first_row)
    assert 'id="u1_10"' in html
    assert 'id="u1_11"' not in html


def test_papers_are_kept_by_element(client: Client, service: Service) -> None:
    row = {f"u{number}": str(score) for number, score in enumerate(NINE, 1)}

    response = send(client, service, {1: row})

    assert response.status_code == 303
    kept = InboxAnswer.objects.get()
    assert [getattr(kept, f"u{number}") for number in range(1, 10)] == list(NINE)
    assert (kept.day, kept.half, kept.source) == (MONDAY, "PAGI", "PAPER")
    assert (kept.service_id, kept.counter_id) == (service.pk, counter(service).pk)
    assert (kept.pace, kept.flags, kept.office_net) == (None, 0, False)


def test_a_paper_of_nine_equal_scores_bears_the_signal_that_a_phone_would(
    client: Client, service: Service
) -> None:
    send(client, service, {1: {f"u{number}": "4" for number in range(1, 10)}})

    assert InboxAnswer.objects.get().flags == Flag.STRAIGHT_LINE


def test_a_paper_with_one_answer_counts_and_an_empty_row_does_not(
    client: Client, service: Service
) -> None:
    send(client, service, {2: {"u9": "4"}, 5: {"u1": "  "}, 7: {"u3": "2"}})

    assert sorted(InboxAnswer.objects.values_list("u9", "u3"), key=str) == [(4, None), (None, 2)]


def test_the_profile_is_kept_in_bands(client: Client, service: Service) -> None:
    row = {"u1": "3", "sex": "p", "age": "34", "education": "smk", "occupation": "Petani"}

    send(client, service, {1: row}, profil="on")

    kept = InboxAnswer.objects.values_list("sex", "age", "education", "occupation").get()
    assert kept == ("P", "FROM_30", "SMA", "LAINNYA")


def test_words_go_to_the_month_without_numbers_of_people(client: Client, service: Service) -> None:
    send(client, service, {1: {"u1": "3", "text": "Antre lama, hubungi 0812-3456-7890"}})

    said = Comment.objects.get()
    assert (said.text, said.month) == ("Antre lama, hubungi [nomor dihapus]", dt.date(2026, 8, 1))


def test_the_next_stack_begins_where_the_last_ended(client: Client, service: Service) -> None:
    response = send(client, service, {1: {"u1": "3"}})

    html = page_of(client.get(response["Location"]))
    assert 'value="3-8-2026"' in html
    assert "1 lembar tersimpan." in html


@pytest.mark.parametrize("wrong", ["0", "5", "7", "-1", "3,5", "a", "44", "=1+1", "²", "٣"])
def test_a_bad_cell_is_named_and_every_typed_cell_stays(
    client: Client, service: Service, wrong: str
) -> None:
    response = send(
        client, service, {1: {"u1": "2", "u8": wrong, "text": "Baik <b>"}, 3: {"u4": "4"}}
    )

    html = page_of(response)
    assert response.status_code == 422
    assert f"Lembar 1, pertanyaan 9 (U8): ketik 1 sampai 4, bukan “{wrong}”." in html
    assert f'value="{wrong}"' in html
    assert 'value="Baik &lt;b&gt;"' in html
    assert 'id="u4_3" name="u4_3" value="4"' in html
    assert not InboxAnswer.objects.exists()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"u1": "3", "age": "300"}, "Lembar 1, usia: tulis umur dalam tahun"),
        ({"u1": "3", "sex": "X"}, "Lembar 1, jenis kelamin: tulis L atau P"),
        ({"text": "Bagus"}, "Lembar 1 belum berisi nilai."),
        ({"sex": "P"}, "Lembar 1 belum berisi nilai."),
        ({"u1": "3", "text": "a" * 1001}, "Lembar 1, saran: paling banyak 1000 huruf."),
    ],
)
def test_what_else_is_wrong_is_named(
    client: Client, service: Service, cells: dict[str, str], said: str
) -> None:
    response = send(client, service, {1: cells}, profil="on")

    assert response.status_code == 422
    assert said in page_of(response)


def test_a_form_without_day_or_counter_is_named_with_its_cells(
    client: Client, service: Service
) -> None:
    response = client.post(
        f"/kertas/{service.pk}/", {"baris": "10", "aksi": "simpan", "u1_1": "3", "loket": "999"}
    )

    html = page_of(response)
    assert response.status_code == 422
    assert "Isi tanggalnya." in html
    assert 'name="u1_1" value="3"' in html


def test_more_rows_keep_what_is_typed_and_store_nothing(client: Client, service: Service) -> None:
    response = send(client, service, {1: {"u1": "9"}}, aksi="tambah")

    html = page_of(response)
    assert response.status_code == 200
    assert 'id="u1_20"' in html
    assert 'name="u1_1" value="9"' in html
    assert not InboxAnswer.objects.exists()


def test_the_grid_does_not_grow_for_ever(client: Client, service: Service) -> None:
    html = page_of(send(client, service, {1: {"u1": "3"}}, aksi="tambah", baris="60"))
    assert 'id="u1_60"' in html
    assert 'id="u1_61"' not in html

    html = page_of(send(client, service, {1: {"u1": "x"}}, baris="99999"))
    assert 'id="u1_11"' not in html


def test_the_profile_is_shown_and_hidden_unless_it_is_typed(
    client: Client, service: Service
) -> None:
    shown = page_of(send(client, service, {}, aksi="profil"))
    hidden = page_of(send(client, service, {}, aksi="profil", profil="on"))
    kept = page_of(send(client, service, {1: {"sex": "P"}}, aksi="profil", profil="on"))

    assert ['id="sex_1"' in html for html in (shown, hidden, kept)] == [True, False, True]


def test_the_same_form_sent_twice_counts_once(client: Client, service: Service) -> None:
    key = str(uuid.uuid4())

    answers = [send(client, service, {1: {"u1": "3"}}, kunci=key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert InboxAnswer.objects.count() == 1


def test_an_empty_grid_is_refused(client: Client, service: Service) -> None:
    assert send(client, service, {}).status_code == 409


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("3-8-2026", 303),
        ("4-8-2026", 409),
        ("1-4-2026", 303),
        ("31-3-2026", 409),
        ("31-2-2026", 422),
    ],
)
def test_only_days_of_this_and_the_last_quarter_are_taken(
    client: Client, service: Service, day: str, status: int
) -> None:
    assert send(client, service, {1: {"u1": "3"}}, tanggal=day).status_code == status


def test_no_day_before_the_service_began(town: Town) -> None:
    service = make_service(town.division, opened_on=MONDAY)

    with pytest.raises(UnlikelyDay):
        _enter(town, service, day=MONDAY - dt.timedelta(days=1))


def test_a_closed_service_takes_no_papers(town: Town, client: Client) -> None:
    service = make_service(town.division)
    Service.objects.filter(pk=service.pk).update(state="CLOSED", closed_on=MONDAY)

    assert send(client, service, {1: {"u1": "3"}}).status_code == 409
    assert "sudah ditutup" in page_of(client.get(f"/kertas/{service.pk}/"))


def test_a_closed_counter_takes_papers_of_its_days(town: Town, service: Service) -> None:
    closed = Counter.objects.create(service=service, name="Lama", closed_on=dt.date(2026, 7, 1))

    assert _enter(town, service, counter_id=closed.pk, day=dt.date(2026, 7, 1)) == 1
    with pytest.raises(WrongState):
        _enter(town, service, counter_id=closed.pk, day=dt.date(2026, 7, 2))


def test_a_counter_of_another_service_is_refused(town: Town, service: Service) -> None:
    other = make_service(town.office)

    with pytest.raises(WrongState):
        _enter(town, service, counter_id=other.counters.get().pk)


def test_nothing_is_no_paper(town: Town, service: Service) -> None:
    with pytest.raises(NothingFilled):
        enter_papers(service=service, papers=[], by=actor(town.dewi), at=NOON)


def test_the_trail_holds_numbers_only(client: Client, service: Service) -> None:
    send(client, service, {1: {"u1": "3", "text": "Bagus"}, 2: {"u1": "4"}})

    event = AuditEvent.objects.get(action="surveys.paper.entered")
    assert event.changes == {"answers": 2, "comments": 1}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("dewi", 200),  # admin SKM of the office above
        ("sari", 200),  # heads the office
        ("budi", 200),  # heads the division
        ("city_manager", 200),
        ("office_manager", 403),
        ("auditor", 403),
        ("andi", 404),
        ("stranger", 404),
    ],
)
def test_who_may_enter_papers(town: Town, service: Service, who: str, status: int) -> None:
    visitor = client_of(getattr(town, who))

    assert visitor.get(f"/kertas/{service.pk}/").status_code == status
    expected = 303 if status == 200 else status
    assert send(visitor, service, {1: {"u1": "3"}}).status_code == expected


def test_the_operation_asks_who(town: Town, service: Service) -> None:
    with pytest.raises(NotPermitted):
        _enter(town, service, by=town.office_manager)


def test_an_unknown_service_is_not_found(client: Client, town: Town) -> None:
    assert client.get("/kertas/999999/").status_code == 404
    assert client.get(f"/kertas/{2**80}/").status_code == 404


def test_a_page_takes_few_statements(client: Client, service: Service) -> None:
    for number in range(20):
        Counter.objects.create(service=service, name=f"Meja {number}")
    client.get(f"/kertas/{service.pk}/")

    with CaptureQueriesContext(connection) as asked:
        client.get(f"/kertas/{service.pk}/")

    assert len(asked) <= 12


def test_nobody_can_tell_the_order_of_a_stack(town: Town, service: Service) -> None:
    papers = [
        _paper(service, score=1 + (number % 4), text=f"Kata {number}") for number in range(80)
    ]

    enter_papers(service=service, papers=papers, by=actor(town.dewi), at=NOON)

    with connection.cursor() as cursor:
        cursor.execute("SELECT u1 FROM survey_inbox ORDER BY ctid")
        scores = [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT text FROM survey_comment ORDER BY ctid")
        words = [row[0] for row in cursor.fetchall()]
    assert scores != [paper.scores[0] for paper in papers]
    assert words != [paper.text for paper in papers]
    assert sorted(words) == sorted(paper.text for paper in papers)


def _paper(service: Service, **fields: Any) -> Paper:
    given = {"counter_id": service.counters.order_by("pk")[0].pk, "day": MONDAY, "half": "PAGI"}
    score = fields.pop("score", 3)
    return Paper(**{**given, "scores": (score, *[None] * 8), **fields})


def _enter(town: Town, service: Service, *, by: Any = None, **fields: Any) -> int:
    papers = [_paper(service, **fields)]
    return enter_papers(service=service, papers=papers, by=actor(by or town.dewi), at=NOON)
