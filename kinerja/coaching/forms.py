"""The forms of feedback: giving, asking, reporting, answering."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinerja.coaching.about import BEHAVIOR, EVIDENCE, GENERAL, RESULT, About, read_about
from kinerja.coaching.models import Feedback
from kinerja.coaching.queries.subjects import EvidenceName, ResultName
from kinerja.ui.forms import Form, text
from regulation.behavior import CoreValue

LONGEST = 1_200
LONGEST_WORDS = 120
KINDS = Feedback.Kind
VISIBILITIES = {
    "RECEIVER": "Hanya penerima",
    "LEADERS": "Penerima dan pimpinannya",
    "UNIT": "Dinding apresiasi",
}
Choices = list[tuple[str, Any]]


def subject_choices(
    results: list[ResultName], evidence: list[EvidenceName], *, empty: str = ""
) -> Choices:
    """Return what one may choose, in groups as the plan has them."""
    choices: Choices = [(GENERAL, empty or "Pekerjaan secara umum")]
    if results:
        choices.append(
            ("Hasil kerja", [(f"{RESULT}-{row.result_id}", _short(row.text)) for row in results])
        )
    choices.append(("Perilaku kerja", [(f"{BEHAVIOR}-{one}", one.label) for one in CoreValue]))
    if evidence:
        named = {f"{EVIDENCE}-{row.evidence_id}": _short(row.name) for row in evidence}
        choices.append(("Bukti", list(named.items())))
    return choices


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1].rstrip()}…"


class FeedbackForm(Form):
    """Who reads it comes first; then the template: situation, behavior, effect."""

    visibility = forms.ChoiceField(
        label="Siapa yang membacanya?",
        widget=forms.RadioSelect,
        choices=list(VISIBILITIES.items()),
        error_messages={"required": "Pilih dulu siapa yang membacanya."},
        help_text="Tidak bisa diubah setelah terkirim.",
    )
    kind = forms.ChoiceField(
        label="Jenis",
        choices=KINDS.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih jenis umpan baliknya."},
    )
    about = forms.ChoiceField(
        label="Tentang", error_messages={"required": "Pilih apa yang Anda maksud."}
    )
    situation = text(
        "Situasi",
        required=False,
        rows=2,
        max_length=LONGEST,
        help_text="Kapan dan di mana. Misalnya: Senin pagi, antrean loket 3 penuh.",
    )
    behavior = text(
        "Perilaku",
        required="Tulis perilaku yang Anda lihat.",
        rows=3,
        max_length=LONGEST,
        help_text="Apa yang Anda lihat atau dengar, tanpa menebak maksudnya.",
    )
    impact = text(
        "Dampak",
        required=False,
        rows=2,
        max_length=LONGEST,
        help_text="Akibatnya bagi warga, tim, atau pekerjaan.",
    )
    spoken_by = text(
        "Kata penerima layanan",
        required=False,
        max_length=120,
        help_text="Isi hanya jika Anda menuliskan ucapan warga atau pengguna layanan."
        " Misalnya: Warga, loket 2.",
    )

    def __init__(
        self,
        *args: Any,
        subjects: Choices,
        is_own: bool = False,
        may_type: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        about, visibility = self.fields["about"], self.fields["visibility"]
        assert isinstance(about, forms.ChoiceField)
        assert isinstance(visibility, forms.ChoiceField)
        about.choices = subjects
        if is_own:
            visibility.choices = [pair for pair in VISIBILITIES.items() if pair[0] != "UNIT"]
        if not may_type:
            del self.fields["spoken_by"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_wall = given.get("visibility") == Feedback.Visibility.UNIT
        if is_wall and given.get("kind") not in {None, KINDS.APRESIASI}:
            message = "Dinding hanya untuk apresiasi. Pilih pembaca lain atau jenis Apresiasi."
            self.add_error("visibility", ValidationError(message))
        return given

    def subject(self) -> About:
        """Return what was chosen."""
        return read_about(self.cleaned_data["about"])

    def words(self) -> str:
        """Return the three parts as one text, a paragraph each."""
        given = self.cleaned_data
        parts = (given["situation"], given["behavior"], given["impact"])
        return "\n".join(part.strip() for part in parts if part.strip())


class RequestForm(Form):
    """What one would like to hear."""

    about = forms.ChoiceField(
        label="Tentang", error_messages={"required": "Pilih apa yang Anda maksud."}
    )
    question = text(
        "Pertanyaan Anda",
        required=False,
        rows=3,
        max_length=600,
        help_text="Satu pertanyaan yang jelas lebih mudah dijawab."
        " Misalnya: Apa yang bisa saya perbaiki dari rekap harian?",
    )

    def __init__(self, *args: Any, subjects: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = self.fields["about"]
        assert isinstance(about, forms.ChoiceField)
        about.choices = subjects

    def subject(self) -> About:
        """Return what was chosen."""
        return read_about(self.cleaned_data["about"])


class ReportForm(Form):
    """Why the words go too far."""

    reason = text(
        "Apa yang melampaui batas?",
        required="Tulis apa yang melampaui batas.",
        rows=3,
        max_length=1_000,
    )


class AnswerForm(Form):
    """Kept or covered, and why."""

    decision = forms.ChoiceField(
        label="Keputusan",
        widget=forms.RadioSelect,
        choices=[("KEPT", "Tetap ditampilkan"), ("COVERED", "Tutup tulisan ini")],
        error_messages={"required": "Pilih keputusannya."},
    )
    answer = text(
        "Alasan",
        required="Tulis alasan keputusan ini.",
        rows=3,
        max_length=1_000,
        help_text="Dibaca oleh pelapor dan penulisnya.",
    )


class SearchForm(Form):
    """Part of a colleague's name, and what the feedback will be about."""

    cari = text("Nama rekan", required=False, max_length=100)
    tentang = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)


class StreamFilter(Form):
    """Which stream, which page."""

    tab = forms.ChoiceField(
        choices=[("", ""), ("diberikan", ""), ("permintaan", "")], required=False
    )
    hal = forms.IntegerField(min_value=1, max_value=10_000, required=False)


class PageFilter(Form):
    """Which page."""

    hal = forms.IntegerField(min_value=1, max_value=10_000, required=False)
