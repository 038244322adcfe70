"""Addresses of the kit itself."""

from __future__ import annotations

from django.urls import path

from kinerja.ui import views

app_name = "ui"
urlpatterns = [
    path("gaya/", views.style, name="style"),
    path("bantuan", views.help_page, name="help"),
]
