"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from kinerja.complaints.views import files, lists

app_name = "complaints"
urlpatterns = [
    path("aduan/", lists.complaint_list, name="complaint_list"),
    path("aduan/impor/", files.imports, name="imports"),
    path("aduan/impor/templat.xlsx", files.template, name="template"),
    path("aduan/impor/<key:file_id>/", files.file, name="file"),
    path("aduan/impor/<key:file_id>/simpan/", files.file_apply, name="file_apply"),
    path("aduan/impor/<key:file_id>/buang/", files.file_leave, name="file_leave"),
    path("aduan/impor/<key:file_id>/perlu-diperbaiki.xlsx", files.file_faulty, name="file_faulty"),
]
