"""A service's and a unit's results, from answers that have had their night."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kinerja.foundation import clock
from kinerja.services.models import Question, Service
from kinerja.surveys.models import Basis, Ruling
from kinerja.surveys.operations.night import turn_over
from kinerja.surveys.periods import Span
from kinerja.surveys.queries.profiles import extras, profiles
from kinerja.surveys.queries.results import indices_of_service
from kinerja.surveys.queries.signals import signals
from kinerja.surveys.queries.standing import standing
from kinerja.surveys.tests.seen import SECOND, THIRD, make_index
from kinerja.surveys.tests.stages import answers, make_counter, make_service
from tests.factories import NOON, Town, client_of

pytestmark = pytest.mark.django_db
JULY = dt.date(2026, 7, 14)
MAY = dt.date(2026, 5, 12)
QUARTER = Span(THIRD, 3)
LEAST = 5
PERIOD = "?periode=2026-3"
POOR = (2, 2, 3, 3, 2, 3, 3, 2, 1)


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.fixed(NOON):
        yield


@pytest.fixture
def service(town: Town) -> Service:
    return make_service(town.division, "Kartu keluarga")


def html(who: object, path: str) -> str:
    answer = client_of(who).get(path)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def page_of(service: Service) -> str:
    return f"/kepuasan/layanan/{service.pk}/{PERIOD}"


def test_it_shows_the_weakest_element_first(town: Town, service: Service) -> None:
    answers(service, JULY, (3, 3, 4, 4, 3, 3, 4, 3, 2), n=12)
    turn_over(NOON)

    page = html(town.sari, page_of(service))

    assert page.index("U9 Sarana") < page.index("U1 Persyaratan") < page.index("U3 Waktu")
    assert "2,00" in page
    assert "80,56" in page


def test_it_shows_nothing_of_nine_answers_to_anybody(town: Town, service: Service) -> None:
    answers(service, JULY, POOR, n=9)
    turn_over(NOON)

    for who in (town.sari, town.mayor, town.city_manager, town.auditor):
        page = html(who, page_of(service))
        assert "Belum cukup jawaban (kurang dari 10)" in page
        assert "NRR" not in page
        assert "58,33" not in page
        assert "laporan.pdf" not in page


def test_it_says_that_nobody_has_answered(town: Town, service: Service) -> None:
    page = html(town.sari, page_of(service))

    assert "Belum ada jawaban pada triwulan III 2026" in page


def test_it_says_when_the_grade_is_uncertain(town: Town, service: Service) -> None:
    make_index(service, "76.90", half_width="1.00")

    assert "Mutu belum pasti" in html(town.sari, page_of(service))


def test_it_does_not_doubt_a_grade_inside_its_borders(town: Town, service: Service) -> None:
    make_index(service, "81.94", half_width="1.00")

    page = html(town.sari, page_of(service))

    assert "Mutu belum pasti" not in page
    assert "80,9–82,9 (95 %)" in page


def test_it_draws_the_trend_with_its_bands(town: Town, service: Service) -> None:
    make_index(service, "79.00", starts=SECOND)
    make_index(service, "81.94")

    page = html(town.sari, page_of(service))

    assert "IKM 2 periode terakhir" in page
    assert "II/26" in page
    assert "Skala dimulai dari 60" in page


def test_a_period_with_few_answers_is_a_gap_in_the_trend(town: Town, service: Service) -> None:
    make_index(service, "63.17", starts=SECOND, answers=4)
    make_index(service, "81.94")

    page = html(town.sari, page_of(service))

    assert "63,17" not in page
    assert "II/26: –" in page


def test_it_shows_results_with_and_without_flagged_answers(town: Town, service: Service) -> None:
    answers(service, JULY, n=20)
    answers(service, JULY, (4,) * 9, n=6, flags=2)
    turn_over(NOON)

    page = html(town.sari, page_of(service))

    assert "6 jawaban punya tanda" in page
    assert "87,18 (n = 26)" in page
    assert "83,33 (n = 20)" in page


def test_it_does_not_set_few_flagged_answers_apart(town: Town, service: Service) -> None:
    answers(service, JULY, n=20)
    answers(service, JULY, (1,) * 9, n=4, flags=2)
    turn_over(NOON)

    page = html(town.sari, page_of(service))

    assert "terlalu sedikit untuk ditampilkan terpisah" in page
    assert "n = 20" not in page
    assert "83,33" not in page


def test_what_a_ruling_leaves_out_cannot_be_subtracted(town: Town, service: Service) -> None:
    make_index(service, "90.00", answers=33, bases=(Basis.ALL,))
    make_index(service, "81.94", answers=30, bases=(Basis.UNFLAGGED, Basis.RULED))

    found = standing(indices_of_service(service.pk, 3, THIRD), QUARTER, LEAST)

    assert found.official is not None
    assert found.official.answers == 30
    assert (found.everything, found.unflagged, found.flagged) == (None, None, None)


def test_groups_of_respondents_are_shown_from_ten_on(town: Town, service: Service) -> None:
    answers(service, JULY, n=14, sex="P")
    answers(service, JULY, POOR, n=11, sex="L")
    turn_over(NOON)

    (sex, *_) = profiles([service.pk], QUARTER, LEAST)

    assert sex.label == "Jenis kelamin"
    assert [(one.label, one.answers) for one in sex.groups] == [
        ("Laki-laki", 11),
        ("Perempuan", 14),
    ]
    assert [str(one.index) for one in sex.groups] == ["58.33", "83.33"]
    assert sex.groups[0].weakest == "Sarana dan Prasarana"


def test_a_small_group_does_not_follow_from_the_others(town: Town, service: Service) -> None:
    answers(service, JULY, n=30, age="FROM_20")
    answers(service, JULY, n=12, age="FROM_30")
    answers(service, JULY, POOR, n=3, age="FROM_60")
    turn_over(NOON)

    (age,) = [one for one in profiles([service.pk], QUARTER, LEAST) if one.label == "Usia"]

    assert [one.label for one in age.groups] == ["20–29 tahun"]
    assert age.hidden == 2


def test_those_who_said_nothing_of_themselves_are_a_group(town: Town, service: Service) -> None:
    answers(service, JULY, n=20, occupation="SWASTA")
    answers(service, JULY, n=10)
    turn_over(NOON)

    found = {one.label: one for one in profiles([service.pk], QUARTER, LEAST)}

    assert [one.label for one in found["Pekerjaan"].groups] == ["Swasta", "Tidak menyebut"]


def test_the_index_of_a_group_needs_answers_to_each_element(town: Town, service: Service) -> None:
    answers(service, JULY, (3,) * 8 + (None,), n=9, sex="P")
    answers(service, JULY, n=3, sex="P")
    turn_over(NOON)

    (sex, *_) = profiles([service.pk], QUARTER, LEAST)

    assert [(one.answers, one.index, one.weakest) for one in sex.groups] == [(12, None, "")]


def test_groups_leave_out_what_a_ruling_left_out(town: Town, service: Service) -> None:
    answers(service, JULY, n=12, sex="P")
    answers(service, JULY, n=11, sex="P", flags=1)
    turn_over(NOON)
    Ruling.objects.create(
        service=service, starts=THIRD, leave_out=True, reason="Uji", by=town.sari.user, at=NOON
    )

    (sex, *_) = profiles([service.pk], QUARTER, LEAST)

    assert [one.answers for one in sex.groups] == [12]


def test_extra_questions_are_shown_from_ten_answers_on(town: Town, service: Service) -> None:
    words = ["Tidak", "Kurang", "Ya", "Sangat"]
    asked, rare = (
        Question.objects.create(service=service, text=text, answers=words, since=JULY)
        for text in ("Ruang tunggu nyaman?", "Parkir cukup?")
    )
    answers(service, JULY, n=8, extras={str(asked.pk): 4, str(rare.pk): 1})
    answers(service, JULY, n=7, extras={str(asked.pk): 2})
    turn_over(NOON)

    (one,) = extras(service.pk, QUARTER, LEAST)

    assert (one.text, one.n, str(one.mean)) == ("Ruang tunggu nyaman?", 15, "3.07")
    assert one.spread == [("Tidak", 0), ("Kurang", 7), ("Ya", 0), ("Sangat", 8)]
    assert "Ruang tunggu nyaman?" in html(town.sari, page_of(service))


def test_a_small_cell_closes_the_spread_of_an_extra_question(town: Town, service: Service) -> None:
    asked = Question.objects.create(service=service, text="?", answers=["a"] * 4, since=JULY)
    answers(service, JULY, n=8, extras={str(asked.pk): 4})
    answers(service, JULY, n=4, extras={str(asked.pk): 2})
    turn_over(NOON)

    (one,) = extras(service.pk, QUARTER, LEAST)

    assert one.spread == []


def test_signals_are_counted_by_counter_and_week(town: Town, service: Service) -> None:
    other = make_counter(service, "Loket 9")
    answers(service, JULY, n=12)
    answers(service, JULY, n=7, flags=3)
    answers(service, JULY + dt.timedelta(days=7), n=6, flags=1, counter=other)
    turn_over(NOON)

    burst, line, fast, office = signals(service.pk, QUARTER, LEAST)

    assert (burst.answers, line.answers, fast.answers, office.answers) == (13, 7, 0, 0)
    assert [(one.label, one.answers) for one in burst.counters] == [("Loket 1", 7), ("Loket 9", 6)]
    assert burst.weeks == [(dt.date(2026, 7, 13), 7), (dt.date(2026, 7, 20), 6)]


def test_a_small_cell_of_signals_is_closed_with_another(town: Town, service: Service) -> None:
    other = make_counter(service, "Loket 9")
    answers(service, JULY, n=7, flags=1)
    answers(service, JULY, n=2, flags=1, counter=other)
    answers(service, JULY, n=3, flags=8)
    turn_over(NOON)

    burst, _, _, office = signals(service.pk, QUARTER, LEAST)

    assert (burst.answers, burst.counters) == (9, [])
    assert office.answers is None


def test_a_unit_shows_its_services(town: Town, service: Service) -> None:
    for no in range(4):
        answers(service, JULY + dt.timedelta(days=no), n=10)
        answers(service, MAY + dt.timedelta(days=no), POOR, n=10)
    turn_over(NOON)

    page = html(town.sari, f"/kepuasan/unit/{town.office.pk}/{PERIOD}")

    assert "83,33" in page
    assert "Naik 25,0" in page
    assert f'href="/kepuasan/layanan/{service.pk}/?periode=2026-3"' in page


@pytest.mark.parametrize("kind", ["layanan", "unit"])
def test_results_of_others_are_hidden(town: Town, service: Service, kind: str) -> None:
    key = service.pk if kind == "layanan" else town.division.pk

    for who in (town.stranger, town.andi, town.administrator):
        assert client_of(who).get(f"/kepuasan/{kind}/{key}/").status_code == 404


@pytest.mark.parametrize("kind", ["layanan", "unit"])
def test_no_number_is_too_large(town: Town, kind: str) -> None:
    assert client_of(town.mayor).get(f"/kepuasan/{kind}/{2**70}/").status_code == 404


def statements(town: Town, path: str) -> int:
    client = client_of(town.sari)
    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len([one for one in seen if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def test_pages_of_results_take_few_statements(town: Town, service: Service) -> None:
    answers(service, JULY, n=20, sex="P")
    turn_over(NOON)
    make_service(town.division)

    paths = [page_of(service), f"/kepuasan/unit/{town.office.pk}/{PERIOD}"]

    assert max(statements(town, path) for path in paths) <= 12
