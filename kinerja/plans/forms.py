"""The forms of a plan. Names of fields are read by people in the page, so Indonesian."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from kinerja.plans import targets
from kinerja.plans.queries import BehaviorRow, Content, IndicatorRow, ResultView
from kinerja.plans.targets import guessed_accumulation, parse_target
from kinerja.plans.values import IndicatorValues, ResultValues, Target
from kinerja.ui.forms import LONGEST_TEXT, Form, text
from regulation.behavior import CoreValue
from regulation.plan import AnnexPart, Aspect

Choices = Sequence[tuple[str, str]]
KINDS = (("UTAMA", "Utama"), ("TAMBAHAN", "Tambahan"))
TARGET_KINDS = (
    (targets.AUTO, "Kenali sendiri"),
    (targets.NUMBER, "Angka"),
    (targets.DAY, "Tanggal"),
    (targets.TEXT, "Uraian"),
)
DIRECTIONS = (
    ("", "Kenali sendiri"),
    ("HIGHER", "Makin tinggi makin baik"),
    ("LOWER", "Makin rendah makin baik"),
)
ACCUMULATIONS = (
    ("", "Kenali sendiri"),
    ("TOTAL", "Dijumlahkan sepanjang tahun"),
    ("LATEST", "Nilai periode terakhir"),
)
LONGEST_REASON = 500


def _select(label: str, choices: Choices, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False, **options)


class Offers(NamedTuple):
    """What the selects of a result offer: (id or name, words)."""

    parents: list[tuple[str, str]]
    givers: list[tuple[str, str]]
    perspectives: list[tuple[str, str]]


class ResultForm(Form):
    """One planned result: the wording, whom it serves, who assigned it."""

    teks = text("Rencana hasil kerja", required=False, rows=2, max_length=2_000)
    jenis = forms.ChoiceField(
        label="Jenis hasil kerja",
        choices=KINDS,
        initial="UTAMA",
        widget=forms.RadioSelect,
        required=False,
    )
    induk = _select("Hasil kerja pimpinan yang didukung", ())
    alasan_tanpa_induk = text(
        "Alasan jika tidak ada yang didukung", required=False, max_length=LONGEST_REASON
    )
    perspektif = _select("Perspektif", ())
    penugasan = _select("Penugasan dari", ())

    def __init__(
        self,
        *args: Any,
        offers: Offers,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("induk", offers.parents, "Belum dipilih")
        self._offer("perspektif", offers.perspectives, "Belum dipilih")
        self._offer("penugasan", offers.givers, "Tidak disebut")

    def _offer(self, name: str, choices: Choices, nothing: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", nothing), *choices]

    @property
    def values(self) -> ResultValues:
        """What the form says; only after is_valid()."""
        said = self.cleaned_data
        return ResultValues(
            text=said["teks"].strip(),
            kind=said["jenis"] or "UTAMA",
            perspective=said["perspektif"],
            parent_result_id=_id(said["induk"]),
            no_parent_reason=said["alasan_tanpa_induk"].strip(),
            assigned_by_id=_id(said["penugasan"]),
        )


def _id(chosen: str) -> int | None:
    return int(chosen) if chosen else None


class IndicatorForm(Form):
    """One indicator with its target in one field."""

    teks = text("Indikator", required=False, max_length=1_000)
    aspek = _select("Aspek", (("", "Pilih aspek"), *Aspect.choices()))
    target = text("Target", required=False, max_length=1_000)
    satuan = text("Satuan", required=False, max_length=60)
    bentuk = _select("Bentuk target", TARGET_KINDS)
    arah = _select("Arah", DIRECTIONS)
    akumulasi = _select("Cara menghitung setahun", ACCUMULATIONS)

    def __init__(self, *args: Any, row: IndicatorRow, lenient: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"i{row.indicator_id}", initial=_initial(row), **kwargs)
        self.row = row
        self._lenient = lenient

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        try:
            self.read = parse_target(
                said.get("target", ""), unit=said.get("satuan", ""), kind=said.get("bentuk", "")
            )
        except ValidationError as error:
            self.read = Target(text=said.get("target", ""))
            if not self._lenient:  # autosave never corrects anybody: the words are kept as words
                self.add_error("target", error)
        return said

    @property
    def values(self) -> IndicatorValues:
        """What the form says; only after is_valid()."""
        said, read = self.cleaned_data, self.read
        unit = "" if read.text or read.day else read.unit
        return IndicatorValues(
            text=said["teks"].strip(),
            aspect=said["aspek"],
            target=read.number,
            target_date=read.day,
            target_text=read.text,
            unit=unit,
            direction=read.direction or said["arah"] or "HIGHER",
            accumulation=said["akumulasi"] or guessed_accumulation(unit, read),
        )


def _initial(row: IndicatorRow) -> dict[str, Any]:
    """What the fields show; what the system would guess by itself stays on "Kenali sendiri"."""
    stored = Target(number=row.target, day=row.target_date, text=row.target_text, unit=row.unit)
    accumulation = row.accumulation if row.shown_target else ""
    is_guess = accumulation == guessed_accumulation(row.unit, stored)
    return {
        "teks": row.text,
        "aspek": row.aspect,
        "target": row.written_target,
        "satuan": row.unit,
        "bentuk": targets.AUTO if _is_plain(row) else targets.TEXT,
        "arah": "" if row.direction == "HIGHER" else row.direction,
        "akumulasi": "" if is_guess else accumulation,
    }


def _is_plain(row: IndicatorRow) -> bool:
    """Say whether the words would be read as words again without being told so."""
    if not row.target_text:
        return True
    try:
        return parse_target(row.target_text).text == row.target_text
    except ValidationError:
        return False


class ResultSheet:
    """A result with all its indicators: what one page of the editor edits and saves at once."""

    def __init__(
        self,
        view: ResultView,
        *,
        offers: Offers,
        data: Mapping[str, Any] | None = None,
        lenient: bool = False,
    ) -> None:
        self.view = view
        self.form = ResultForm(data, initial=_result_initial(view), offers=offers)
        self.rows = [
            IndicatorForm(data, row=row, lenient=lenient)
            for row in view.indicators
            # A row that another tab has added since is not in this form: it stays as it is.
            if data is None or f"i{row.indicator_id}-teks" in data
        ]

    def is_valid(self) -> bool:
        valid = [form.is_valid() for form in self.forms]  # all of them, so that all errors show
        return all(valid)

    @property
    def forms(self) -> list[Form]:
        return [self.form, *self.rows]

    @property
    def values(self) -> ResultValues:
        return self.form.values

    @property
    def indicators(self) -> dict[int, IndicatorValues]:
        return {form.row.indicator_id: form.values for form in self.rows}

    @property
    def errors(self) -> list[tuple[str, str]]:
        """(field's id, sentence) of all that must be mended."""
        return [
            (
                bound.id_for_label or bound.auto_id,
                f"{bound.label}: {' '.join(map(str, bound.errors))}",
            )
            for form in self.forms
            for bound in form
            if bound.errors
        ]


def _result_initial(view: ResultView) -> dict[str, Any]:
    row = view.row
    return {
        "teks": row.text,
        "jenis": row.kind,
        "induk": str(row.parent_result_id or ""),
        "alasan_tanpa_induk": row.no_parent_reason,
        "perspektif": row.perspective,
        "penugasan": str(row.assigned_by_id or ""),
    }


class VersionForm(Form):
    """The version a form was drawn from."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_147_483_647)


class BehaviorForm(VersionForm):
    """What is expected for each core value."""

    def __init__(self, *args: Any, rows: Iterable[BehaviorRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            field = text(row.value.label, required=False, rows=2, max_length=1_000)
            field.initial = row.expectation
            self.fields[row.core_value.lower()] = field
            _mark_limit(field, 1_000)

    @property
    def expectations(self) -> dict[CoreValue, str]:
        said = self.cleaned_data
        return {value: said[value.lower()].strip() for value in CoreValue if value.lower() in said}


class AnnexForm(VersionForm):
    """The three parts of the annex, one line a row."""

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, lines in content.annex_parts():
            field = text(part.label, required=False, rows=4, max_length=LONGEST_TEXT)
            field.initial = "\n".join(lines)
            self.fields[part.lower()] = field
            _mark_limit(field, LONGEST_TEXT)

    @property
    def parts(self) -> dict[AnnexPart, list[str]]:
        return {part: self.cleaned_data[part.lower()].splitlines() for part in AnnexPart}


def _mark_limit(field: forms.CharField, length: int) -> None:
    field.widget.attrs.setdefault("maxlength", str(length))


class ReturnForm(Form):
    """What the employee should mend."""

    catatan = text(
        "Catatan untuk pegawai",
        required="Tulis catatan: apa yang perlu diperbaiki.",
        rows=4,
        max_length=2_000,
    )


class StartForm(Form):
    """Begin empty, or with last year's words."""

    salin = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=9_223_372_036_854_775_807
    )


class TeamFilter(Form):
    """Which page of the team."""

    hal = forms.IntegerField(required=False, min_value=1, max_value=100_000)
