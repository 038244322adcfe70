"""Addresses of this room. The survey itself, /s/CODE, is answered by its own door."""

from __future__ import annotations

from django.urls import path

from kinerja.surveys.views import (
    comments,
    networks,
    paper,
    paper_files,
    report,
    results,
    ruling,
)

app_name = "surveys"
RESULTS = [
    path("kepuasan/", results.overview, name="overview"),
    path("kepuasan/unit/<key:unit_id>/", results.unit, name="unit"),
    path("kepuasan/unit/<key:unit_id>/laporan.pdf", report.unit_report, name="unit_report"),
    path("kepuasan/layanan/<key:service_id>/", results.result, name="result"),
    path("kepuasan/layanan/<key:service_id>/laporan.pdf", report.report, name="report"),
    path("kepuasan/layanan/<key:service_id>/komentar/", comments.comments, name="comments"),
    path(
        "kepuasan/layanan/<key:service_id>/komentar/<uuid:comment_id>/",
        comments.comment,
        name="comment",
    ),
    path("kepuasan/layanan/<key:service_id>/tanda/", ruling.ruling, name="ruling"),
    path("kepuasan/jaringan/", networks.networks, name="networks"),
    path(
        "kepuasan/jaringan/<key:network_id>/hapus/",
        networks.network_remove,
        name="network_remove",
    ),
]
PAPER = [
    path("kertas/<key:service_id>/", paper.paper, name="paper"),
    path("kertas/impor/", paper_files.paper_import, name="paper_import"),
    path("kertas/impor/templat.xlsx", paper_files.paper_template, name="paper_template"),
    path("kertas/impor/<key:paper_id>/", paper_files.paper_file, name="paper_file"),
    path(
        "kertas/impor/<key:paper_id>/simpan/",
        paper_files.paper_file_apply,
        name="paper_file_apply",
    ),
    path(
        "kertas/impor/<key:paper_id>/buang/",
        paper_files.paper_file_leave,
        name="paper_file_leave",
    ),
    path(
        "kertas/impor/<key:paper_id>/perlu-diperbaiki.xlsx",
        paper_files.paper_file_faulty,
        name="paper_file_faulty",
    ),
]
urlpatterns = [*RESULTS, *PAPER]
