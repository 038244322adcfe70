from __future__ import annotations

import datetime as dt

from django import forms

from kinerja.ui.forms import DayField, Form, NumberField, text
from kinerja.ui.samples import SampleForm
from kinerja.ui.tests.pages import drawn


class Sample(Form):
    wish = text("Harapan", required="Tulis harapan.", rows=3, max_length=300)
    note = text("Catatan", required=False)
    target = NumberField(label="Target", required=False)
    day = DayField(label="Tanggal", required=False)
    kind = forms.ChoiceField(
        label="Jenis",
        choices=[("", "Pilih"), ("A", "Satu"), ("B", "Dua")],
        widget=forms.RadioSelect,
    )
    group = forms.ChoiceField(
        label="Kelompok", choices=[("Kota", [("1", "Dinas"), ("2", "Badan")])]
    )
    agree = forms.BooleanField(label="Setuju")
    file = forms.FileField(
        label="Bukti", required=False, widget=forms.ClearableFileInput(attrs={"accept": ".pdf"})
    )
    secret = forms.CharField(widget=forms.HiddenInput, initial="7")


def field(name: str, form: Form | None = None, arguments: str = "") -> str:
    return drawn("{{ ui.field(f" + arguments + ") }}", f=(form or Sample())[name])


def test_a_text_has_label_hint_and_limit() -> None:
    html = field("wish", arguments=', hint="Satu kalimat."')

    assert '<label class="field__label" for="id_wish">Harapan</label>' in html
    assert 'aria-describedby="id_wish_hint id_wish_count"' in html
    assert 'maxlength="300"' in html
    assert 'aria-required="true"' in html


def test_a_text_that_may_stay_empty_says_so() -> None:
    assert "(boleh kosong)" in field("note")
    assert "(boleh kosong)" not in field("note", arguments=", optional=false")


def test_a_mistake_stands_beside_its_field() -> None:
    form = Sample({"target": "banyak"})
    form.is_valid()

    html = field("target", form)

    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_target_error"' in html
    assert 'id="id_target_error"' in html
    assert 'value="banyak"' in html


def test_a_text_area_keeps_its_first_line() -> None:
    form = Sample({"wish": "\nsatu"})

    assert ">\n\nsatu</textarea>" in field("wish", form)


def test_a_number_is_text_with_a_decimal_keyboard() -> None:
    html = field("target", arguments=', suffix="persen"')

    assert 'type="text"' in html
    assert 'inputmode="decimal"' in html
    assert "<span>persen</span>" in html


def test_a_day_is_said_in_words_beside() -> None:
    form = Sample(initial={"day": dt.date(2026, 12, 4)})

    html = field("day", form)

    assert 'value="4-12-2026"' in html
    assert 'data-day="id_day_echo"' in html


def test_choices_are_cards_and_none_is_preselected() -> None:
    html = field("kind", arguments=', notes={"A": "Yang pertama"}')

    assert html.count('type="radio"') == 2
    assert " checked" not in html
    assert "<small>Yang pertama</small>" in html
    assert '<legend class="field__label">Jenis</legend>' in html


def test_a_list_keeps_its_groups() -> None:
    html = field("group", Sample({"group": "2"}))

    assert '<optgroup label="Kota">' in html
    assert '<option value="2" selected>Badan</option>' in html


def test_a_box_and_its_mistake() -> None:
    form = Sample({})
    form.is_valid()

    html = field("agree", form)

    assert 'type="checkbox" id="id_agree" name="agree" aria-invalid="true"' in html
    assert " checked" in field("agree", Sample(initial={"agree": True}))


def test_a_file_says_what_it_takes() -> None:
    assert 'type="file" id="id_file" name="file" accept=".pdf"' in field("file")


def test_a_hidden_field_is_only_an_input() -> None:
    html = field("secret")

    assert "<label" not in html
    assert 'value="7"' in html


def test_a_password_never_comes_back() -> None:
    html = field("password", SampleForm({"password": "rahasia"}))

    assert "rahasia" not in html
    assert 'data-show="id_password"' in html


def test_a_disabled_field_stays_disabled() -> None:
    form = Sample()
    form.fields["note"].disabled = True

    assert " disabled" in field("note", form)


def test_the_summary_links_each_mistake_to_its_field() -> None:
    form = Sample({})
    form.is_valid()
    form.add_error(None, "Isi salah satu.")

    html = drawn("{{ ui.error_summary(f) }}", f=form)

    assert '<a href="#id_wish">Harapan: Tulis harapan.</a>' in html
    assert 'href="#id_kind_0"' in html
    assert "<li>Isi salah satu.</li>" in html
    assert 'role="alert"' in html


def test_a_clean_form_has_no_summary() -> None:
    assert drawn("{{ ui.error_summary(f) }}", f=Sample()).strip() == ""
