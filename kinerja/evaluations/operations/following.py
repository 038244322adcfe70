"""What follows a delivered result: a suggestion to the evaluator, never an act by itself."""

from __future__ import annotations

import datetime as dt

from kinerja.evaluations.models import Evaluation, EvaluationVersion
from kinerja.evaluations.operations import common
from kinerja.foundation.actor import Actor, Via
from kinerja.guidance.operations import offer, withdraw
from regulation.follow_up import FollowUp, follow_up
from regulation.grade import Grade

SYSTEM = Actor.system("guidance.offer", via=Via.JOB)


def suggest_guidance(slot: Evaluation, at: dt.datetime) -> None:
    """Offer a guidance where the predikat suggests one; the offer does not say the predikat.

    Law: PermenPANRB 6/2022.
    A corrected predikat that suggests none takes the waiting offer back.
    """
    assert slot.current_version_id is not None
    version = EvaluationVersion.objects.get(pk=slot.current_version_id)
    suggested = follow_up(grade=Grade(version.grade)).outcome
    if FollowUp.BIMBINGAN not in suggested:
        withdraw(evaluation_id=slot.pk, by=SYSTEM, at=at)
        return
    offer(
        placement=slot.placement,
        evaluation_id=slot.pk,
        occasion=common.title(slot),
        suggests_counseling=FollowUp.KONSELING in suggested,
        by=SYSTEM,
        at=at,
    )
