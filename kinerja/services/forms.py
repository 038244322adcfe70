"""Forms of services, counters and questions."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kinerja.services.models import Service
from kinerja.services.operations import ServiceValues
from kinerja.services.queries.services import Standard
from kinerja.ui.forms import Form, NumberField
from kinerja.ui.forms import text as words

#: unit choices, in groups by office
Groups = list[tuple[str, list[tuple[int, str]]]]
MOST_SERVED = 100_000_000
NAME = 150
PHONE = re.compile(r"\+?[\d ().-]{3,30}")
ONE_LINE = re.compile(r"\s+")


def _one_line(written: str) -> str:
    """A name has no second line and no double spaces: two of them would look alike."""
    return ONE_LINE.sub(" ", written).strip()


class Search(Form):
    """Which services are looked for; everything may stay empty."""

    cari = forms.CharField(label="Nama layanan atau unit", required=False, max_length=100)
    lihat = forms.ChoiceField(choices=[("", ""), ("tutup", "")], required=False)
    hal = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    @property
    def state(self) -> str:
        """The state that is looked for."""
        closed = self.cleaned_data["lihat"] == "tutup"
        return Service.State.CLOSED if closed else Service.State.OPEN


class ServiceForm(Form):
    """A service with the parts of its standard. Law: UU 25/2009; PermenPANRB 15/2014."""

    name = words(
        "Nama layanan",
        required="Tulis nama layanan, misalnya “Penerbitan KTP-el”.",
        max_length=NAME,
        help_text="Seperti warga menyebutnya. Nama ini tampil di poster dan di awal survei.",
    )
    served_a_year = NumberField(
        label="Warga yang dilayani setahun",
        required=False,
        help_text="Perkiraan sudah cukup. Dari angka ini dihitung jumlah jawaban minimum.",
    )
    urgent_phone = words(
        "Telepon untuk hal mendesak",
        required=False,
        max_length=30,
        help_text="Nomor yang dijawab orang pada jam layanan, untuk hal yang tidak bisa menunggu "
        "survei.",
    )
    requirements = words(
        "Persyaratan", required=False, rows=4, help_text="Apa yang warga bawa atau penuhi."
    )
    procedure = words(
        "Sistem, mekanisme, dan prosedur",
        required=False,
        rows=4,
        help_text="Langkah dari datang sampai selesai.",
    )
    duration = words("Jangka waktu penyelesaian", required=False, rows=2, max_length=1_000)
    fee = words(
        "Biaya/tarif",
        required=False,
        rows=2,
        max_length=1_000,
        help_text="Tulis “Gratis” bila tidak dipungut biaya.",
    )
    product = words("Produk pelayanan", required=False, rows=2, max_length=1_000)
    complaint_handling = words(
        "Penanganan pengaduan, saran, dan masukan",
        required=False,
        rows=3,
        help_text="Ke mana warga mengadu, dan kapan dijawab.",
    )
    lock_no = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000)

    def clean_name(self) -> str:
        return _one_line(str(self.cleaned_data["name"]))

    def clean_served_a_year(self) -> int | None:
        """Whole people, at least one."""
        number: Decimal | None = self.cleaned_data["served_a_year"]
        if number is None:
            return None
        if number != int(number) or not 1 <= number <= MOST_SERVED:
            raise ValidationError("Tulis bilangan bulat mulai dari 1, misalnya 12.000.")
        return int(number)

    def clean_urgent_phone(self) -> str:
        """A number that a phone can dial."""
        written = _one_line(str(self.cleaned_data["urgent_phone"]))
        if written and not (PHONE.fullmatch(written) and re.search(r"\d{3}", written)):
            raise ValidationError("Tulis nomor telepon saja, misalnya 0812-3456-7890 atau 112.")
        return written

    @property
    def values(self) -> ServiceValues:
        """What was written."""
        return ServiceValues(*(self.cleaned_data[name] for name in ServiceValues._fields))

    @classmethod
    def of(cls, row: Standard) -> ServiceForm:
        """Return the form of a service as it stands."""
        initial = {name: getattr(row, name) for name in ServiceValues._fields}
        return cls(initial={**initial, "lock_no": row.lock_no})


class NewServiceForm(ServiceForm):
    """The same, in a unit that one chooses."""

    unit = forms.TypedChoiceField(
        label="Unit yang melayani",
        coerce=int,
        error_messages={"required": "Pilih unit yang melayani."},
    )

    field_order = ["unit", *ServiceValues._fields]

    def __init__(self, *args: Any, units: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Pilih unit"), *units]


class CounterForm(Form):
    """A counter."""

    name = words(
        "Nama loket",
        required="Tulis nama loket, misalnya “Loket 3” atau “Situs web”.",
        max_length=NAME,
        help_text="Nama yang warga lihat di tempat itu.",
    )
    is_kiosk = forms.BooleanField(
        label="Di sini ada layar bersama",
        required=False,
        help_text="Warga menjawab di tablet atau layar milik kantor. Halaman survei kembali ke "
        "awal setelah setiap jawaban.",
    )

    def clean_name(self) -> str:
        return _one_line(str(self.cleaned_data["name"]))


class CodeForm(Form):
    """Which code one has seen when asking for another."""

    code = forms.CharField(required=False, max_length=6, widget=forms.HiddenInput)


class QuestionForm(Form):
    """An extra question with the words of its scores 1 to 4."""

    text = words(
        "Pertanyaan",
        required="Tulis pertanyaannya.",
        max_length=200,
        rows=2,
        help_text="Satu hal saja, dengan kata yang dipahami semua orang.",
    )
    answer_1 = words("Jawaban 1, paling buruk", required="Tulis keempat jawaban.", max_length=40)
    answer_2 = words("Jawaban 2", required="Tulis keempat jawaban.", max_length=40)
    answer_3 = words("Jawaban 3", required="Tulis keempat jawaban.", max_length=40)
    answer_4 = words("Jawaban 4, paling baik", required="Tulis keempat jawaban.", max_length=40)

    @property
    def answers(self) -> list[str]:
        """The words of the scores, from 1 to 4."""
        return [_one_line(str(self.cleaned_data[f"answer_{score}"])) for score in range(1, 5)]
