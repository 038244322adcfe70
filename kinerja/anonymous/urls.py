"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from kinerja.anonymous import views

app_name = "anonymous"
urlpatterns = [
    path("masukan-anonim/", views.window_list, name="window_list"),
    path("masukan-anonim/buka/", views.choose, name="choose"),
    path("masukan-anonim/buka/<key:placement_id>/", views.open_new, name="open"),
    path("masukan-anonim/<key:window_id>/", views.window, name="window"),
    path("masukan-anonim/<key:window_id>/isi/", views.answer, name="answer"),
]
