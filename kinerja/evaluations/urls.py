"""Addresses of evaluations."""

from __future__ import annotations

from django.urls import path

from kinerja.evaluations.views import (
    decision,
    delivery,
    lists,
    organization,
    own_words,
    rating,
    sheets,
    why,
)

app_name = "evaluations"
urlpatterns = [
    path("hasil/", lists.result_list, name="result_list"),
    path("penilaian/", lists.rating_list, name="rating_list"),
    path("capaian/", organization.organization, name="organization"),
    path(
        "capaian/<key:unit_id>/<int:year>/<int:number>/",
        organization.organization_rate,
        name="organization_rate",
    ),
    path("evaluasi/mulai/<key:plan_id>/", lists.start, name="start"),
    path("evaluasi/periode/<key:period_id>/buka/", lists.open_period, name="open_period"),
    path("evaluasi/<key:evaluation_id>/diri/", own_words.self_evaluation, name="self"),
    path("evaluasi/<key:evaluation_id>/diri/simpan/", own_words.self_save, name="self_save"),
    path("evaluasi/<key:evaluation_id>/nilai/", rating.rate, name="rate"),
    path("evaluasi/<key:evaluation_id>/nilai/simpan/", rating.rate_save, name="rate_save"),
    path("evaluasi/<key:evaluation_id>/tetapkan/", decision.decide, name="decide"),
    path("evaluasi/<key:evaluation_id>/serahkan/", delivery.deliver, name="deliver"),
    path("evaluasi/<key:evaluation_id>/terima/", delivery.receive, name="receive"),
    path("evaluasi/<key:evaluation_id>/tanda-terima/", delivery.paper, name="paper_receipt"),
    path("evaluasi/<key:evaluation_id>/ditolak/", delivery.refused, name="refused_receipt"),
    path("evaluasi/<key:evaluation_id>/tidak-dinilai/", delivery.not_rated, name="not_rated"),
    path("evaluasi/<key:evaluation_id>/buka-lagi/", delivery.reopen, name="reopen"),
    path("evaluasi/<key:evaluation_id>/pilih/", delivery.choose, name="choose_outcome"),
    path("evaluasi/<key:evaluation_id>/mengapa/", why.why, name="why"),
    path("evaluasi/<key:evaluation_id>/formulir.pdf", sheets.form_pdf, name="form_pdf"),
    path("evaluasi/<key:evaluation_id>/dokumen.pdf", sheets.document_pdf, name="document_pdf"),
]
