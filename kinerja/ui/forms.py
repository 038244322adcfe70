"""The base of all forms: messages that help, and limits that hold."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from kinerja.foundation.keys import LARGEST
from kinerja.ui.format import MONTHS, SHORT

LONGEST_TEXT = 4_000
MESSAGES = {
    "required": "Bagian ini perlu diisi.",
    "invalid": "Isian ini belum bisa dibaca. Periksa lagi.",
    "max_length": "Paling banyak %(limit_value)d huruf. Sekarang %(show_value)d.",
    "min_length": "Paling sedikit %(limit_value)d huruf.",
    "invalid_choice": "Pilih salah satu dari daftar.",
    "invalid_list": "Pilih dari daftar.",
    "empty": "File ini kosong. Pilih file lain.",
    "missing": "Pilih file dulu.",
    "max_value": "Paling besar %(limit_value)s.",
    "min_value": "Paling kecil %(limit_value)s.",
}


class Form(forms.Form):
    """A form with Indonesian messages, a length limit on each text and no NUL in any."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("use_required_attribute", False)
        _prepare(type(self))
        super().__init__(*args, **kwargs)


@cache
def _prepare(form: type[Form]) -> None:
    """Give the fields of a class, which each of its forms copies, their messages and limits."""
    for field in form.base_fields.values():
        written = _written(field)
        field.error_messages |= {k: v for k, v in MESSAGES.items() if k not in written}
        if isinstance(field, forms.CharField) and field.max_length is None:
            _limit(field, LONGEST_TEXT)


def _written(field: forms.Field) -> Collection[str]:
    """Return which messages a field was given, rather than those of its class."""
    known: Collection[str] | None = getattr(field, "own_messages", None)
    if known is None:
        usual = _usual(type(field))
        known = {key for key, said in field.error_messages.items() if said is not usual.get(key)}
        field.own_messages = known  # type: ignore[attr-defined]
    return known


def _usual(kind: type[forms.Field]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for one in reversed(kind.__mro__):
        said |= getattr(one, "default_error_messages", {})
    return said


@cache
def _at_most(length: int) -> MaxLengthValidator:
    return MaxLengthValidator(length)


def _limit(field: forms.CharField, length: int) -> None:
    field.max_length = length
    field.validators.append(_at_most(length))
    field.widget.attrs.setdefault("maxlength", str(length))


def text(
    label: str, *, required: str | bool = True, rows: int = 0, **options: Any
) -> forms.CharField:
    """A text; `required` may be the message itself. With `rows` it is an area of that height."""
    if rows:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
    field = forms.CharField(label=label, required=bool(required), **options)
    if isinstance(required, str):
        field.error_messages["required"] = required
        field.own_messages = {"required": required}  # type: ignore[attr-defined]
    return field


class NumberField(forms.CharField):
    """A decimal number as people write it: 95, 95,5 or 1.234,5."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        kwargs.setdefault("max_length", 30)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        written = super().to_python(value)
        return None if written == "" else parse_number(str(written))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            plain = format(value, "f")
            plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
            return plain.replace(".", ",")
        return value

    def run_validators(self, value: Any) -> None:
        """Length was checked on the text; a number has no length."""


NUMBER = re.compile(
    r"[+-]?\d{1,15}(,\d{1,4})?"  # 95,5
    r"|[+-]?\d{1,15}\.\d{1,2}"  # 95.5
    r"|[+-]?\d{1,3}(\.\d{3}){1,4}(,\d{1,4})?"  # 1.234,5
)


def parse_number(written: str) -> Decimal:
    """Read a number with a decimal comma, or with a point where that is unambiguous.

    Raises ValidationError.
    """
    compact = written.replace(" ", "").replace("\u00a0", "")
    if not NUMBER.fullmatch(compact):
        raise ValidationError("Tulis angka saja, misalnya 95 atau 95,5.", code="number")
    if "," in compact or re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+", compact):
        compact = compact.replace(".", "").replace(",", ".")
    try:
        return Decimal(compact)
    except InvalidOperation as error:  # pragma: no cover - the pattern lets only numbers through
        raise ValidationError("Tulis angka saja, misalnya 95 atau 95,5.") from error


class KeyField(forms.IntegerField):
    """The number of a row, as a page writes it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=LARGEST, **options)


class SheetField(forms.FileField):
    """A spreadsheet, looked at no further where it is too large."""

    def __init__(self, *, most: int, too_large: str) -> None:
        required = {"required": "Pilih filenya."}
        super().__init__(label="File XLSX atau CSV", allow_empty_file=True, error_messages=required)
        self.most, self.too_large = most, too_large

    def to_python(self, data: Any) -> Any:
        file = super().to_python(data)
        if file is not None and file.size > self.most:
            raise ValidationError(self.too_large, code="too_large")
        return file


class DayField(forms.CharField):
    """A day as people write it: 4-12-2026, 4/12/2026, 4 Desember 2026, 2026-12-04."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        attributes = {"inputmode": "text", "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attributes))
        kwargs.setdefault("max_length", 30)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, dt.date):
            return value
        written = super().to_python(value)
        return None if written == "" else parse_day(str(written))

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}-{value.month}-{value.year}" if isinstance(value, dt.date) else value

    def run_validators(self, value: Any) -> None:
        """Length was checked on the text; a day has no length."""


def parse_day(written: str) -> dt.date:
    """Read a day; the day comes before the month. Raises ValidationError."""
    parts = [part for part in re.split(r"[\s\-/.,]+", written.strip()) if part]
    if parts and len(parts[0]) == len("2026"):
        parts.reverse()
    try:
        number, month, year = parts
        return dt.date(int(year), _month(month), int(number))
    except (ValueError, OverflowError) as error:
        raise ValidationError(
            "Tulis tanggal yang ada, misalnya 4-12-2026 atau 4 Desember 2026.", code="day"
        ) from error


def _month(written: str) -> int:
    if written.isdigit():
        return int(written)
    name = written.lower()
    for index in range(12):
        if name in {MONTHS[index].lower(), SHORT[index].lower()}:
            return index + 1
    raise ValueError(written)
