"""Addresses of plans."""

from __future__ import annotations

from django.urls import path

from kinerja.plans import views

app_name = "plans"
urlpatterns = [
    path("skp/", views.plan_list, name="plan_list"),
    path("skp/mulai/<key:year_id>/", views.start, name="start"),
    path("skp/<key:plan_id>/", views.plan, name="plan"),
    path("skp/<key:plan_id>/pdf/", views.pdf, name="pdf"),
    path("skp/<key:plan_id>/susun/", views.edit, name="edit"),
    path("skp/<key:plan_id>/salin/", views.copy, name="copy"),
    path("skp/<key:plan_id>/rhk/baru/", views.result_new, name="result_new"),
    path("skp/<key:plan_id>/rhk/<key:result_id>/", views.result_edit, name="result_edit"),
    path("skp/<key:plan_id>/draf/<key:result_id>/", views.result_draft, name="result_draft"),
    path("skp/<key:plan_id>/rhk/<key:result_id>/hapus/", views.result_delete, name="result_delete"),
    path(
        "skp/<key:plan_id>/rhk/<key:result_id>/indikator/<key:indicator_id>/hapus/",
        views.indicator_delete,
        name="indicator_delete",
    ),
    path("skp/<key:plan_id>/perilaku/", views.behaviors, name="behaviors"),
    path("skp/<key:plan_id>/lampiran/", views.annex, name="annex"),
    path("skp/<key:plan_id>/periksa/", views.check, name="check"),
    path("skp/<key:plan_id>/ajukan/", views.submit, name="submit"),
    path("skp/<key:plan_id>/tinjau/", views.review, name="review"),
    path("skp/<key:plan_id>/setujui/", views.agree, name="agree"),
    path("skp/<key:plan_id>/kembalikan/", views.give_back, name="give_back"),
    path("tim/", views.team, name="team"),
    path("tahun/<key:year_id>/buka/", views.year_open, name="open_year"),
]
