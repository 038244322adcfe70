"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from kinerja.dialogue import views

app_name = "dialogue"
urlpatterns = [
    path("dialog/", views.session_list, name="session_list"),
    path("dialog/tim/", views.overview, name="overview"),
    path("dialog/cakupan/", views.coverage, name="coverage"),
    path("dialog/minta/", views.ask, name="ask"),
    path("dialog/kalender/", views.calendar, name="calendar"),
    path("dialog/kalender/cabut/", views.calendar_revoke, name="calendar_revoke"),
    path("kalender/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
    path("dialog/baru/<key:placement_id>/", views.plan, name="plan"),
    path("dialog/agenda/tambah/", views.agenda_add, name="agenda_add"),
    path("dialog/agenda/<key:item_id>/", views.point, name="point"),
    path("dialog/agenda/<key:item_id>/dibahas/", views.discussed, name="discussed"),
    path("dialog/agenda/<key:item_id>/hapus/", views.remove, name="remove"),
    path("dialog/kesepakatan/<key:agreement_id>/", views.agreement, name="agreement"),
    path("dialog/seri/<key:series_id>/akhiri/", views.end_series, name="end_series"),
    path("dialog/<key:session_id>/", views.session, name="session"),
    path("dialog/<key:session_id>/agenda/", views.add_point, name="add_point"),
    path("dialog/<key:session_id>/catatan/", views.notes, name="notes"),
    path("dialog/<key:session_id>/catatan/draf/", views.notes_draft, name="notes_draft"),
    path("dialog/<key:session_id>/catatan-pribadi/", views.private_note, name="private_note"),
    path("dialog/<key:session_id>/kesepakatan/", views.agree, name="agree"),
    path("dialog/<key:session_id>/waktu/", views.accept, name="accept"),
    path("dialog/<key:session_id>/pindah/", views.move, name="move"),
    path("dialog/<key:session_id>/batal/", views.cancel, name="cancel"),
    path("dialog/<key:session_id>/tidak-hadir/", views.miss, name="miss"),
    path("dialog/<key:session_id>/berlangsung/", views.hold, name="hold"),
    path("dialog/<key:session_id>/konfirmasi/", views.confirm, name="confirm"),
]
