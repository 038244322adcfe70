"""The three texts of a development plan, and the support of the superior."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.db import transaction

from kinerja.audit import operations as audit
from kinerja.cycles.models import PerformanceYear
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.refusals import NotPermitted
from kinerja.foundation.violations import refusing
from kinerja.growth import access
from kinerja.growth.models import DevelopmentPlan
from kinerja.growth.refusals import (
    AlreadySupported,
    ChangedSinceRead,
    NoPost,
    NothingToSupport,
    StalePlan,
    YearClosed,
)
from kinerja.notifications.operations import notify
from kinerja.organization.models import Employee, Placement, PlacementKind

ONE_A_YEAR = "development_plan_one_a_year"


class Texts(NamedTuple):
    """What the person writes about himself."""

    strengths: str = ""
    gaps: str = ""
    aspiration: str = ""


@transaction.atomic
def save_texts(
    *, year: PerformanceYear, texts: Texts, lock_no: int, by: Actor, at: dt.datetime
) -> DevelopmentPlan:
    """Store one's own texts; the first words make the plan.

    Raises NotPermitted, YearClosed, NoPost, StalePlan.
    """
    plan = own_plan(year, by=by, at=at)
    if Texts(plan.strengths, plan.gaps, plan.aspiration) == texts:
        return plan  # the autosave and the button sent the same
    if plan.lock_no != lock_no:
        raise StalePlan
    plan.strengths, plan.gaps, plan.aspiration = texts
    plan.lock_no = lock_no + 1
    return stored(plan, by=by, at=at)


def own_plan(year: PerformanceYear, *, by: Actor, at: dt.datetime) -> DevelopmentPlan:
    """Lock one's own plan of a running year, or begin one; it follows the position of today.

    Raises NotPermitted, YearClosed, NoPost.
    """
    if by.employee_id is None:
        raise NotPermitted(access.NOT_YOURS)
    plans = DevelopmentPlan.objects.select_for_update(of=["self"])
    plan = plans.filter(employee_id=by.employee_id, year=year).first()
    must_run(year.pk)
    post = _post_of(by.employee_id, on=clock.local_date(at))
    if plan is None:
        plan = DevelopmentPlan(employee_id=by.employee_id, year=year)
    plan.placement_id, plan.unit_id = post.pk, post.unit_id
    return plan


def must_run(year_id: int) -> None:
    """Refuse to write into a year that does not run. Raises YearClosed."""
    running = PerformanceYear.objects.filter(pk=year_id, state=PerformanceYear.State.OPEN)
    if not running.exists():
        raise YearClosed


def _post_of(employee_id: int, *, on: dt.date) -> Placement:
    posts = Placement.objects.on(on).filter(employee_id=employee_id)
    post = posts.filter(kind=PlacementKind.DEFINITIF).first() or posts.order_by("pk").first()
    if post is None:
        raise NoPost
    return post


def stored(plan: DevelopmentPlan, *, by: Actor, at: dt.datetime) -> DevelopmentPlan:
    """Store a plan whose content has changed: support was given to other words.

    Raises StalePlan when another window has just begun the plan of this year.
    """
    supporter_id, plan.supported_by_id, plan.supported_at = plan.supported_by_id, None, None
    plan.content_no += 1
    plan.updated_at = at
    with refusing({ONE_A_YEAR: StalePlan()}), transaction.atomic():
        plan.save()
    if supporter_id is not None:
        _record("unsupported", plan, by=by, at=at)
        _tell(
            supporter_id,
            f"{by.name or 'Pegawai'} mengubah rencana pengembangannya",
            "Dukungan Anda berlaku untuk isi sebelumnya. Baca yang baru bila sempat.",
            f"/pengembangan/{plan.employee_id}/",
            at,
        )
    return plan


@transaction.atomic
def support_plan(
    *, plan: DevelopmentPlan, content_no: int, by: Actor, at: dt.datetime
) -> DevelopmentPlan:
    """Stand behind the plan as it was read.

    Law: PermenPANRB 6/2022 Ps. 5 (pembinaan kinerja).
    Raises NotPermitted, ChangedSinceRead, NothingToSupport, AlreadySupported.
    """
    held = DevelopmentPlan.objects.select_for_update(of=["self"]).get(pk=plan.pk)
    if by.employee_id is None or not access.may_support(by, held):
        raise NotPermitted(access.NOT_YOUR_TEAM)
    if held.content_no != content_no:
        raise ChangedSinceRead
    if held.supported_by_id == by.employee_id:
        raise AlreadySupported
    if not (held.strengths or held.gaps or held.aspiration or held.actions.exists()):
        raise NothingToSupport
    held.supported_by_id, held.supported_at = by.employee_id, at
    held.save(update_fields=["supported_by", "supported_at"])
    _record("supported", held, by=by, at=at)
    title = f"{by.name or 'Penilai Anda'} mendukung rencana pengembangan Anda"
    body = "Jalankan tindakannya, lalu bicarakan hasilnya dalam dialog kinerja."
    _tell(held.employee_id, title, body, "/pengembangan/rencana/", at)
    return held


def _record(act: str, plan: DevelopmentPlan, *, by: Actor, at: dt.datetime) -> None:
    audit.record(
        f"growth.plan.{act}",
        subject=plan,
        by=by,
        at=at,
        about=plan.employee_id,
        unit=plan.unit_id,
        changes={"number": plan.content_no},
    )


def _tell(employee_id: int, title: str, body: str, location: str, at: dt.datetime) -> None:
    person = Employee.objects.get(pk=employee_id)
    notify(
        [(person.user_id, person.email or None)],
        kind="growth.plan",
        title=title,
        body=body,
        location=location,
        at=at,
    )
