"""Addresses of the import; `organization.urls` takes them in."""

from __future__ import annotations

from django.urls import path

from kinerja.organization import import_views as views

urlpatterns = [
    path("impor/", views.imports, name="imports"),
    path("impor/templat/<slug:subject>.xlsx", views.import_template, name="import_template"),
    path("impor/<key:import_id>/", views.import_detail, name="import_detail"),
    path("impor/<key:import_id>/terapkan/", views.import_apply, name="import_apply"),
    path("impor/<key:import_id>/perlu-diperbaiki.xlsx", views.import_faulty, name="import_faulty"),
]
