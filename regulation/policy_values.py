"""The city's settings on one day, with the values they have until somebody changes them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from regulation.deadlines import Count, DayType
from regulation.labels import Labeled
from regulation.parameters import DayOfYear, Table
from regulation.plan import Perspective

MIDDLE_OF_JANUARY = DayOfYear(1, 15)
END_OF_JANUARY = DayOfYear(1, 31)


class Frequency(Labeled):
    BULANAN = "BULANAN", "Bulanan"
    TRIWULANAN = "TRIWULANAN", "Triwulanan"


class DistributionMode(Labeled):
    INFO = "INFO", "Tampilkan saja"
    WARN = "WARN", "Beri peringatan"
    BLOCK = "BLOCK", "Tolak"


class MultiplePlansRule(Labeled):
    LONGEST = "LONGEST", "SKP yang paling lama berlaku"
    LATEST = "LATEST", "SKP yang terakhir"


class WeightMode(Labeled):
    EXACT = "EXACT", "Tepat 1/9"
    TWO_DECIMALS = "TWO_DECIMALS", "0,11"
    THREE_DECIMALS = "THREE_DECIMALS", "0,111"


def _table(*rows: tuple[str, str]) -> Table:
    return tuple((key, Decimal(number)) for key, number in rows)


# Organization rating, then what is counted, then the limit: MAX and MIN are shares, COUNT persons.
DISTRIBUTION_LIMITS = _table(
    ("ISTIMEWA.SANGAT_BAIK.MAX", "0.70"),
    ("BAIK.BAIK.MAX", "0.70"),
    ("BAIK.BUTUH_PERBAIKAN+KURANG.COUNT", "1"),
    ("BUTUH_PERBAIKAN.BUTUH_PERBAIKAN.MIN", "0.60"),
    ("BUTUH_PERBAIKAN.SANGAT_BAIK.MAX", "0.10"),
    ("KURANG.KURANG.MIN", "0.60"),
    ("KURANG.BUTUH_PERBAIKAN.MIN", "0.10"),
    ("KURANG.SANGAT_BAIK.MAX", "0.10"),
    ("SANGAT_KURANG.SANGAT_KURANG.MIN", "0.60"),
    ("SANGAT_KURANG.KURANG+BUTUH_PERBAIKAN.MIN", "0.10"),
    ("SANGAT_KURANG.SANGAT_BAIK.MAX", "0"),
)
CREDIT_PERCENT = _table(
    ("SANGAT_BAIK", "150"),
    ("BAIK", "100"),
    ("BUTUH_PERBAIKAN", "75"),
    ("KURANG", "50"),
    ("SANGAT_KURANG", "25"),
)
CREDIT_COEFFICIENTS = _table(
    ("PM", "3.75"),
    ("TR", "5"),
    ("MH", "12.5"),
    ("PY", "25"),
    ("PT", "12.5"),
    ("MU", "25"),
    ("MA", "37.5"),
    ("UT", "50"),
)
CREDIT_THRESHOLDS = _table(
    ("PM.PANGKAT", "15"),
    ("PM.JENJANG", "15"),
    ("TR.PANGKAT", "20"),
    ("TR.JENJANG", "60"),
    ("MH.PANGKAT", "50"),
    ("MH.JENJANG", "100"),
    ("PY.PANGKAT", "100"),
    ("PT.PANGKAT", "50"),
    ("PT.JENJANG", "100"),
    ("MU.PANGKAT", "100"),
    ("MU.JENJANG", "200"),
    ("MA.PANGKAT", "150"),
    ("MA.JENJANG", "450"),
    ("UT.PANGKAT", "200"),
)
COMPLAINT_DAYS = _table(("INFORMASI", "5"), ("TIDAK_BERKADAR", "14"), ("BERKADAR", "60"))
# Highest points; the video is not counted. Together 96.
INNOVATION_RUBRIC = _table(
    ("REGULASI", "9"),
    ("SDM", "6"),
    ("ANGGARAN", "6"),
    ("BIMTEK", "3"),
    ("RKPD", "6"),
    ("AKTOR", "6"),
    ("PELAKSANA", "3"),
    ("JEJARING", "3"),
    ("SOSIALISASI", "3"),
    ("PEDOMAN", "3"),
    ("INFORMASI", "3"),
    ("KEMUDAHAN_PROSES", "6"),
    ("PENGADUAN", "3"),
    ("LAYANAN_TERINTEGRASI", "6"),
    ("REPLIKASI", "9"),
    ("KECEPATAN", "6"),
    ("KEMANFAATAN", "6"),
    ("MONITORING", "3"),
    ("RANCANG_BANGUN", "6"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The city's settings on one day. Missing values take the default of their parameter."""

    skp_deadline: DayOfYear = END_OF_JANUARY
    planning_fallback_date: DayOfYear = MIDDLE_OF_JANUARY
    evaluation_frequency: Frequency = Frequency.TRIWULANAN
    period_cutoff_day: int = 5
    annual_eval_deadline: DayOfYear = END_OF_JANUARY
    annual_replaces_last_period: bool = False
    require_organization_rating: bool = False
    deemed_received_days: int | None = None
    objection_days: int = 14
    objection_day_type: DayType = DayType.CALENDAR
    evaluator_reply_days: int = 14
    superior_decision_days: int = 7
    distribution_limits: Table = DISTRIBUTION_LIMITS
    distribution_mode: DistributionMode = DistributionMode.WARN
    distribution_min_n: int = 5
    multi_skp_rule: MultiplePlansRule = MultiplePlansRule.LONGEST
    min_effective_share: Decimal = Decimal("0.5")
    perspectives: tuple[str, ...] = tuple(member.label for member in Perspective)
    coaching_duration_months: int = 6
    ak_percent: Table = CREDIT_PERCENT
    ak_coef: Table = CREDIT_COEFFICIENTS
    akk: Table = CREDIT_THRESHOLDS
    tpp_factor: Table = ()
    skm_weight_mode: WeightMode = WeightMode.EXACT
    skm_min_frequency: int = 1
    complaint_sla: Table = COMPLAINT_DAYS
    innovation_rubric: Table = INNOVATION_RUBRIC
    pass_mark: int = 75
    privacy_min_cell: int = 5
    retention_years: int | None = None
    pdp_sla_hours: int = 72
    audit_read_fields: tuple[str, ...] = ()

    @property
    def objection_count(self) -> Count:
        """The time to object, as `regulation.deadlines` counts it."""
        return Count(self.objection_days, self.objection_day_type)
