"""Addresses of this room. Everything lies below /konseling/, where the key's cookie is sent."""

from __future__ import annotations

from django.urls import path

from kinerja.counseling.views import asking, cases, keys, notes, recovery

app_name = "counseling"
CASE = "konseling/<key:case_id>/"
MEETING = "konseling/pertemuan/<key:meeting_id>/"
urlpatterns = [
    path("konseling/", cases.case_list, name="case_list"),
    path("konseling/minta/", asking.ask, name="ask"),
    path("konseling/rujuk/", asking.refer_whom, name="refer_whom"),
    path("konseling/rujuk/<key:placement_id>/", asking.refer, name="refer"),
    path(CASE, cases.case, name="case"),
    path(f"{CASE}terima/", cases.accept, name="accept"),
    path(f"{CASE}tolak/", cases.decline, name="decline"),
    path(f"{CASE}tarik/", cases.withdraw, name="withdraw"),
    path(f"{CASE}akhiri/", cases.leave, name="leave"),
    path(f"{CASE}tutup/", cases.close, name="close"),
    path(f"{CASE}beritahu/", cases.tell, name="tell"),
    path(f"{CASE}catatan/", notes.note_add, name="note_add"),
    path(f"{CASE}pertemuan/", cases.meeting_add, name="meeting_add"),
    path(f"{MEETING}berlangsung/", cases.meeting_hold, name="meeting_hold"),
    path(f"{MEETING}batal/", cases.meeting_cancel, name="meeting_cancel"),
    path("konseling/kunci/", keys.key, name="key"),
    path("konseling/kunci/buat/", keys.key_make, name="key_make"),
    path("konseling/kunci/buka/", keys.unlock, name="unlock"),
    path("konseling/kunci/tutup/", keys.lock, name="lock"),
    path("konseling/kunci/ganti/", keys.key_change, name="key_change"),
    path("konseling/kunci/hilang/", keys.key_lost, name="key_lost"),
    path("konseling/kunci/pahami/", keys.understand, name="understand"),
    path("konseling/pemulihan/", recovery.recovery, name="recovery"),
    path("konseling/pemulihan/buat/", recovery.recovery_make, name="recovery_make"),
]
