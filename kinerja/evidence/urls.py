"""Addresses of realization and evidence."""

from __future__ import annotations

from django.urls import path

from kinerja.evidence.views import attaching, progress, sources

app_name = "evidence"
SHEET = "progres/<key:plan_id>/<key:period_id>/"
urlpatterns = [
    path("progres/", progress.progress, name="progress"),
    path("progres/periode/<key:period_id>/", progress.own_sheet, name="own_sheet"),
    path(SHEET, progress.sheet, name="sheet"),
    path(f"{SHEET}kirim/", progress.send, name="send"),
    path(f"{SHEET}<key:indicator_id>/simpan/", progress.save, name="save"),
    path(f"{SHEET}<key:indicator_id>/draf/", progress.draft, name="draft"),
    path(f"{SHEET}<key:indicator_id>/bukti/", attaching.attach, name="attach"),
    path(f"{SHEET}<key:indicator_id>/sumber/", sources.source, name="source"),
    path(f"{SHEET}<key:indicator_id>/sumber/akhiri/", sources.source_end, name="source_end"),
    path("skp/<key:plan_id>/sumber/<key:indicator_id>/", sources.planned, name="planned"),
    path(
        "skp/<key:plan_id>/sumber/<key:indicator_id>/akhiri/",
        sources.planned_end,
        name="planned_end",
    ),
    path("bukti/<key:evidence_id>/", attaching.open_file, name="file"),
    path("bukti/lepas/<key:use_id>/", attaching.detach, name="detach"),
]
