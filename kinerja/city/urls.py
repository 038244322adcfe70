"""Addresses of the city's settings."""

from __future__ import annotations

from django.urls import path

from kinerja.city import views

app_name = "city"
urlpatterns = [
    path("pengaturan/", views.city_settings, name="settings"),
    path("pengaturan/email/", views.mail_test, name="mail_test"),
    path("lambang", views.logo, name="logo"),
]
