"""Evidence: what is taken, what is refused, who opens it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kinerja.audit.models import AccessEvent
from kinerja.cycles.models import Period
from kinerja.evidence import operations
from kinerja.evidence.models import Evidence, EvidenceUse
from kinerja.evidence.refusals import (
    FileKindUnknown,
    FileTooLarge,
    LinkNotUsable,
    TooMuchEvidence,
)
from kinerja.foundation.refusals import NotPermitted
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor, client_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 isi"


def attach(
    plan: Plan,
    indicator: int,
    period: Period,
    name: str = "rekap.pdf",
    content: bytes = PDF,
    limit: int = 5,
) -> EvidenceUse:
    return operations.attach_file(
        plan=plan,
        indicator_id=indicator,
        period=period,
        upload=SimpleUploadedFile(name, content),
        limit_mb=limit,
        by=actor(plan.employee),
        at=NOON,
    )


def link(plan: Plan, indicator: int, period: Period, address: str) -> EvidenceUse:
    return operations.attach_link(
        plan=plan,
        indicator_id=indicator,
        period=period,
        link=address,
        by=actor(plan.employee),
        at=NOON,
    )


def test_the_same_bytes_are_stored_once(
    plan: Plan, indicator: int, quarter: Period, files_folder: Path
) -> None:
    attach(plan, indicator, quarter)
    attach(plan, indicator, quarter, name="salinan.pdf")

    stored = [path for path in files_folder.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in stored] == [PDF]
    assert Evidence.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("foto.jpg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("foto.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("foto.webp", b"RIFF1234WEBP", "image/webp"),
        ("rekap.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/vnd.ms-excel"),
        (
            "rekap.XLSX",
            b"PK\x03\x04",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    ],
)
def test_it_knows_a_file_by_its_first_bytes(
    plan: Plan, indicator: int, quarter: Period, name: str, content: bytes, kind: str
) -> None:
    assert attach(plan, indicator, quarter, name, content).evidence.media_type == kind


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"<script>"), ("a.zip", b"PK\x03\x04"), ("a.html", b"<html>")]
)
def test_it_refuses_what_it_does_not_know(
    plan: Plan, indicator: int, quarter: Period, name: str, content: bytes
) -> None:
    with pytest.raises(FileKindUnknown):
        attach(plan, indicator, quarter, name, content)


def test_it_refuses_a_large_file_and_says_how_large(
    plan: Plan, indicator: int, quarter: Period
) -> None:
    with pytest.raises(FileTooLarge, match="2 MB terlalu besar"):
        attach(plan, indicator, quarter, content=PDF + b"0" * 2_000_000, limit=1)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.b/c", "https://tanpatitik", "rekap", "http://[::1"]
)
def test_it_refuses_a_link_that_is_none(
    plan: Plan, indicator: int, quarter: Period, address: str
) -> None:
    with pytest.raises(LinkNotUsable):
        link(plan, indicator, quarter, address)


def test_ten_pieces_are_enough(plan: Plan, indicator: int, quarter: Period) -> None:
    for no in range(10):
        link(plan, indicator, quarter, f"https://drive.kotalama.go.id/{no}")

    with pytest.raises(TooMuchEvidence):
        link(plan, indicator, quarter, "https://drive.kotalama.go.id/11")


def test_detaching_keeps_the_bytes(
    plan: Plan, indicator: int, quarter: Period, files_folder: Path
) -> None:
    use = attach(plan, indicator, quarter)

    operations.detach(use=use, by=actor(plan.employee), at=NOON)

    assert not EvidenceUse.objects.exists()
    assert Evidence.objects.exists()
    assert any(path.is_file() for path in files_folder.rglob("*"))


def test_nobody_else_detaches(town: Town, plan: Plan, indicator: int, quarter: Period) -> None:
    use = attach(plan, indicator, quarter)

    with pytest.raises(NotPermitted):
        operations.detach(use=use, by=actor(town.budi), at=NOON)


def test_who_opens_anothers_file_is_written_down(
    town: Town, plan: Plan, indicator: int, quarter: Period
) -> None:
    evidence = attach(plan, indicator, quarter).evidence
    address = f"/bukti/{evidence.pk}/"

    answers = [
        client_of(who).get(address) for who in (town.andi, town.budi, town.dewi, town.administrator)
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 404, 404]
    assert [b"".join(answer) for answer in answers[:2]] == [PDF, PDF]
    assert answers[1]["Content-Disposition"].startswith("inline")
    assert list(AccessEvent.objects.values_list("user_id", "about_employee_id")) == [
        (town.budi.user_id, town.andi.pk)
    ]


def test_a_file_that_is_gone_is_404(
    town: Town, plan: Plan, indicator: int, quarter: Period, files_folder: Path
) -> None:
    evidence = attach(plan, indicator, quarter).evidence
    (files_folder / evidence.storage_key).unlink()

    assert client_of(town.andi).get(f"/bukti/{evidence.pk}/").status_code == 404
