"""Issuing a sheet: once, with a number, never changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, connections, transaction
from django.db.utils import ProgrammingError

from kinerja.city.models import City
from kinerja.documents import fingerprints, operations, queries
from kinerja.documents.models import IssuedDocument
from kinerja.documents.shapes import Template
from kinerja.documents.tests.paper import AT, words
from kinerja.documents.tests.test_rendering import PIXEL, signer
from kinerja.foundation.actor import Actor, Via

SHEET = Template(
    title="Lembar uji", prefix="UJI", path=Path(__file__).with_name("sheet.typ"), version="sheet/1"
)
SARI = Actor(user_id=11, employee_id=12, name="Sari", via=Via.WEB)


def content(text: str = "Isi", **more: Any) -> dict[str, Any]:
    return {
        "subject": "Lembar uji",
        "city": queries.letterhead(),
        "titles": ["LEMBAR UJI"],
        "text": text,
        "signers": [signer("Sari Wulandari", None), signer("Ki Ageng Suryadi", None)],
        **more,
    }


def issue(text: str = "Isi", **changes: Any) -> IssuedDocument:
    given = {
        "kind": "SHEET",
        "subject_kind": "tests.thing",
        "subject_id": 7,
        "edition": 1,
        "content": content(text),
        "template": SHEET,
        "by": SARI,
        "at": AT,
        **changes,
    }
    return operations.issue(**given)


@pytest.mark.django_db
def test_an_issued_sheet_keeps_all_that_proves_it() -> None:
    issued = issue()

    stored = IssuedDocument.objects.get(pk=issued.pk)
    assert re.fullmatch(r"UJI-2026-\d{6,}", stored.number)
    assert (stored.version, stored.edition, stored.template_version) == (1, 1, "sheet/1")
    assert stored.fingerprint == fingerprints.fingerprint(stored.content)
    assert bytes(stored.sha256) == hashlib.sha256(bytes(stored.pdf)).digest()
    assert (stored.issued_at, stored.issued_by_id) == (AT, 11)
    assert str(stored) == f"{stored.number} versi 1"


@pytest.mark.django_db
def test_the_sheet_bears_its_number_version_fingerprint_and_day() -> None:
    issued = issue()

    printed = words(bytes(issued.pdf))
    assert f"{issued.number} · versi 1 · sidik {issued.fingerprint}" in printed
    assert "diterbitkan 12 Januari 2026" in printed


@pytest.mark.django_db
def test_the_same_content_is_the_same_sheet() -> None:
    first, again = issue(), issue(at=AT + dt.timedelta(days=30))

    assert again.pk == first.pk
    assert bytes(again.pdf) == bytes(first.pdf)
    assert IssuedDocument.objects.count() == 1


@pytest.mark.django_db
def test_new_content_is_the_next_version_of_the_same_number() -> None:
    first, second = issue("satu"), issue("dua")

    assert (second.number, second.version) == (first.number, 2)
    assert second.fingerprint != first.fingerprint


@pytest.mark.django_db
def test_a_new_letterhead_makes_no_new_version() -> None:
    first = issue()
    City.objects.update_or_create(pk=1, defaults={"letterhead": "Jalan Baru 2"})

    assert issue().pk == first.pk


@pytest.mark.django_db
def test_an_older_edition_comes_from_the_shelf() -> None:
    first = issue("satu", edition=1)
    second = issue("dua", edition=2)

    assert issue("apa pun", edition=1).pk == first.pk
    assert second.version == 2


@pytest.mark.django_db
def test_it_refuses_to_print_an_edition_that_was_replaced_unprinted() -> None:
    issue("dua", edition=2)

    with pytest.raises(operations.Outdated):
        issue("satu", edition=1)


@pytest.mark.django_db
def test_the_same_words_in_a_new_edition_are_a_new_sheet() -> None:
    first, second = issue(edition=1), issue(edition=2)

    assert (first.version, second.version) == (1, 2)


@pytest.mark.django_db
def test_two_subjects_have_two_numbers() -> None:
    assert issue().number != issue(subject_id=8).number


@pytest.mark.django_db
def test_issuing_is_audited_once_without_texts() -> None:
    issued = issue(about=12, unit=3)
    issue(about=12, unit=3)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT user_id, about_employee_id, unit_id, subject_id, changes ->> 'number'"
            " FROM audit_event WHERE action = 'documents.document.issued'"
        )
        rows = cursor.fetchall()
    assert rows == [(11, 12, 3, issued.pk, issued.number)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE issued_document SET title = 'lain'",
        "UPDATE issued_document SET pdf = ''",
        "DELETE FROM issued_document",
        "TRUNCATE issued_document",
    ],
)
def test_the_application_cannot_change_what_was_issued(statement: str) -> None:
    issue()

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"public_id": "AAAAAAAAAAAAAAA1"}, "issued_document_public_id_is_base32"),
        ({"public_id": "first's"}, "public_id"),
        ({"fingerprint": "ABCD"}, "issued_document_fingerprint_is_base32"),
        ({"version": 0}, "issued_document_version_counts_from_one"),
        ({"number": "UJI-2026-999999", "version": 1}, "issued_document_version_once"),
        ({"subject_id": 99, "version": 1}, "issued_document_number_version_once"),
    ],
)
def test_the_database_refuses_a_wrong_row(changes: dict[str, Any], constraint: str) -> None:
    first = issue()
    document = IssuedDocument.objects.get(pk=first.pk)
    document.pk = None
    document.public_id = fingerprints.public_id()
    document.version = 2
    for name, value in changes.items():
        setattr(document, name, first.public_id if value == "first's" else value)

    with pytest.raises((IntegrityError, DataError), match=constraint), transaction.atomic():
        document.save(force_insert=True)


@pytest.mark.django_db
def test_a_preview_is_stored_nowhere() -> None:
    pdf = operations.preview(content=content(), template=SHEET, at=AT)

    assert "PRATINJAU" in words(pdf)
    assert not IssuedDocument.objects.exists()


@pytest.mark.django_db
def test_the_letterhead_is_that_of_the_settings() -> None:
    City.objects.update_or_create(
        pk=1,
        defaults={
            "government": "Pemerintah Kota Lamakota",
            "letterhead": "Jalan Merdeka 1\n\n Telepon 123 ",
            "signing_place": "Lamakota",
            "logo": PIXEL,
            "logo_type": "image/png",
        },
    )

    assert queries.letterhead() == {
        "government": "Pemerintah Kota Lamakota",
        "lines": ["Jalan Merdeka 1", "Telepon 123"],
    }
    assert queries.signing_place() == "Lamakota"
    assert queries.logo().startswith("<svg")


@pytest.mark.django_db
def test_without_settings_and_emblem_the_sheet_still_has_a_head() -> None:
    City.objects.update_or_create(pk=1, defaults={"logo": None})

    assert queries.letterhead()["government"] == "Pemerintah Kota Kotalama"
    assert queries.logo() == ""


def test_two_requests_at_once_issue_one_sheet(own_database: str) -> None:
    numbers: list[str] = []

    def one() -> None:
        try:
            numbers.append(str(issue()))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(numbers)) == 1
    assert len(numbers) == 4
    assert IssuedDocument.objects.count() == 1
