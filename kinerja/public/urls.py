"""Addresses that everybody may open."""

from __future__ import annotations

from django.urls import path

from kinerja.public import views

app_name = "public"
urlpatterns = [
    path("publik", views.home, name="home"),
    path("publik/layanan", views.services, name="services"),
    path("publik/layanan/<key:service_id>", views.service, name="service"),
    path("publik/cara-menghitung", views.method, name="method"),
    path("publik/data/<slug:data_name>.<slug:data_form>", views.open_data, name="open_data"),
]
