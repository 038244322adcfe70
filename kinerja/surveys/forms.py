"""Filters and forms of the signed-in pages."""

from __future__ import annotations

import datetime as dt
import ipaddress

from django import forms
from django.core.exceptions import ValidationError

from kinerja.surveys.models import Comment
from kinerja.surveys.periods import QUARTER, Span, span_coded
from kinerja.ui.forms import Form, KeyField
from kinerja.ui.forms import text as words

MOST_PAGES = 100_000
#: networks wider than these hold more than offices
WIDEST = {4: 8, 6: 32}


class PeriodFilter(Form):
    """Which period is looked at: 2026-3, 2026-S2 or 2026."""

    periode = forms.CharField(required=False, max_length=7)

    def clean_periode(self) -> Span | None:
        """Return the span; an address that names none is an error."""
        code = self.cleaned_data["periode"]
        span = span_coded(code) if code else None
        if code and span is None:
            raise ValidationError("Pilih periode dari daftar.")
        return span


class QuarterFilter(PeriodFilter):
    """Which quarter is looked at."""

    def clean_periode(self) -> Span | None:
        """Only quarters are ruled on."""
        span = super().clean_periode()
        if span is not None and span.months != QUARTER:
            raise ValidationError("Pilih satu triwulan.")
        return span


class OverviewFilter(PeriodFilter):
    """Which period and unit are looked at, and which page of the list."""

    unit = KeyField(required=False)
    hal = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)


class CommentFilter(Form):
    """Which month and state of comments."""

    bulan = forms.RegexField(r"^[1-9][0-9]{3}-(0[1-9]|1[0-2])$", required=False, max_length=7)
    keadaan = forms.ChoiceField(required=False, choices=Comment.State.choices)
    hal = forms.IntegerField(required=False, min_value=1, max_value=MOST_PAGES)

    def clean_bulan(self) -> dt.date | None:
        """Return the first day of the month."""
        code = self.cleaned_data["bulan"]
        return dt.date(int(code[:4]), int(code[5:]), 1) if code else None


class ReadForm(Form):
    """Which comments were read: those that stood on the page."""

    ids = forms.CharField(max_length=2_000)

    def clean_ids(self) -> list[str]:
        """Each is a UUID."""
        return [str(_uuid(one)) for one in self.cleaned_data["ids"].split()]


def _uuid(written: str) -> object:
    return forms.UUIDField().clean(written)


class HideForm(Form):
    """Why a comment is hidden."""

    act = forms.ChoiceField(choices=[("hide", ""), ("show", "")])
    reason = words(
        "Alasan",
        required=False,
        rows=2,
        max_length=500,
        help_text="Misalnya: menyebut nama seseorang, atau isinya bukan tentang layanan ini.",
    )

    def clean(self) -> dict[str, object]:
        """Nothing is hidden without a reason."""
        data: dict[str, object] = super().clean() or self.cleaned_data
        if data.get("act") == "hide" and not data.get("reason"):
            self.add_error("reason", "Tulis mengapa saran ini disembunyikan.")
        return data


class RulingForm(Form):
    """Whether flagged answers of a quarter count, and why."""

    leave_out = forms.ChoiceField(
        label="Jawaban bertanda pada periode ini",
        choices=[("0", "Dihitung"), ("1", "Tidak dihitung")],
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih salah satu."},
    )
    reason = words(
        "Alasan",
        required="Tulis apa yang Anda periksa dan mengapa Anda memutuskan demikian.",
        rows=4,
        max_length=2_000,
        help_text="Apa yang Anda periksa, dengan siapa Anda bicara, apa kesimpulannya.",
    )


class NetworkForm(Form):
    """A network of the offices."""

    network = words(
        "Alamat jaringan",
        required="Tulis alamat jaringannya, misalnya 203.0.113.0/24.",
        max_length=50,
        help_text="Satu alamat IP atau jaringan, misalnya 203.0.113.0/24 atau 2001:db8:12::/48.",
    )
    note = words("Keterangan", required=False, max_length=200, help_text="Misalnya: balai kota.")

    def clean_network(self) -> str:
        """Return the network as it is compared: the first address and the length."""
        written = self.cleaned_data["network"]
        try:
            network = ipaddress.ip_network(written, strict=False)
        except ValueError as error:
            raise ValidationError(
                "Alamat ini belum bisa dibaca. Contoh: 203.0.113.0/24 atau 2001:db8:12::/48."
            ) from error
        if network.prefixlen < WIDEST[network.version]:
            raise ValidationError(
                "Jaringan ini terlalu luas. Tulis jaringan kantor saja, paling luas "
                f"/{WIDEST[network.version]}."
            )
        return str(network)
