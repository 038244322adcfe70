"""Locking the newest version: always first, so that savers and signers follow each other."""

from __future__ import annotations

from django.db.models import F

from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.plans import access
from kinerja.plans.models import Plan, PlanVersion
from kinerja.plans.models.plan import EDITABLE_STATES
from kinerja.plans.refusals import NotEditable


def hold_newest(plan: Plan) -> PlanVersion:
    """Lock the newest version and its plan; both come back as they are now."""
    return PlanVersion.objects.select_for_update(of=("self", "plan")).newest_of(plan)


def hold_own_draft(plan: Plan, by: Actor) -> PlanVersion:
    """Lock the version that its owner is wording. Raises NotPermitted, NotEditable."""
    version = hold_newest(plan)
    if not access.may_edit(by, version.plan):
        raise NotPermitted("Hanya pemilik SKP yang dapat mengubah isinya.")
    refuse_unless_editable(version)
    return version


def refuse_unless_editable(version: PlanVersion) -> None:
    """Raise NotEditable once a version is submitted, agreed or closed."""
    if version.state not in EDITABLE_STATES or version.plan.state == Plan.State.CLOSED:
        raise NotEditable


def count_change(version: PlanVersion) -> int:
    """Count one change of the held version; forms drawn before it are stale from here."""
    before = version.lock_no
    PlanVersion.objects.filter(pk=version.pk, lock_no=before).update(lock_no=F("lock_no") + 1)
    version.lock_no = before + 1
    return version.lock_no
