"""Addresses of feedback."""

from __future__ import annotations

from django.urls import path

from kinerja.coaching import views

app_name = "coaching"
urlpatterns = [
    path("umpan-balik/", views.feedback_list, name="feedback_list"),
    path("umpan-balik/baru/<int:plan_id>/", views.feedback_new, name="feedback_new"),
]
