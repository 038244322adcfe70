"""Settings of the city read as words, never as the codes they are typed in."""

from __future__ import annotations

from kinerja.cycles.policy_words import setting
from regulation.policy import Policy

POLICY = Policy()


def test_a_day_of_the_year_has_a_month() -> None:
    assert setting(POLICY.skp_deadline) == ["31 Januari"]


def test_a_choice_shows_its_label() -> None:
    assert setting(POLICY.evaluation_frequency) == ["Triwulanan"]


def test_limits_say_share_and_persons() -> None:
    lines = setting(POLICY.distribution_limits)

    assert lines[0] == "Capaian Istimewa: Sangat Baik paling banyak 70%"
    assert lines[2] == "Capaian Baik: Butuh Perbaikan dan Kurang paling banyak 1 orang"


def test_a_table_names_its_codes() -> None:
    assert setting(POLICY.ak_coef)[0] == "Pemula: 3,75"
    assert setting(POLICY.akk)[1] == "Pemula, kenaikan jenjang: 15"
    assert setting(POLICY.complaint_sla)[1] == "Tidak berkadar: 14"


def test_what_is_empty_says_so() -> None:
    assert setting(POLICY.tpp_factor) == ["tidak ditetapkan"]


def test_a_number_reads_as_it_is_typed() -> None:
    assert setting(POLICY.objection_days) == []
