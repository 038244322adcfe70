"""The official report: issued once a period is over, a preview before, with the promised lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import pytest

from kinerja.documents.models import IssuedDocument
from kinerja.documents.tests.paper import words as text_of
from kinerja.foundation import clock
from kinerja.services.models import Service
from kinerja.surveys.operations.night import turn_over
from kinerja.surveys.periods import Span
from kinerja.surveys.report import follow_ups as slots
from kinerja.surveys.report.follow_ups import FollowUp
from kinerja.surveys.tests.seen import SECOND, make_index
from kinerja.surveys.tests.stages import answers, make_service
from tests.factories import NOON, Town, client_of

pytestmark = pytest.mark.django_db
MAY = dt.date(2026, 5, 12)
OVER = "?periode=2026-2"


@pytest.fixture(autouse=True)
def noon() -> Iterator[None]:
    with clock.fixed(NOON):
        yield


@pytest.fixture
def service(town: Town) -> Service:
    """Thirty answers in the second quarter, most of women."""
    made = make_service(town.division, "Kartu keluarga")
    answers(made, MAY, n=20, sex="P")
    answers(made, MAY + dt.timedelta(days=1), (3, 3, 3, 4, 3, 3, 3, 3, 2), n=12, sex="L")
    turn_over(NOON)
    return made


def place(service: Service, query: str = OVER) -> str:
    return f"/kepuasan/layanan/{service.pk}/laporan.pdf{query}"


def test_the_report_of_a_period_that_is_over_is_issued(town: Town, service: Service) -> None:
    answer = client_of(town.sari).get(place(service))

    issued = IssuedDocument.objects.get()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert (issued.number[:4], issued.subject_kind) == ("SKM-", "surveys.service.2026-2")
    words = text_of(answer.content)
    for said in ("KARTU KELUARGA", "TRIWULAN II 2026", "0,11", "Perempuan", issued.number):
        assert said in words, said
    assert "PRATINJAU" not in words
    assert "Budi Hartono" in words


def test_it_is_the_same_sheet_until_the_figures_change(town: Town, service: Service) -> None:
    client = client_of(town.sari)
    client.get(place(service))
    client.get(place(service))
    assert IssuedDocument.objects.count() == 1

    answers(service, MAY, (4,) * 9, n=10, sex="P")
    turn_over(NOON + dt.timedelta(days=1))
    client.get(place(service))

    versions = IssuedDocument.objects.order_by("version").values_list("version", flat=True)
    assert list(versions) == [1, 2]


def test_the_report_of_a_running_period_is_a_preview(town: Town, service: Service) -> None:
    answers(service, dt.date(2026, 7, 14), n=12)
    turn_over(NOON)

    answer = client_of(town.sari).get(place(service, "?periode=2026-3"))

    assert "PRATINJAU" in text_of(answer.content)
    assert not IssuedDocument.objects.exists()


def test_there_is_no_report_of_less_than_ten_answers(town: Town, service: Service) -> None:
    make_index(make_service(town.division), answers=9, starts=SECOND)
    other = Service.objects.latest("id")

    assert client_of(town.sari).get(place(other)).status_code == 409


def test_the_report_of_a_unit_lists_its_services(town: Town, service: Service) -> None:
    answers(make_service(town.division, "Akta kelahiran"), MAY, n=15)
    answers(make_service(town.division, "Akta kematian"), MAY, n=4)
    make_service(town.division, "Pindah datang")
    turn_over(NOON)

    answer = client_of(town.sari).get(f"/kepuasan/unit/{town.office.pk}/laporan.pdf{OVER}")

    words = " ".join(text_of(answer.content).split())
    assert answer.status_code == 200
    assert "Hasil per layanan" in words
    assert "Kartu keluarga" in words
    assert "Sari Kusuma" in words
    assert "Akta kematian – – Belum cukup jawaban (kurang dari 10)" in words
    assert "Akta kelahiran – – Tidak ditampilkan" in words
    assert "Pindah datang 0" in words
    assert "Kartu keluarga 32" in words


def test_a_unit_without_a_head_leaves_a_line(town: Town) -> None:
    make_index(make_service(town.root, "Layanan kota"), starts=SECOND)
    made = Service.objects.get(name="Layanan kota")
    town.mayor.placements.all().delete()

    answer = client_of(town.city_manager).get(place(made))

    assert "Kepala unit" in text_of(answer.content)


def test_a_room_above_gives_the_lines_of_follow_up(
    town: Town, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slots, "_sources", [])

    def promised(services: Sequence[int], span: Span) -> list[FollowUp]:
        assert list(services) == [service.pk]
        assert span.code == "2026-2"
        return [FollowUp("U9", "Menambah kursi", "Budi", dt.date(2026, 9, 1), "Berjalan")]

    slots.offer(promised)
    slots.offer(promised)

    words = text_of(client_of(town.sari).get(place(service)).content)

    assert words.count("Menambah kursi") == 1
    assert "1 September 2026" in words


def test_reports_of_others_are_hidden(town: Town, service: Service) -> None:
    unit = f"/kepuasan/unit/{town.office.pk}/laporan.pdf{OVER}"

    for who in (town.stranger, town.andi, town.administrator):
        assert client_of(who).get(place(service)).status_code == 404
        assert client_of(who).get(unit).status_code == 404
