"""Addresses of this room."""

from __future__ import annotations

from django.urls import path

from kinerja.services.views import counters, questions, services

app_name = "services"
urlpatterns = [
    path("layanan/", services.service_list, name="service_list"),
    path("layanan/baru/", services.service_new, name="service_new"),
    path("layanan/<key:service_id>/", services.service, name="service"),
    path("layanan/<key:service_id>/ubah/", services.service_edit, name="service_edit"),
    path("layanan/<key:service_id>/tutup/", services.service_close, name="service_close"),
    path("layanan/<key:service_id>/buka-lagi/", services.service_reopen, name="service_reopen"),
    path("layanan/<key:service_id>/loket/", counters.counter_new, name="counter_new"),
    path("layanan/<key:service_id>/pertanyaan/", questions.question_new, name="question_new"),
    path("layanan/pertanyaan/<key:question_id>/", questions.question_end, name="question_end"),
    path("loket/<key:counter_id>/ubah/", counters.counter_edit, name="counter_edit"),
    path("loket/<key:counter_id>/tutup/", counters.counter_close, name="counter_close"),
    path("loket/<key:counter_id>/buka-lagi/", counters.counter_reopen, name="counter_reopen"),
    path("loket/<key:counter_id>/kode/", counters.code_new, name="code_new"),
    path("loket/<key:counter_id>/poster.pdf", counters.poster, name="poster"),
]
