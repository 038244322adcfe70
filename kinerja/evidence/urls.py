"""Addresses of realization and evidence."""

from __future__ import annotations

from django.urls import path

from kinerja.evidence.views import attaching, progress, sources

app_name = "evidence"
SHEET = "progres/<int:plan_id>/<int:period_id>/"
urlpatterns = [
    path("progres/", progress.progress, name="progress"),
    path("progres/periode/<int:period_id>/", progress.own_sheet, name="own_sheet"),
    path(SHEET, progress.sheet, name="sheet"),
    path(f"{SHEET}kirim/", progress.send, name="send"),
    path(f"{SHEET}<int:indicator_id>/simpan/", progress.save, name="save"),
    path(f"{SHEET}<int:indicator_id>/draf/", progress.draft, name="draft"),
    path(f"{SHEET}<int:indicator_id>/bukti/", attaching.attach, name="attach"),
    path(f"{SHEET}<int:indicator_id>/sumber/", sources.source, name="source"),
    path(f"{SHEET}<int:indicator_id>/sumber/akhiri/", sources.source_end, name="source_end"),
    path("skp/<int:plan_id>/sumber/<int:indicator_id>/", sources.planned, name="planned"),
    path(
        "skp/<int:plan_id>/sumber/<int:indicator_id>/akhiri/",
        sources.planned_end,
        name="planned_end",
    ),
    path("bukti/<int:evidence_id>/", attaching.open_file, name="file"),
    path("bukti/lepas/<int:use_id>/", attaching.detach, name="detach"),
]
