"""Addresses of arrival and of one's own account."""

from __future__ import annotations

from django.urls import path

from kinerja.accounts import views

app_name = "accounts"
urlpatterns = [
    path("masuk", views.sign_in, name="sign_in"),
    path("keluar", views.sign_out, name="sign_out"),
    path("aktivasi", views.activate, name="activate"),
    path("lupa-sandi", views.forgot, name="forgot"),
    path("akun/kata-sandi", views.change_password, name="change_password"),
    path("akun/privasi", views.privacy, name="privacy"),
    path("akun/keluar-semua", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("akun/tampilan", views.theme, name="theme"),
]
