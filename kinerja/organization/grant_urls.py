"""Addresses of roles; part of the room's own, under its name."""

from __future__ import annotations

from django.urls import path

from kinerja.organization import grant_views

urlpatterns = [
    path("peran/", grant_views.grants, name="grants"),
    path("peran/beri/<key:user_id>/", grant_views.grant_add, name="grant_add"),
    path("peran/<key:grant_id>/akhiri/", grant_views.grant_end, name="grant_end"),
]
