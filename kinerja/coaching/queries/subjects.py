"""What feedback can be about: the person, the results, the evidence and the values of a plan."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import F, OuterRef, QuerySet, Subquery

from kinerja.evidence.models import EvidenceUse
from kinerja.evidence.operations.attaching import INDICATOR
from kinerja.foundation.reads import read
from kinerja.plans.models import Indicator, PlanVersion, ResultContent


class ResultName(NamedTuple):
    """A result of the newest version of a plan."""

    result_id: int
    text: str


class EvidenceName(NamedTuple):
    """Evidence that a plan uses, with the result that it shows."""

    evidence_id: int
    name: str
    result_id: int | None


@read(ResultName)
def results_named(plan_id: int) -> QuerySet[ResultContent]:
    """Return the results of the newest version, in the order of the form."""
    newest = PlanVersion.objects.filter(plan_id=plan_id).order_by("-no").values("pk")[:1]
    return (
        ResultContent.objects.filter(plan_version_id=Subquery(newest), deleted_at=None)
        .exclude(text="")
        .order_by("-kind", "position", "pk")
    )


@read(EvidenceName)
def evidence_named(plan_id: int) -> QuerySet[EvidenceUse]:
    """Return the evidence that a plan uses, the newest first."""
    shown = Indicator.objects.filter(pk=OuterRef("subject_id")).values("result_id")[:1]
    return (
        EvidenceUse.objects.filter(plan_id=plan_id, subject_kind=INDICATOR)
        .annotate(name=F("evidence__name"), result_id=Subquery(shown))
        .order_by("-used_at", "-id")
    )
