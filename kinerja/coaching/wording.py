"""Kinds, roles and readers of feedback in words."""

from __future__ import annotations

from kinerja.coaching.models import Feedback

KINDS = dict(Feedback.Kind.choices)
#: how a role reads after a name
ROLES = {
    "PEJABAT_PENILAI": "pejabat penilai",
    "ATASAN_PENILAI": "pimpinan di atas penilai",
    "REKAN": "rekan",
    "BAWAHAN": "bawahan",
    "PENERIMA_LAYANAN": "penerima layanan",
    "DIRI": "diri sendiri",
}
