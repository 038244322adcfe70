"""Addresses of the performance year."""

from __future__ import annotations

from django.urls import path

from kinerja.cycles import views

app_name = "cycles"
urlpatterns = [
    path("tahun/", views.year_list, name="year_list"),
    path("tahun/siapkan/", views.year_prepare, name="year_prepare"),
    path("tahun/<key:year_id>/", views.year_detail, name="year"),
    path("tahun/<key:year_id>/tanggal/", views.year_dates, name="year_dates"),
    path("tahun/periode/<key:period_id>/tutup/", views.period_close, name="period_close"),
    path("tahun/periode/<key:period_id>/buka-lagi/", views.period_reopen, name="period_reopen"),
    path("tahun/libur/", views.holiday_list, name="holiday_list"),
    path("tahun/libur/<key:holiday_id>/hapus/", views.holiday_remove, name="holiday_remove"),
    path("tahun/aturan/", views.policy_list, name="policy_list"),
    path("tahun/aturan/<slug:name>/", views.policy_edit, name="policy_edit"),
]
