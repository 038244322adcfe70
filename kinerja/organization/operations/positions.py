"""Who holds which post: moves, acting heads, ending a post, and choosing among two heads."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import ProtectedError

from kinerja.audit import operations as audit
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.fields import days, last_day
from kinerja.foundation.refusals import NotPermitted, Refusal, WrongState
from kinerja.foundation.violations import refusing
from kinerja.organization.access import may_manage_city, may_manage_person, may_place
from kinerja.organization.models import (
    Employee,
    Placement,
    PlacementKind,
    ReportingLine,
    Unit,
    UnitPeriod,
)
from kinerja.organization.operations.people import EndedAlready, units_of
from kinerja.organization.operations.spans import (
    ONE_DAY,
    EndsBeforeBeginning,
    end_lines_of,
    end_on,
)

DEFINITIVE = PlacementKind.DEFINITIF.value
#: what stays when a post goes on under another heading
SAME_POST = (
    "employee_id",
    "unit_id",
    "kind",
    "is_head",
    "title",
    "job_group",
    "grade",
    "decree_no",
)
NOT_YOURS = "Jabatan di unit ini diatur pengelola kinerja kota atau kantornya."
PLH_WAITS = "Unit ini punya kepala definitif. Selama dia menjabat, penilainya tetap dia."


class HeadTaken(Refusal):
    """The unit is led by somebody else on some of these days."""

    code = "head_taken"
    message = (
        "Unit ini sudah punya kepala pada sebagian waktu itu. Akhiri dulu jabatan kepala yang lama."
    )


class PostTaken(Refusal):
    """The person holds a definitive post on some of these days."""

    code = "post_taken"
    message = "Orang ini sudah punya jabatan definitif pada sebagian waktu itu."


class NoUnit(Refusal):
    """The unit is not there on that day."""

    code = "no_unit"
    message = "Unit itu belum ada, atau sudah dibubarkan, pada hari pertama jabatan."


def _answers() -> dict[str, Refusal]:
    return {
        "placement_one_definitive_at_a_time": PostTaken(),
        "placement_one_definitif_head": HeadTaken(),
        "placement_one_plt_head": HeadTaken("Unit ini sudah punya Plt pada sebagian waktu itu."),
        "placement_one_plh_head": HeadTaken("Unit ini sudah punya Plh pada sebagian waktu itu."),
    }


@transaction.atomic
def add_placement(
    *,
    employee: Employee,
    unit: Unit,
    kind: PlacementKind,
    is_head: bool,
    title: str,
    job_group: str,
    grade: str = "",
    since: dt.date,
    until: dt.date | None,
    decree_no: str,
    by: Actor,
    at: dt.datetime,
) -> tuple[Placement, list[str]]:
    """Put a person into a post from `since` to `until`, both included; returns it and warnings.

    A definitive post ends the one before it; an acting one (Plt, Plh) leads its unit beside it.
    Law: PP 30/2019 (the acting head assesses). Raises NotPermitted, EndedAlready, NoUnit,
    PostTaken, HeadTaken, EndsBeforeBeginning.
    """
    employee = Employee.objects.select_for_update(of=("self",)).get(pk=employee.pk)
    _check_right(employee, unit, kind, by=by, on=clock.local_date(at))
    _check_days(employee, unit, since, until)
    if kind == PlacementKind.DEFINITIF:
        _leave_present_post(employee, since, by=by, at=at)
    with refusing(_answers()), transaction.atomic():
        placement = Placement.objects.create(
            employee=employee,
            unit=unit,
            held=days(since, until + ONE_DAY if until else None),
            kind=kind,
            is_head=is_head or kind != PlacementKind.DEFINITIF,
            title=title,
            job_group=job_group,
            grade=grade,
            decree_no=decree_no,
        )
    _record("started", placement, by=by, at=at)
    return placement, _warnings(placement, since)


def _check_right(
    employee: Employee, unit: Unit, kind: PlacementKind, *, by: Actor, on: dt.date
) -> None:
    """Whoever moves a person manages the unit; and for a definitive move the person as well."""
    leaves = kind == PlacementKind.DEFINITIF
    if not may_place(by, unit.pk):
        raise NotPermitted(NOT_YOURS)
    if leaves and not may_manage_person(by, units_of(employee.pk, on)):
        raise NotPermitted("Pindah antarkantor dicatat oleh pengelola kinerja kota.")


def _check_days(employee: Employee, unit: Unit, since: dt.date, until: dt.date | None) -> None:
    """A post ends after it begins, and begins while the person serves and the unit stands."""
    if until is not None and until < since:
        raise EndsBeforeBeginning
    if employee.ended_on is not None and employee.ended_on <= since:
        raise EndedAlready
    if not UnitPeriod.objects.on(since).filter(unit=unit).exists():
        raise NoUnit


def _leave_present_post(employee: Employee, since: dt.date, *, by: Actor, at: dt.datetime) -> None:
    posts = Placement.objects.select_for_update(of=("self",)).filter(
        employee=employee, kind=DEFINITIVE, held__contains=since
    )
    for post in posts:
        if post.held.lower >= since:
            raise PostTaken(
                "Jabatan definitifnya sekarang mulai pada tanggal itu. Pilih tanggal sesudahnya."
            )
        _close(post, since, by=by, at=at)


def _warnings(placement: Placement, on: dt.date) -> list[str]:
    heads = Placement.objects.on(on).filter(unit=placement.unit_id, is_head=True, kind=DEFINITIVE)
    waits = placement.kind != DEFINITIVE and heads.exists()
    return [PLH_WAITS] if waits else []


@transaction.atomic
def end_placement(*, placement: Placement, last: dt.date, by: Actor, at: dt.datetime) -> None:
    """Let a post end after its last day; one that begins later than today is taken back.

    Raises NotPermitted, WrongState, EndsBeforeBeginning.
    """
    Employee.objects.select_for_update(of=("self",)).get(pk=placement.employee_id)
    placement = Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if not may_place(by, placement.unit_id):
        raise NotPermitted(NOT_YOURS)
    today = clock.local_date(at)
    if placement.held.upper is not None and placement.held.upper <= today:
        raise WrongState("Jabatan ini sudah berakhir.")
    if last < placement.held.lower and placement.held.lower > today:
        _withdraw(placement, by=by, at=at)
    else:
        _close(placement, last + ONE_DAY, by=by, at=at)


def _withdraw(placement: Placement, *, by: Actor, at: dt.datetime) -> None:
    _record("withdrawn", placement, by=by, at=at)
    ReportingLine.objects.filter(placement=placement).delete()
    try:
        placement.delete()
    except ProtectedError as error:
        raise Refusal(
            "Jabatan ini sudah punya SKP. Tulis hari terakhir sesudah mulainya."
        ) from error


def _close(placement: Placement, day: dt.date, *, by: Actor, at: dt.datetime) -> None:
    if placement.held.upper is not None and placement.held.upper < day:
        raise Refusal("Jabatan ini sudah tercatat berakhir lebih awal.")
    end_on(placement, day)
    end_lines_of(placement, day)
    _record("ended", placement, by=by, at=at)


@transaction.atomic
def choose_head(
    *, placement: Placement, since: dt.date, replace: bool, by: Actor, at: dt.datetime
) -> Placement:
    """Let the holder of a definitive post lead its unit: one of two claimants, or a head teacher.

    `replace`: who leads it now keeps the post and leads no longer.
    Raises NotPermitted, WrongState, HeadTaken.
    """
    unit = Unit.objects.select_for_update().get(pk=placement.unit_id)
    if not may_manage_city(by):
        raise NotPermitted("Kepala unit ditentukan oleh pengelola kinerja kota.")
    posts = Placement.objects.select_for_update(of=("self",)).filter(unit=unit, kind=DEFINITIVE)
    placement = posts.get(pk=placement.pk)
    if not _holds(placement, since):
        raise WrongState("Orang ini belum, atau tidak lagi, menjabat di unit ini pada tanggal itu.")
    if placement.is_head:
        raise WrongState("Orang ini sudah memimpin unit ini.")
    present = posts.filter(is_head=True, held__contains=since).first()
    if present is not None:
        if not replace:
            raise HeadTaken(
                f"{present.employee.full_name} memimpin unit ini."
                " Centang “Gantikan kepala sekarang” jika dia tidak lagi memimpin."
            )
        _turn(present, since, is_head=False, by=by, at=at)
    with refusing(_answers()), transaction.atomic():
        return _turn(placement, since, is_head=True, by=by, at=at)


def _holds(placement: Placement, day: dt.date) -> bool:
    held = placement.held
    return bool(held.lower <= day and (held.upper is None or day < held.upper))


def _turn(
    placement: Placement, since: dt.date, *, is_head: bool, by: Actor, at: dt.datetime
) -> Placement:
    """Make a post lead or no longer lead from a day; what was before that day stays as it was."""
    if placement.held.lower < since and not (is_head and _was_free(placement, since)):
        placement = _split(placement, since)
    placement.is_head = is_head
    placement.save(update_fields=["is_head"])
    _record("head_chosen" if is_head else "head_released", placement, by=by, at=at)
    return placement


def _was_free(placement: Placement, since: dt.date) -> bool:
    """Tell whether nobody else led the unit while this post has run: then it led from the start."""
    before = days(placement.held.lower, since)
    others = Placement.objects.filter(
        unit_id=placement.unit_id, kind=DEFINITIVE, is_head=True, held__overlap=before
    )
    return not others.exclude(pk=placement.pk).exists()


def _split(placement: Placement, since: dt.date) -> Placement:
    """End a post and go on in the same one.

    Running exceptions hold for both: the plan of the first is still assessed by its post.
    """
    upper, running = placement.held.upper, ReportingLine.objects.filter(placement=placement)
    lines = [line for line in running if line.held.upper is None or line.held.upper > since]
    end_on(placement, since)
    values = {field: getattr(placement, field) for field in SAME_POST}
    following = Placement.objects.create(held=days(since, upper), **values)
    for line in lines:
        ReportingLine.objects.create(
            placement=following,
            evaluator_id=line.evaluator_id,
            held=days(max(line.held.lower, since), line.held.upper),
            reason=line.reason,
            document_no=line.document_no,
        )
    return following


def _record(act: str, placement: Placement, *, by: Actor, at: dt.datetime) -> None:
    audit.record(
        f"organization.placement.{act}",
        subject=placement,
        by=by,
        at=at,
        about=placement.employee_id,
        unit=placement.unit_id,
        changes={
            "kind": placement.kind,
            "is_head": placement.is_head,
            "since": placement.held.lower,
            "until": last_day(placement.held),
        },
    )
