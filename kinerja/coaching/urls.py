"""Addresses of feedback."""

from __future__ import annotations

from django.urls import path

from kinerja.coaching.views import asking, giving, reporting, stream

app_name = "coaching"
urlpatterns = [
    path("umpan-balik/", stream.feedback_list, name="feedback_list"),
    path("umpan-balik/beri/", giving.give_to, name="give_to"),
    path("umpan-balik/baru/<key:plan_id>/", giving.feedback_new, name="feedback_new"),
    path("umpan-balik/minta/", asking.ask_whom, name="ask_whom"),
    path("umpan-balik/minta/<key:employee_id>/", asking.ask, name="ask"),
    path("umpan-balik/permintaan/<key:request_id>/", asking.request_detail, name="request"),
    path("umpan-balik/permintaan/<key:request_id>/tolak/", asking.decline, name="decline"),
    path("umpan-balik/permintaan/<key:request_id>/tarik/", asking.withdraw, name="withdraw"),
    path("umpan-balik/laporan/", reporting.report_list, name="report_list"),
    path("umpan-balik/laporan/<key:report_id>/", reporting.report_answer, name="report_answer"),
    path("umpan-balik/<key:feedback_id>/laporkan/", reporting.report, name="report"),
    path("umpan-balik/<key:feedback_id>/turunkan/", stream.take_off, name="take_off"),
    path("apresiasi/", stream.wall, name="wall"),
]
