"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from kinerja.guidance import views

app_name = "guidance"
ONE = "bimbingan/<key:guidance_id>/"
POST = "bimbingan/baru/<key:placement_id>/"
urlpatterns = [
    path("bimbingan/", views.guidance_list, name="guidance_list"),
    path(POST, views.begin, name="begin"),
    path(f"{POST}pembimbing/", views.choose_mentor, name="choose_mentor"),
    path("bimbingan/pernyataan/", views.wording, name="wording"),
    path("bimbingan/pernyataan/<int:no>/", views.word, name="word"),
    path(ONE, views.guidance, name="guidance"),
    path(f"{ONE}tidak-dimulai/", views.decline, name="decline"),
    path(f"{ONE}ganti-pembimbing/", views.change_mentor, name="change_mentor"),
    path(f"{ONE}sesi/", views.sessions, name="sessions"),
    path(f"{ONE}kompetensi/", views.rate, name="rate"),
    path(f"{ONE}format-b19/", views.competences, name="competences"),
    path(f"{ONE}perpanjang/", views.extend, name="extend"),
    path(f"{ONE}selesai/", views.finish, name="finish"),
    path(f"{ONE}hentikan/", views.stop, name="stop"),
    path(f"{ONE}pernyataan/", views.statements, name="statements"),
    path(f"{ONE}jawaban/", views.answers, name="answers"),
]
