"""Addresses of the public check."""

from __future__ import annotations

from django.urls import path

from kinerja.documents import views

app_name = "documents"
urlpatterns = [
    path("periksa", views.verification_typed, name="verification_typed"),
    path("periksa/", views.verification_form, name="verification_form"),
    path("periksa/<str:public_id>/", views.verification, name="verification"),
]
