"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from kinerja.improvements.views import lists, moving, writing

app_name = "improvements"
ONE = "tindak-lanjut/<key:improvement_id>/"
urlpatterns = [
    path("tindak-lanjut/", lists.improvement_list, name="improvement_list"),
    path("tindak-lanjut/baru/", writing.improvement_new, name="improvement_new"),
    path(ONE, moving.improvement, name="improvement"),
    path(f"{ONE}ubah/", writing.improvement_edit, name="improvement_edit"),
    path(f"{ONE}selesai/", moving.improvement_finish, name="improvement_finish"),
    path(f"{ONE}belum-bisa/", moving.improvement_drop, name="improvement_drop"),
]
