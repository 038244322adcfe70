"""Addresses of plans."""

from __future__ import annotations

from django.urls import path

from kinerja.plans import views

app_name = "plans"
urlpatterns = [
    path("skp/", views.plan_list, name="plan_list"),
    path("skp/mulai/<int:year_id>/", views.start, name="start"),
    path("skp/<int:plan_id>/", views.plan, name="plan"),
    path("skp/<int:plan_id>/pdf/", views.pdf, name="pdf"),
    path("skp/<int:plan_id>/susun/", views.edit, name="edit"),
    path("skp/<int:plan_id>/salin/", views.copy, name="copy"),
    path("skp/<int:plan_id>/rhk/baru/", views.result_new, name="result_new"),
    path("skp/<int:plan_id>/rhk/<int:result_id>/", views.result_edit, name="result_edit"),
    path("skp/<int:plan_id>/draf/<int:result_id>/", views.result_draft, name="result_draft"),
    path("skp/<int:plan_id>/rhk/<int:result_id>/hapus/", views.result_delete, name="result_delete"),
    path(
        "skp/<int:plan_id>/rhk/<int:result_id>/indikator/<int:indicator_id>/hapus/",
        views.indicator_delete,
        name="indicator_delete",
    ),
    path("skp/<int:plan_id>/perilaku/", views.behaviors, name="behaviors"),
    path("skp/<int:plan_id>/lampiran/", views.annex, name="annex"),
    path("skp/<int:plan_id>/periksa/", views.check, name="check"),
    path("skp/<int:plan_id>/ajukan/", views.submit, name="submit"),
    path("skp/<int:plan_id>/tinjau/", views.review, name="review"),
    path("skp/<int:plan_id>/setujui/", views.agree, name="agree"),
    path("skp/<int:plan_id>/kembalikan/", views.give_back, name="give_back"),
    path("tim/", views.team, name="team"),
    path("tahun/<int:year_id>/buka/", views.year_open, name="open_year"),
]
