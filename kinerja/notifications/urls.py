"""Addresses of one's messages."""

from __future__ import annotations

from django.urls import path

from kinerja.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifikasi/", views.notification_list, name="notification_list"),
    path("notifikasi/<key:notification_id>/", views.notification_open, name="notification_open"),
    path("notifikasi/pengaturan/", views.preference, name="preference"),
    path("notifikasi/dibaca/", views.mark_all_read, name="mark_all_read"),
]
