"""Addresses of accounts: one's own, codes, the mayor; part of the room's own, under its name."""

from __future__ import annotations

from django.urls import path

from kinerja.organization import account_views, code_views, official_views

urlpatterns = [
    path("akun/", account_views.profile, name="profile"),
    path("kode/", code_views.codes, name="codes"),
    path("kode/cetak/", code_views.print_sheet, name="code_sheet"),
    path("pejabat/", official_views.official_add, name="official_add"),
]
