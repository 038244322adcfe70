"""The explanation, the right to object, and the two sheets."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kinerja.cycles.models import Holiday
from kinerja.evaluations.tests.browsing import html, post, words
from kinerja.evaluations.tests.stage import (
    Stage,
    decide,
    deliver,
    send_self,
)
from kinerja.organization.models import Employee
from kinerja.ui.format import url
from tests.factories import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


def test_the_clock_of_the_objection_starts_with_the_receipt(stage: Stage) -> None:
    decide(stage)
    deliver(stage)
    andi, key = client_of(stage.town.andi), stage.evaluation.pk
    assert "Waktunya belum berjalan" in html(andi, "evaluations:why", key)
    post(andi, "evaluations:receive", key)

    # 17 August 2026 is fourteen days later and a Monday; nobody has registered the holiday yet
    page = html(andi, "evaluations:why", key)
    assert "Senin, 17 Agustus 2026" in page
    assert "Hari libur 2026 belum didaftarkan" in page
    Holiday.objects.create(day="2026-08-17", name="Hari Kemerdekaan", source="SKB 3 Menteri")
    page = html(andi, "evaluations:why", key)
    assert "Selasa, 18 Agustus 2026" in page
    assert "belum didaftarkan" not in page


def test_the_explanation_reads_the_frozen_version_alone(stage: Stage) -> None:
    send_self(stage)
    decide(stage)
    deliver(stage)
    andi, key = client_of(stage.town.andi), stage.evaluation.pk
    before = html(andi, "evaluations:why", key)
    Employee.objects.filter(pk=stage.town.budi.pk).update(name="Nama Baru")
    stage.plan.realizations.update(note="diubah")

    after = html(andi, "evaluations:why", key)

    told = words(before)
    assert "Ditetapkan Budi Hartono, pejabat penilai kinerja" in words(after)
    for sentence in (
        "27 aduan",
        "Naik satu saja tetap Baik",
        "PermenPANRB 6/2022, Lampiran (kuadran kinerja)",
        "Pertahankan kecepatan izin",
        "Sari Kusuma",
    ):
        assert sentence in told
        assert sentence in words(after)


@pytest.mark.parametrize("name", ["evaluations:form_pdf", "evaluations:document_pdf"])
def test_the_sheets_are_issued_after_delivery_and_previewed_before(stage: Stage, name: str) -> None:
    andi, budi, key = client_of(stage.town.andi), client_of(stage.town.budi), stage.evaluation.pk
    assert budi.get(url(name, key)).status_code == 404
    decide(stage)
    preview = budi.get(url(name, key))
    assert preview.content.startswith(b"%PDF")
    assert "pratinjau" in preview.headers["Content-Disposition"]
    assert andi.get(url(name, key)).status_code == 404
    deliver(stage)
    first, second = andi.get(url(name, key)), budi.get(url(name, key))

    assert first.content.startswith(b"%PDF")
    assert first.content == second.content
    assert client_of(stage.town.dewi).get(url(name, key)).status_code == 404


def test_the_explanation_writes_figures_as_they_were_typed(stage: Stage) -> None:
    first, second, *_ = stage.plan.realizations.filter(period=stage.period).order_by("pk")
    stage.plan.realizations.filter(pk=first.pk).update(value=Decimal("97.50"))
    stage.plan.realizations.filter(pk=second.pk).update(value=Decimal("15.50"))
    decide(stage)
    deliver(stage)

    page = html(client_of(stage.town.andi), "evaluations:why", stage.evaluation.pk)

    assert "97,50%" in page
    assert "27,5 aduan" in page  # a sum is nobody's wording
