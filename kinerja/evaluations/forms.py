"""What people type into evaluations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms

from kinerja.evaluations.models import Evaluation, OrganizationRating
from kinerja.ui.format import number
from kinerja.ui.forms import LONGEST_TEXT, DayField, Form, text
from regulation.grade import Rating

#: the three questions on each result: the key in the stored answers and what is asked
QUESTIONS = (
    ("reached", "Apa yang tercapai?"),
    ("hindered", "Apa yang menghambat?"),
    ("needed", "Bantuan apa yang dibutuhkan?"),
)
#: ids and version numbers of a form have fewer digits
LONGEST = 10
#: letters of a window's mark
WINDOW = 36
RATINGS = frozenset(Rating.__members__)


@dataclass(slots=True)
class Texts:
    """Many texts of one page, whose names depend on the plan: read, cleaned and checked at once.

    Form fields would cost more than all else of the page; limits and messages are the same.
    """

    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, data: Mapping[str, Any], names: Iterable[str]) -> Texts:
        """Take the named texts; unknown names are left where they are."""
        texts = cls()
        for name in names:
            written = str(data.get(name, "")).replace("\r\n", "\n").strip()
            texts.values[name] = written
            if "\x00" in written:
                texts.errors[name] = "Ada huruf yang tidak bisa disimpan. Tulis ulang bagian ini."
            elif len(written) > LONGEST_TEXT:
                texts.errors[name] = (
                    f"Paling banyak {number(LONGEST_TEXT)} huruf. Sekarang {number(len(written))}."
                )
        return texts

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")


def whole(written: Any) -> int:
    """Read a hidden whole number; nonsense is 0."""
    digits = str(written)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < LONGEST else 0


def window(data: Mapping[str, Any]) -> str:
    """Read which window of a browser sent this; what no page of ours wrote is none."""
    written = str(data.get("window", ""))
    return written if written.isascii() and written.isalnum() and len(written) <= WINDOW else ""


def rating(written: Any) -> str:
    """Read one of the three ratings; nonsense is no rating."""
    return str(written) if written in RATINGS else ""


@dataclass(slots=True)
class SelfAnswers:
    """The self-evaluation as the form holds it."""

    texts: Texts
    results: list[int]
    window: str
    lock_no: int

    @classmethod
    def posted(cls, data: Mapping[str, Any], results: list[int]) -> SelfAnswers:
        """Read what was typed, for the results of this plan only."""
        names = [f"{key}-{one}" for one in results for key, _ in QUESTIONS]
        return cls(
            Texts.read(data, [*names, "summary"]),
            results,
            window(data),
            whole(data.get("lock_no", "")),
        )

    @classmethod
    def stored(cls, content: Mapping[str, Any], results: list[int], lock_no: int) -> SelfAnswers:
        """Take what was saved."""
        told = content.get("results", {})
        values = {
            f"{key}-{one}": told.get(str(one), {}).get(key, "")
            for one in results
            for key, _ in QUESTIONS
        }
        return cls(Texts({**values, "summary": content.get("summary", "")}), results, "", lock_no)

    @property
    def content(self) -> dict[str, Any]:
        """Return the answers as they are stored."""
        told = {
            str(one): {key: self.texts[f"{key}-{one}"] for key, _ in QUESTIONS}
            for one in self.results
        }
        return {"results": told, "summary": self.texts["summary"], "window": self.window}


REASONS = ("result_reason", "behavior_reason", "recommendation")


@dataclass(slots=True)
class RatingAnswers:
    """The evaluator's unfinished judgement as the form holds it."""

    texts: Texts
    result_rating: str
    behavior_rating: str
    marks: dict[str, str]
    results: list[int]
    window: str
    lock_no: int

    @classmethod
    def posted(cls, data: Mapping[str, Any], results: list[int]) -> RatingAnswers:
        """Read what was chosen and typed, for the results of this plan only."""
        return cls(
            Texts.read(data, [*REASONS, *(f"note-{one}" for one in results)]),
            rating(data.get("result_rating")),
            rating(data.get("behavior_rating")),
            {str(one): rating(data.get(f"mark-{one}")) for one in results},
            results,
            window(data),
            whole(data.get("lock_no", "")),
        )

    @classmethod
    def stored(
        cls, *, notes: Mapping[str, Any], ratings: tuple[str, str], results: list[int], lock_no: int
    ) -> RatingAnswers:
        """Take what was saved."""
        values = {name: notes.get(name, "") for name in REASONS}
        values |= {f"note-{one}": notes.get("notes", {}).get(str(one), "") for one in results}
        return cls(Texts(values), *ratings, dict(notes.get("marks", {})), results, "", lock_no)

    @property
    def notes(self) -> dict[str, Any]:
        """Return what is stored beside the two ratings."""
        return {
            **{name: self.texts[name] for name in REASONS},
            "marks": {key: value for key, value in self.marks.items() if value},
            "notes": {
                str(one): self.texts[f"note-{one}"]
                for one in self.results
                if self.texts[f"note-{one}"]
            },
            "window": self.window,
        }


class Correction(Form):
    """Why a delivered result changes."""

    correction_reason = text(
        "Alasan koreksi", rows=3, required="Tulis alasan koreksi. Alasan ini dibaca pegawai."
    )


class Receipt(Form):
    """A word of the employee at the receipt."""

    note = text(
        "Catatan Anda",
        rows=3,
        required=False,
        help_text="Menerima bukan berarti setuju. Hak keberatan tetap ada.",
    )


class PaperReceipt(Form):
    """What the evaluator records of a receipt on paper."""

    received_on = DayField(label="Tanggal tanda terima")
    note = text("Catatan", rows=2, required=False)


class RefusedReceipt(Form):
    """What the evaluator records of a refusal."""

    note = text(
        "Apa yang terjadi",
        rows=2,
        required="Tulis bagaimana penolakan itu terjadi dan siapa yang menyaksikan.",
    )


class NotRated(Form):
    """Why nobody is rated here."""

    reason = forms.ChoiceField(
        label="Alasan tidak dinilai",
        choices=Evaluation.NotRatedReason.choices,
        widget=forms.RadioSelect,
    )


class OrganizationForm(Form):
    """What an organisation achieved, and on which ground."""

    value = forms.ChoiceField(
        label="Capaian kinerja organisasi",
        choices=OrganizationRating.Value.choices,
        widget=forms.RadioSelect,
    )
    source = text(
        "Dasar penetapan",
        rows=3,
        required="Tulis dasar penetapannya.",
        help_text="Contoh: Keputusan Nomor 800/21/2026, atau rapat evaluasi 5 Oktober 2026.",
    )
    lock_no = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)


class OutcomeForm(Form):
    """Why this plan's predikat counts for the year."""

    reason = text("Alasan memilih", rows=2, required="Tulis mengapa SKP ini yang dipakai.")


class ListFilter(Form):
    """Filters of the lists; the names are read in addresses, so Indonesian."""

    tahun = forms.IntegerField(required=False, min_value=2000, max_value=2200)
    periode = forms.IntegerField(required=False, min_value=0, max_value=12)
    hal = forms.IntegerField(required=False, min_value=1, max_value=10_000)
    tahap = forms.ChoiceField(
        required=False,
        choices=[(key, key) for key in ("menunggu", "diserahkan", "selesai")],
    )

    def value(self, name: str) -> Any:
        """Return a filter that was given and makes sense; None otherwise."""
        self.full_clean()
        return self.cleaned_data.get(name) if name in self.cleaned_data else None
