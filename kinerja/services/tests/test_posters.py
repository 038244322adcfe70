"""The poster of a counter."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from pypdf import PdfReader

from kinerja.city.models import City
from kinerja.foundation.actor import Actor
from kinerja.services import operations, posters
from kinerja.services.models import Service
from kinerja.services.queries.services import PlaceRow
from kinerja.services.tests.stages import Stage
from tests.factories import NOON, Town, client_of

pytestmark = pytest.mark.django_db
MILLIMETER = 72 / 25.4
LONG = PlaceRow(
    id=1,
    name="Loket pelayanan terpadu lantai dasar dekat pintu masuk sebelah barat, " * 2,
    is_kiosk=False,
    closed_on=None,
    service_id=1,
    service_name="Persetujuan bangunan gedung dan sertifikat laik fungsi sederhana " * 2,
    service_state="OPEN",
    urgent_phone="+62 (0541) 123-456-789-000",
    unit_id=1,
    unit_name="Bidang Perizinan Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu " * 2,
    code="K7WQ2M",
)


def read(pdf: bytes) -> tuple[str, int, tuple[int, int]]:
    """Return the words of the first page, how many pages there are, and their size."""
    paper = PdfReader(io.BytesIO(pdf))
    first = paper.pages[0]
    size = (round(first.mediabox.width / MILLIMETER), round(first.mediabox.height / MILLIMETER))
    return " ".join(first.extract_text().split()), len(paper.pages), size


@pytest.mark.parametrize(("size", "paper"), [("a5", (148, 210)), ("a4", (210, 297))])
def test_a_poster_says_where_and_what(
    town: Town, stage: Stage, size: str, paper: tuple[int, int]
) -> None:
    answer = client_of(town.budi).get(f"/loket/{stage.counter.pk}/poster.pdf?ukuran={size}")

    words, pages, drawn = read(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert f"poster-{stage.code}-{size}.pdf" in answer["Content-Disposition"]
    assert (pages, drawn) == (1, paper)
    for said in (
        "Penerbitan KTP-el",
        "Loket 1 · Bidang Pelayanan Pendaftaran Penduduk",
        f"/s/{stage.code}",
        "9 pertanyaan, kurang dari 1 menit. Kami tidak meminta nama atau NIK.",
        "Telepon 0812-3456-7890",
    ):
        assert said in words


def test_without_a_telephone_none_is_named(stage: Stage, admin: Client) -> None:
    Service.objects.update(urgent_phone="")

    words, _, _ = read(admin.get(f"/loket/{stage.counter.pk}/poster.pdf").content)

    assert "Mendesak" not in words


def test_a_line_in_the_language_of_the_region_stands_below_the_question(
    stage: Stage, admin: Client
) -> None:
    path = f"/loket/{stage.counter.pk}/poster.pdf"
    City.objects.create(poster_line="Monggo, aturi pamanggih panjenengan.")

    words, _, _ = read(admin.get(path).content)

    assert "layanan ini. Monggo, aturi pamanggih panjenengan. Penerbitan" in words


@pytest.mark.parametrize("size", posters.SIZES)
@pytest.mark.parametrize("letters", [LONG.service_name, "W" * 150, "申請 😀 " * 20])
def test_long_and_foreign_names_fit_on_one_page(size: str, letters: str) -> None:
    row = LONG._replace(service_name=letters, name=letters)
    City.objects.create(poster_line=letters[:80])

    _, pages, _ = read(posters.draw(row, size=size, at=NOON))

    assert pages == 1


def test_the_qr_code_holds_the_address_with_a_quarter_to_spare() -> None:
    content = posters.content_of(LONG, "a5")

    assert content["address"].endswith("/s/")
    assert len(content["qr"]) == len(content["qr"][0]) >= 29
    assert {bit for line in content["qr"] for bit in line} == {0, 1}


def test_what_takes_no_answers_has_no_poster(stage: Stage, dewi: Actor, admin: Client) -> None:
    path = f"/loket/{stage.counter.pk}/poster.pdf"
    assert admin.get(f"{path}?ukuran=a0").status_code == 404
    operations.close_counter(counter=stage.counter, by=dewi, at=NOON)

    assert admin.get(path).status_code == 409
