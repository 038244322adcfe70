"""Addresses with arguments, for the tests of `url`."""

from __future__ import annotations

from django.urls import path

from kinerja.ui import views

urlpatterns = [
    path("hal/<int:thing>/bagian/<int:part>", views.help_page, name="thing"),
    path("lembar/<str:number>", views.help_page, name="paper"),
]
