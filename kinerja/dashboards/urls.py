"""Addresses of Beranda, the stages and the trail."""

from __future__ import annotations

from django.urls import path

from kinerja.dashboards.views import home, stages, trail

app_name = "dashboards"
urlpatterns = [
    path("", home.home, name="home"),
    path("kemajuan/", stages.stages, name="stages"),
    path("kemajuan/<key:unit_id>/", stages.stage_of_unit, name="stage_of_unit"),
    path("jejak/", trail.audit, name="audit"),
    path("siapa-melihat/", trail.readings, name="readings"),
]
