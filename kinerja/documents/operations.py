"""Issuing an official document, once; and showing how it would look."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from kinerja.audit import operations as audit
from kinerja.documents import fingerprints, queries, rendering
from kinerja.documents.models import DOCUMENT_SERIAL, IssuedDocument
from kinerja.documents.querysets import IssuedDocumentQuerySet
from kinerja.documents.shapes import Template
from kinerja.foundation.actor import Actor
from kinerja.foundation.canonical import canonical
from kinerja.foundation.clock import local_date
from kinerja.foundation.refusals import WrongState
from kinerja.ui import format as formats


class Outdated(WrongState):
    """A newer version has been printed, and this one never was."""

    code = "document_outdated"
    message = "Versi ini sudah diganti dan tidak dapat dicetak lagi. Unduh versi terbaru."


@transaction.atomic
def issue(
    *,
    kind: str,
    subject_kind: str,
    subject_id: int,
    edition: int,
    content: Mapping[str, Any],
    template: Template,
    by: Actor,
    at: dt.datetime,
    about: int | None = None,
    unit: int | None = None,
) -> IssuedDocument:
    """Return the issued document: the newest while it still says the same, else the next version.

    `edition` is the version of the subject that the sheet prints. The room of the subject has asked
    whether this person may have it. `about` is the employee and `unit` the unit whose auditors may
    read the audit line. Raises Outdated.
    """
    _wait_for_twin(kind, subject_kind, subject_id)
    versions = IssuedDocument.objects.of_subject(kind, subject_kind, subject_id).newest_first()
    newest = versions.first()
    if newest and newest.edition > edition:
        return _issued_before(versions, edition)
    if newest and newest.edition == edition and _says_the_same(newest.content, content):
        return newest
    document = IssuedDocument(
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        edition=edition,
        content=dict(content),
        issued_at=at,
        issued_by_id=by.user_id,
    )
    _number(document, newest, template)
    _print(document, template)
    _record(document, by=by, at=at, about=about, unit=unit)
    return document


def _number(document: IssuedDocument, newest: IssuedDocument | None, template: Template) -> None:
    """Go on under the number of the newest sheet, or take the next free one."""
    document.number = newest.number if newest else _next_number(template, document.issued_at)
    document.version = newest.version + 1 if newest else 1


def _record(
    document: IssuedDocument, *, by: Actor, at: dt.datetime, about: int | None, unit: int | None
) -> None:
    audit.record(
        "documents.document.issued",
        subject=document,
        by=by,
        at=at,
        about=about,
        unit=unit,
        changes={"number": document.number, "version": document.version},
    )


def preview(*, content: Mapping[str, Any], template: Template, at: dt.datetime) -> bytes:
    """Return the sheet as it would look, marked "PRATINJAU": no number, no QR, nothing stored."""
    return rendering.render(
        template=template.path, content=content, imprint=None, at=at, logo=queries.logo()
    )


def _issued_before(versions: IssuedDocumentQuerySet, edition: int) -> IssuedDocument:
    """Return the last sheet of an older edition; none is issued after its successor."""
    document = versions.filter(edition=edition).first()
    if document is None:
        raise Outdated
    return document


def _print(document: IssuedDocument, template: Template) -> None:
    """Put the content on paper, for good."""
    document.public_id = fingerprints.public_id()
    document.title = template.title
    document.template_version = template.version
    document.fingerprint = fingerprints.fingerprint(document.content)
    document.pdf = rendering.render(
        template=template.path,
        content=document.content,
        imprint=_imprint(document),
        at=document.issued_at,
        logo=queries.logo(),
    )
    document.sha256 = hashlib.sha256(document.pdf).digest()
    document.save(force_insert=True)


def _wait_for_twin(kind: str, subject_kind: str, subject_id: int) -> None:
    """Let two requests for the same sheet follow each other: rows here cannot be locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s::text, 0))",
            [f"documents {kind} {subject_kind} {subject_id}"],
        )


def _says_the_same(stored: Mapping[str, Any], content: Mapping[str, Any]) -> bool:
    """Compare all but the letterhead: a new address of the city hall makes no new SKP."""
    return _without_city(stored) == _without_city(content)


def _without_city(content: Mapping[str, Any]) -> bytes:
    return canonical({key: value for key, value in content.items() if key != "city"})


def _next_number(template: Template, at: dt.datetime) -> str:
    """SKP-2026-000123: the serial never returns, not even in another year."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(%s::text::regclass)", [DOCUMENT_SERIAL])
        (serial,) = cursor.fetchone()
    return f"{template.prefix}-{local_date(at).year}-{serial:06d}"


def _imprint(document: IssuedDocument) -> rendering.Imprint:
    path = formats.url("documents:verification", document.public_id)
    form = formats.url("documents:verification_form")
    return rendering.Imprint(
        number=document.number,
        version=document.version,
        fingerprint=document.fingerprint,
        issued_on=formats.day(document.issued_at),
        url=settings.PUBLIC_URL + path,
        form_url=settings.PUBLIC_URL.partition("://")[2] + form.rstrip("/"),
    )
