"""The city's parameters: closed list, defaults, reading and writing."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from regulation.deadlines import Count, DayType
from regulation.parameters import DayOfYear, InvalidValue, Kind
from regulation.policy import (
    PARAMETER,
    PARAMETERS,
    DistributionMode,
    Frequency,
    MultiplePlansRule,
    Parameter,
    Policy,
    policy_from,
    texts_of,
)

ids = [parameter.name for parameter in PARAMETERS]


def test_every_field_has_one_parameter() -> None:
    assert sorted(ids) == sorted(field.name for field in fields(Policy))
    assert len(set(ids)) == len(ids)


def test_the_defaults_are_those_of_the_law_and_of_the_city() -> None:
    policy = Policy()

    assert str(policy.skp_deadline) == "31-01"
    assert str(policy.planning_fallback_date) == "15-01"
    assert str(policy.annual_eval_deadline) == "31-01"
    assert policy.evaluation_frequency is Frequency.TRIWULANAN
    assert policy.period_cutoff_day == 5
    assert policy.objection_count == Count(14, DayType.CALENDAR)
    assert (policy.evaluator_reply_days, policy.superior_decision_days) == (14, 7)
    assert policy.deemed_received_days is None
    assert policy.retention_years is None
    assert not policy.annual_replaces_last_period
    assert not policy.require_organization_rating
    assert policy.distribution_mode is DistributionMode.WARN
    assert policy.multi_skp_rule is MultiplePlansRule.LONGEST
    assert (policy.distribution_min_n, policy.privacy_min_cell) == (5, 5)
    assert policy.min_effective_share == Decimal("0.5")
    assert policy.coaching_duration_months == 6
    assert (policy.pass_mark, policy.pdp_sla_hours, policy.skm_min_frequency) == (75, 72, 1)


def test_the_tables_hold_the_published_figures() -> None:
    policy = Policy()

    assert dict(policy.ak_percent)["SANGAT_BAIK"] == 150
    assert dict(policy.ak_coef)["MU"] == 25
    assert dict(policy.akk)["MA.JENJANG"] == 450
    assert dict(policy.complaint_sla) == {"INFORMASI": 5, "TIDAK_BERKADAR": 14, "BERKADAR": 60}
    assert sum(points for _, points in policy.innovation_rubric) == 96
    assert dict(policy.distribution_limits)["BAIK.BAIK.MAX"] == Decimal("0.70")


@pytest.mark.parametrize("parameter", PARAMETERS, ids=ids)
def test_a_value_shown_is_read_back(parameter: Parameter[Any]) -> None:
    text = parameter.show(parameter.default)

    assert parameter.parse(text) == parameter.default
    assert parameter.parse(f" {text}\n") == parameter.default


@pytest.mark.parametrize("parameter", PARAMETERS, ids=ids)
def test_a_parameter_explains_itself(parameter: Parameter[Any]) -> None:
    assert parameter.label
    assert parameter.help.endswith(".")
    assert parameter.verified is parameter.source.verified
    assert bool(parameter.choices) is (parameter.kind is Kind.CHOICE)


def test_a_policy_survives_being_stored() -> None:
    policy = Policy(
        evaluation_frequency=Frequency.BULANAN,
        deemed_received_days=7,
        min_effective_share=Decimal("0.125"),
        annual_replaces_last_period=True,
        tpp_factor=(("BAIK", Decimal("95.5")),),
        perspectives=("Pelanggan",),
    )

    assert policy_from(texts_of(policy)) == policy


def test_missing_texts_take_their_defaults() -> None:
    assert policy_from({}) == Policy()
    assert policy_from({"objection_days": "21"}) == Policy(objection_days=21)


def test_an_unknown_parameter_is_refused() -> None:
    with pytest.raises(KeyError):
        policy_from({"weights": "1"})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("objection_days", "1", 1),
        ("objection_days", "365", 365),
        ("deemed_received_days", "", None),
        ("deemed_received_days", "Tidak ditetapkan", None),
        ("deemed_received_days", "0", 0),
        ("pass_mark", "0", 0),
        ("pdp_sla_hours", "72", 72),
        ("min_effective_share", "12,5%", Decimal("0.125")),
        ("min_effective_share", "100", Decimal(1)),
        ("min_effective_share", "0", Decimal(0)),
        ("skp_deadline", "1-2", DayOfYear(2, 1)),
        ("skp_deadline", "29-02", DayOfYear(2, 29)),
        ("require_organization_rating", "Ya", True),
        ("require_organization_rating", "on", True),
        ("require_organization_rating", "", False),
        ("require_organization_rating", "TIDAK", False),
        ("evaluation_frequency", "bulanan", Frequency.BULANAN),
        ("perspectives", " Pelanggan \n\nAnggaran\nPelanggan", ("Pelanggan", "Anggaran")),
        (
            "tpp_factor",
            "BAIK = 95,5\n\nKURANG=50",
            (("BAIK", Decimal("95.5")), ("KURANG", Decimal(50))),
        ),
    ],
)
def test_what_people_type_is_read(name: str, text: str, value: object) -> None:
    assert PARAMETER[name].parse(text) == value


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("objection_days", "0", "Isi bilangan bulat dari 1 sampai 365."),
        ("objection_days", "366", "Isi bilangan bulat dari 1 sampai 365."),
        ("objection_days", "empat belas", "Isi bilangan bulat dari 1 sampai 365."),
        ("objection_days", "١٤", "Isi bilangan bulat dari 1 sampai 365."),
        ("pdp_sla_hours", "73", "Isi bilangan bulat dari 1 sampai 72."),
        ("deemed_received_days", "-1", "Isi bilangan bulat dari 0 sampai 365."),
        ("min_effective_share", "101%", "Isi persen dari 0 sampai 100, misalnya 50%."),
        ("min_effective_share", "separuh", "Isi persen dari 0 sampai 100, misalnya 50%."),
        ("skp_deadline", "31-02", "Isi tanggal dan bulan, misalnya 31-01."),
        ("skp_deadline", "Januari", "Isi tanggal dan bulan, misalnya 31-01."),
        ("require_organization_rating", "mungkin", "Isi ya atau tidak."),
        ("evaluation_frequency", "HARIAN", "Pilih salah satu: Bulanan, Triwulanan."),
        ("tpp_factor", "BAIK", "Baris “BAIK” tidak terbaca. Tulis KODE = angka."),
        ("tpp_factor", "BAIK = banyak", "Baris “BAIK = banyak” tidak terbaca. Tulis KODE = angka."),
        ("tpp_factor", "B K = 1", "Baris “B K = 1” tidak terbaca. Tulis KODE = angka."),
        ("tpp_factor", "BAIK = 1\nBAIK = 2", "Kode BAIK tertulis dua kali."),
    ],
)
def test_what_cannot_be_meant_is_refused_with_an_example(
    name: str, text: str, message: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        PARAMETER[name].parse(text)

    assert str(refused.value) == message


def test_the_day_returns_each_year() -> None:
    assert DayOfYear(1, 31).in_year(2026) == date(2026, 1, 31)
    assert DayOfYear(2, 29).in_year(2028) == date(2028, 2, 29)
    assert DayOfYear(2, 29).in_year(2026) == date(2026, 2, 28)


@for_all(st.sampled_from(PARAMETERS), st.text(max_size=60))
def test_any_text_is_a_value_or_refused(parameter: Parameter[Any], text: str) -> None:
    try:
        value = parameter.parse(text)
    except InvalidValue:
        return
    assert parameter.parse(parameter.show(value)) == value
