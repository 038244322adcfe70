"""The public check: genuine or not, kind, version, day, newer; nobody's name, no rating."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kinerja.documents import http
from kinerja.documents.tests.test_issue import content, issue
from kinerja.foundation.actor import Actor

SECRETS = {"text": "Predikat: Sangat Baik untuk Sari Wulandari, NIP 199203142019032007"}


@pytest.fixture
def issued() -> Any:
    return issue(content=content(**SECRETS))


@pytest.mark.django_db
def test_a_genuine_sheet_tells_kind_version_and_day(client: Client, issued: Any) -> None:
    answer = client.get(f"/periksa/{issued.public_id}/")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Dokumen asli" in html
    assert "Lembar uji" in html
    assert "Senin, 12 Januari 2026" in html
    assert "Ini versi terbaru" in html


@pytest.mark.django_db
def test_it_tells_nobody_and_no_rating(client: Client, issued: Any) -> None:
    html = client.get(f"/periksa/{issued.public_id}/").content.decode()

    for secret in ("Sari", "Wulandari", "1992", "Sangat Baik", "Ageng"):
        assert secret not in html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.django_db
def test_an_older_version_says_that_a_newer_exists(client: Client, issued: Any) -> None:
    newer = issue("lain")

    old = client.get(f"/periksa/{issued.public_id}/").content.decode()
    new = client.get(f"/periksa/{newer.public_id}/").content.decode()

    assert "Ada versi yang lebih baru" in old
    assert "Ini versi terbaru" not in old
    assert "Ada versi yang lebih baru" not in new


@pytest.mark.django_db
@pytest.mark.parametrize("public_id", ["AAAAAAAAAAAAAAAA", "x", "1", "ä", "a" * 300])
def test_an_unknown_sheet_is_a_clear_404(client: Client, public_id: str) -> None:
    answer = client.get(f"/periksa/{public_id}/")

    assert answer.status_code == 404
    assert "Dokumen tidak dikenal" in answer.content.decode()


@pytest.mark.django_db
def test_small_letters_in_the_address_do_no_harm(client: Client, issued: Any) -> None:
    assert client.get(f"/periksa/{issued.public_id.lower()}/").status_code == 200


@pytest.mark.django_db
def test_the_form_asks_for_number_and_fingerprint(client: Client) -> None:
    answer = client.get("/periksa/")

    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'name="nomor"' in html
    assert 'name="sidik"' in html


@pytest.mark.django_db
def test_the_address_as_typed_off_the_paper_leads_to_the_form(client: Client) -> None:
    answer = client.get("/periksa")

    assert (answer.status_code, answer["Location"]) == (302, "/periksa/")


@pytest.mark.django_db
def test_number_and_fingerprint_lead_to_the_sheet(client: Client, issued: Any) -> None:
    typed = {"nomor": issued.number.lower(), "sidik": issued.fingerprint.replace("-", " ").lower()}

    answer = client.get("/periksa/", typed)

    assert (answer.status_code, answer["Location"]) == (302, f"/periksa/{issued.public_id}/")


@pytest.mark.django_db
def test_a_number_with_a_foreign_fingerprint_is_unknown(client: Client, issued: Any) -> None:
    answer = client.get("/periksa/", {"nomor": issued.number, "sidik": "A" * 20})

    assert answer.status_code == 404
    assert "Dokumen tidak dikenal" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"nomor": "", "sidik": ""}, "Tulis nomor dokumen."),
        ({"nomor": "SKP-2026-000001"}, "Tulis sidik dokumen."),
        ({"nomor": "SKP-2026-000001", "sidik": "ABC"}, "Salin lagi dari kaki halaman."),
        ({"nomor": "x" * 41, "sidik": "A" * 20}, "Paling banyak 40 huruf"),
        ({"nomor": "a\0", "sidik": "A" * 20}, "Nomor dokumen"),
        ({"lain": "1"}, "Tulis nomor dokumen."),
    ],
)
def test_a_bad_form_is_422_and_says_what_to_mend(
    client: Client, typed: dict[str, str], message: str
) -> None:
    answer = client.get("/periksa/", typed)

    assert answer.status_code in ({404} if "\0" in typed.get("nomor", "") else {422})
    assert answer.status_code == 404 or message in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/periksa", "/periksa/", "/periksa/AAAAAAAAAAAAAAAA/"])
def test_nothing_can_be_posted(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


@pytest.mark.django_db
def test_a_script_in_the_form_stays_text(client: Client) -> None:
    html = client.get("/periksa/", {"nomor": "<script>x</script>", "sidik": "y"}).content.decode()

    assert "<script>x" not in html


@pytest.mark.django_db
def test_the_file_opens_in_the_browser_and_is_taken_for_nothing_else(issued: Any) -> None:
    answer = http.pdf_response(issued, "SKP-2026-000123-v1.pdf")

    assert answer.content.startswith(b"%PDF-")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="SKP-2026-000123-v1.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_a_machine_may_issue_too() -> None:
    assert issue(by=Actor.system("uji")).issued_by_id is None
