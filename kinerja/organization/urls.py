"""Addresses of people and units; codes, roles and imports have their own, under the same name."""

from __future__ import annotations

from django.urls import path

from kinerja.organization import line_views, people_views, unit_views

urlpatterns = [
    path("pegawai/", people_views.people, name="people"),
    path("pegawai/<key:employee_id>/", people_views.person, name="person"),
    path("pegawai/<key:employee_id>/data/", people_views.person_edit, name="person_edit"),
    path("pegawai/<key:employee_id>/akhiri/", people_views.person_end, name="person_end"),
    path("pegawai/<key:employee_id>/jabatan/", people_views.placement_add, name="placement_add"),
    path(
        "pegawai/<key:employee_id>/penilai-salah/",
        people_views.wrong_evaluator,
        name="wrong_evaluator",
    ),
    path("jabatan/<key:placement_id>/akhiri/", people_views.placement_end, name="placement_end"),
    path("jabatan/<key:placement_id>/penilai/", line_views.line_add, name="line_add"),
    path("penilai-khusus/<key:line_id>/akhiri/", line_views.line_end, name="line_end"),
    path("unit/", unit_views.units, name="units"),
    path("unit/<key:unit_id>/", unit_views.unit, name="unit"),
    path("unit/<key:unit_id>/ubah/", unit_views.unit_edit, name="unit_edit"),
    path("unit/<key:unit_id>/kepala/", unit_views.unit_head, name="unit_head"),
    path("unit/<key:unit_id>/pindah/", unit_views.unit_move, name="unit_move"),
    path("unit/<key:unit_id>/bubarkan/", unit_views.unit_dissolve, name="unit_dissolve"),
]
