"""Forms of guidances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinerja.dialogue.meetings import MeetingForm
from kinerja.dialogue.models import Series
from kinerja.guidance.models import Guidance
from kinerja.guidance.operations import Sessions
from kinerja.guidance.queries.rows import StatementRow
from kinerja.ui.forms import DayField, Form, KeyField, text

YEARS = range(2000, 2101)
LATER = "LATER"
ONCE = "ONCE"
RHYTHMS = [
    (LATER, "Jadwalkan nanti"),
    (ONCE, "Satu sesi dulu"),
    (Series.Rhythm.EVERY_TWO_WEEKS.value, Series.Rhythm.EVERY_TWO_WEEKS.label),
    (Series.Rhythm.MONTHLY.value, Series.Rhythm.MONTHLY.label),
]
#: what the figures of format B.1.9 mean to us; the annex names the scale alone
VALUES = [
    (1, "1, belum tampak"),
    (2, "2, mulai tampak"),
    (3, "3, cukup"),
    (4, "4, baik"),
    (5, "5, dapat menjadi contoh"),
]
AGREEMENT = [
    (1, "Tidak setuju"),
    (2, "Kurang setuju"),
    (3, "Setuju"),
    (4, "Sangat setuju"),
]


def plausible(day: dt.date) -> dt.date:
    """Return a day of our times. Raises ValidationError."""
    if day.year not in YEARS:
        raise ValidationError("Periksa tahunnya.")
    return day


class BeginForm(MeetingForm):
    """What is agreed at the beginning, and when both meet."""

    aim = text(
        "Tujuan",
        required="Tulis apa yang ingin dicapai.",
        rows=4,
        max_length=2_000,
        help_text="Apa yang akan berbeda saat bimbingan selesai?",
    )
    ends_on = DayField(
        label="Selesai", error_messages={"required": "Tulis kapan bimbingan selesai."}
    )
    rhythm = forms.ChoiceField(
        label="Sesi dengan pembimbing",
        choices=RHYTHMS,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih kapan sesi dijadwalkan."},
    )
    field_order = ["aim", "ends_on", "rhythm", "day", "time", "minutes", "place"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("day", "time", "minutes"):
            self.fields[name].required = False

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        return day and plausible(day)

    def clean_ends_on(self) -> dt.date:
        return plausible(self.cleaned_data["ends_on"])

    def clean(self) -> dict[str, Any]:
        """Sessions need a day and a time."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("rhythm", LATER) == LATER:
            return data
        for name, words in (("day", "Tulis tanggalnya."), ("time", "Tulis jamnya.")):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, words)
        if not data.get("minutes"):
            data["minutes"] = 30
        return data

    def sessions(self) -> Sessions | None:
        """Return the sessions to plan."""
        rhythm = self.cleaned_data["rhythm"]
        if rhythm == LATER:
            return None
        return Sessions(first=self.meeting(), rhythm="" if rhythm == ONCE else rhythm)


class SessionsForm(MeetingForm):
    """More sessions with the mentor."""

    rhythm = forms.ChoiceField(
        label="Berulang",
        choices=[(ONCE, "Sekali saja"), *RHYTHMS[2:]],
        widget=forms.RadioSelect,
        initial=ONCE,
        help_text="Sesi berulang dijadwalkan sampai bimbingan selesai.",
    )
    field_order = ["day", "time", "minutes", "place", "rhythm"]

    def sessions(self) -> Sessions:
        rhythm = self.cleaned_data["rhythm"]
        return Sessions(first=self.meeting(), rhythm="" if rhythm == ONCE else rhythm)


class ChangeMentorForm(Form):
    """Why somebody else guides."""

    reason = text(
        "Alasan",
        required="Tulis alasannya.",
        rows=3,
        max_length=1_000,
        help_text="Satu kalimat cukup, misalnya pindah tugas. Urusan pribadi tidak perlu ditulis.",
    )


class SearchForm(Form):
    """A part of a name."""

    cari = forms.CharField(label="Nama", required=False, max_length=60)


class MentorForm(Form):
    """Who guides, by number; 0: the one who begins it."""

    pembimbing = KeyField(required=False)


class DeclineForm(Form):
    """Why an offer is not begun: a neutral question."""

    reason = text(
        "Apa pertimbangan Anda?",
        required="Tulis pertimbangannya, satu kalimat cukup.",
        rows=3,
        max_length=1_000,
    )


class StopForm(Form):
    """Why a guidance ends before its time."""

    reason = text(
        "Mengapa dihentikan?",
        required="Tulis alasannya. Pegawai dan pembimbing membacanya.",
        rows=3,
        max_length=1_000,
    )


class FinishForm(Form):
    """What a guidance has reached."""

    outcome = forms.ChoiceField(
        label="Apakah tujuannya tercapai?",
        choices=Guidance.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )
    result = text(
        "Hasil",
        required="Tulis apa yang berubah dan apa yang dilanjutkan.",
        rows=5,
        help_text="Apa yang berubah, dan apa yang dilanjutkan sesudah bimbingan?",
    )


class ExtendForm(Form):
    """A later last day."""

    ends_on = DayField(label="Selesai", error_messages={"required": "Tulis tanggal yang baru."})

    def clean_ends_on(self) -> dt.date:
        return plausible(self.cleaned_data["ends_on"])


class CompetenceForm(Form):
    """One line of format B.1.9."""

    name = text(
        "Kompetensi",
        required="Tulis nama kompetensinya.",
        max_length=120,
        help_text="Misalnya Komunikasi, Orientasi pada hasil, atau Pelayanan publik.",
    )
    value = forms.TypedChoiceField(
        label="Nilai",
        choices=VALUES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih nilai 1 sampai 5."},
    )
    reason = text(
        "Alasan",
        required="Tulis alasannya, dengan contoh yang Anda lihat.",
        rows=3,
        max_length=2_000,
        help_text="Sebut apa yang Anda lihat, bukan sifat orangnya.",
    )


class NamedForm(Form):
    """A competence that is rated again."""

    kompetensi = forms.CharField(required=False, max_length=120)


class StatementsForm(Form):
    """The nine statements, and a word besides."""

    words = text(
        "Yang ingin Anda tambahkan",
        required=False,
        rows=4,
        max_length=2_000,
    )

    def __init__(self, *args: Any, rows: Sequence[StatementRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[f"s{row.no}"] = forms.TypedChoiceField(
                label=f"{row.no}. {row.text}",
                choices=AGREEMENT,
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={
                    "required": "Pilih salah satu jawaban.",
                    "invalid_choice": "Pilih salah satu jawaban.",
                },
            )
        self.order_fields([*(f"s{row.no}" for row in rows), "words"])
        self.numbers = [row.no for row in rows]

    def values(self) -> dict[int, int]:
        """Return the answers by number."""
        return {no: self.cleaned_data[f"s{no}"] for no in self.numbers}


class WordingForm(Form):
    """The wording of one statement."""

    text = text("Rumusan", required="Tulis rumusannya.", rows=2, max_length=300)
    is_verified = forms.BooleanField(
        label="Sudah dibandingkan dengan naskah resmi format B.1.8", required=False
    )


class Filters(Form):
    """Which list, which page."""

    tab = forms.ChoiceField(
        choices=[("", ""), ("tim", ""), ("usul", ""), ("jawaban", "")], required=False
    )
    hal = forms.IntegerField(min_value=1, max_value=10_000, required=False)
