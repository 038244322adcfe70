"""Texts that are too long, script, foreign ids, too many rows."""

from __future__ import annotations

import pytest
from django.test import Client

from kinerja.plans import operations
from kinerja.plans.models import Plan
from kinerja.plans.operations.results import MOST_INDICATORS, MOST_RESULTS
from kinerja.plans.tests.sending import autosave, field, post, view_of
from kinerja.plans.values import ResultValues
from tests.factories import NOON, Town, actor, client_of
from tests.plan_factories import (
    version_of,
)

SCRIPT = "<script>alert(1)</script>"


def test_a_foreign_parent_is_not_on_offer(town: Town, plan: Plan, andi: Client) -> None:
    foreign = str(view_of(plan).id)

    assert post(andi, plan, induk=foreign).status_code == 422
    new = andi.post(f"/skp/{plan.pk}/rhk/baru/", {"teks": "x", "induk": foreign})
    assert new.status_code == 422
    assert autosave(andi, plan, induk=foreign).status_code == 422


def test_a_target_that_cannot_be_read_comes_back(plan: Plan, andi: Client) -> None:
    answer = post(andi, plan, **{field(plan, "target"): "30 September", field(plan, "satuan"): ""})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Tulis tahunnya juga" in page
    assert "Ada kesalahan: Susun SKP" in page
    assert 'value="30 September"' in page


def test_too_many_rows_are_refused_on_the_page(plan: Plan, andi: Client) -> None:
    by = actor(plan.employee, NOON)
    for _ in range(MOST_INDICATORS - 1):
        operations.add_indicator(plan=plan, result_id=view_of(plan).id, by=by, at=NOON)
    assert post(andi, plan, langkah="tambah").status_code == 409
    for _ in range(MOST_RESULTS - 1):
        operations.add_result(plan=plan, values=ResultValues(), by=by, at=NOON)

    answer = andi.post(f"/skp/{plan.pk}/rhk/baru/", {"teks": "Satu lagi"})

    assert answer.status_code == 409
    assert "Paling banyak 40 RHK" in answer.content.decode()


@pytest.mark.parametrize("text", ["x" * 100_000, "a\x00b"])
def test_texts_too_long_or_with_nul_come_back(plan: Plan, andi: Client, text: str) -> None:
    for name in ("teks", "alasan_tanpa_induk", field(plan, "teks"), field(plan, "target")):
        assert post(andi, plan, **{name: text}).status_code == 422
        assert autosave(andi, plan, **{name: text}).status_code == 422
    before = version_of(plan).lock_no
    annex = {"versi": str(before), "konsekuensi": text}
    assert andi.post(f"/skp/{plan.pk}/lampiran/", annex).status_code == 422
    behavior = {"versi": str(before), "loyal": text}
    assert andi.post(f"/skp/{plan.pk}/perilaku/", behavior).status_code == 422
    new = andi.post(f"/skp/{plan.pk}/rhk/baru/", {"teks": text})
    assert new.status_code == 422
    assert version_of(plan).lock_no == before


def test_script_is_text(town: Town, plan: Plan, andi: Client) -> None:
    post(
        andi, plan, teks=SCRIPT, alasan_tanpa_induk=SCRIPT,
        **{field(plan, name): SCRIPT for name in ("teks", "target", "satuan")},
    )  # fmt: skip
    lock_no = str(version_of(plan).lock_no)
    andi.post(f"/skp/{plan.pk}/perilaku/", {"versi": lock_no, "loyal": SCRIPT})
    lock_no = str(version_of(plan).lock_no)
    andi.post(f"/skp/{plan.pk}/lampiran/", {"versi": lock_no, "konsekuensi": SCRIPT})

    here = f"/skp/{plan.pk}"
    result = f"{here}/rhk/{view_of(plan).id}/"
    for path in ("/", "/susun/", "/periksa/", "/perilaku/", "/lampiran/"):
        page = andi.get(here + path).content.decode()
        assert SCRIPT not in page
    assert "&lt;script&gt;" in andi.get(result).content.decode()
    assert SCRIPT not in andi.get(result).content.decode()
    assert SCRIPT not in client_of(town.budi).get(f"{here}/").content.decode()
