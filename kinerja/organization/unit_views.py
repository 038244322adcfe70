"""Units: the tree, the page of one unit, and what the pengelola of the city changes there."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.access import may_manage_city
from kinerja.organization.models import Placement, Unit, UnitType
from kinerja.organization.operations import units as operations
from kinerja.organization.operations.moves import move_unit
from kinerja.organization.operations.positions import choose_head
from kinerja.organization.people_forms import (
    DissolveForm,
    Groups,
    HeadForm,
    MoveForm,
    PageNumber,
    UnitForm,
)
from kinerja.organization.people_views import KINDS, get_or_post
from kinerja.organization.queries import people as people_queries
from kinerja.organization.queries import units as queries
from kinerja.organization.queries.grants import offices
from kinerja.organization.queries.units import PeriodRow, UnitRow
from kinerja.organization.step_views import Step, answer, sent
from kinerja.ui.format import url
from kinerja.ui.rendering import page

#: the offices of a city in the groups in which people look for them
GROUPS = (
    ("Sekretariat dan inspektorat", {"SETDA", "SETWAN", "INSPEKTORAT"}),
    ("Dinas dan satuan", {"DINAS", "SATPOLPP"}),
    ("Badan", {"BADAN"}),
    ("Kecamatan", {"KECAMATAN"}),
)
OTHERS = "Lainnya"
LABELS = dict(UnitType.choices)
KIND_WORDS = {"DEFINITIF": "", "PLT": "Plt. ", "PLH": "Plh. "}


@require_safe
def units(request: ActorRequest) -> HttpResponse:
    """Show the city and its offices; everything below opens from there."""
    today = clock.today()
    root = queries.root_on(today)
    below = queries.units_below(root, today) if root else []
    context = {
        "root": queries.shown_period(queries.periods_of(root, today)) if root else None,
        "heads": queries.heads_of(root, today) if root else [],
        "groups": grouped(below),
        "offices": len(below),
        "people": sum(one.people for one in below),
        "units": sum(one.units + 1 for one in below) + (1 if root else 0),
        "labels": LABELS,
        "acting": KIND_WORDS,
    }
    return page(request, "organization/units.html", context)


def grouped(rows: list[UnitRow]) -> list[tuple[str, list[UnitRow]]]:
    """Put offices into groups; a group that would be empty is left out."""
    named = {kind: title for title, kinds in GROUPS for kind in kinds}
    groups: dict[str, list[UnitRow]] = {title: [] for title, _ in (*GROUPS, (OTHERS, set()))}
    for row in rows:
        groups[named.get(row.type, OTHERS)].append(row)
    return [(title, found) for title, found in groups.items() if found]


@require_safe
def unit(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Show a unit: its head today, what is below it, its people, what it was called."""
    actor, today = request.actor, clock.today()
    periods, shown = known(unit_id)
    form = PageNumber(request.GET)
    number = (form.cleaned_data["hal"] or 1) if form.is_valid() else 1
    heads = queries.heads_of(unit_id, today)
    wanted = people_queries.Wanted(unit_id=unit_id, directly=True)
    rows, total = people_queries.page_of(actor, wanted, today, number=number)
    above = None if heads else queries.next_head_above(unit_id, today)
    context = {
        "shown": shown,
        "periods": periods,
        "heads": heads,
        "above": above,
        "units": queries.units_below(unit_id, today),
        "rows": rows,
        "total": total,
        "number": number,
        "pages": -(-total // people_queries.PAGE),
        "per_page": people_queries.PAGE,
        "linked": people_queries.visible_among(
            actor, [one.employee_id for one in heads] + ([above[0]] if above else [])
        ),
        "manages": may_manage_city(actor),
        "labels": LABELS,
        "kinds": KINDS,
        "acting": KIND_WORDS,
        "today": today,
    }
    return page(request, "organization/unit.html", context, status=200 if form.is_valid() else 422)


def known(unit_id: int) -> tuple[list[PeriodRow], PeriodRow]:
    """Return a unit's periods and the one to show. Raises Http404."""
    periods = queries.periods_of(unit_id, clock.today())
    shown = queries.shown_period(periods)
    if shown is None:
        raise Http404
    return periods, shown


def managed(request: ActorRequest, unit_id: int) -> PeriodRow:
    """Return a unit that the actor may change. Raises Http404, NotPermitted."""
    _, shown = known(unit_id)
    if not may_manage_city(request.actor):
        raise NotPermitted("Unit kerja diubah oleh pengelola kinerja kota.")
    return shown


def trail_of(shown: PeriodRow, here: str) -> tuple[tuple[str, str], ...]:
    there = url("organization:unit", shown.unit_id)
    return (("Perangkat daerah", url("organization:units")), (shown.name, there), (here, ""))


@get_or_post
def unit_edit(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Rename a unit from a day on; say who watches over it."""
    shown, today = managed(request, unit_id), clock.today()
    choices = [one for one in offices(today) if one[0] != unit_id]
    if shown.supervising_id and shown.supervising_id not in dict(choices):
        choices.append((shown.supervising_id, shown.supervising or "Unit lama"))
    written = {
        "nama": shown.name,
        "kepala": shown.head_title,
        "pengawas": shown.supervising_id,
        "mandiri": shown.is_independent,
        "mulai": today,
    }
    form = UnitForm(sent(request), units=choices, initial=written)
    step = Step(
        title=f"Ubah {shown.name}",
        trail=trail_of(shown, "Ubah unit"),
        button="Simpan unit",
        back=url("organization:unit", unit_id),
        said="Unit tersimpan.",
    )

    def act(given: dict[str, Any]) -> list[str]:
        operations.change_unit(
            unit=Unit.objects.get(pk=unit_id),
            name=given["nama"],
            head_title=given["kepala"],
            is_independent=given["mandiri"],
            supervising_id=given["pengawas"],
            since=given["mulai"],
            by=request.actor,
            at=clock.now(),
        )
        return []

    return answer(request, step, form, act)


def _others(request: ActorRequest, but: set[int]) -> Groups:
    """Return the units of today in groups by office, without some."""
    groups = queries.unit_choices(request.actor, clock.today(), everywhere=True)
    left = [(office, [one for one in rows if one[0] not in but]) for office, rows in groups]
    return [(office, rows) for office, rows in left if rows]


@get_or_post
def unit_move(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Move a unit, and all that is below it, under another one."""
    shown, today = managed(request, unit_id), clock.today()
    form = MoveForm(
        sent(request),
        units=_others(request, queries.units_within(shown.path, today)),
        initial={"mulai": today},
    )
    head = (
        "Kepalanya tetap dinilai kepala " + shown.supervising
        if shown.supervising
        else "Kepalanya dinilai kepala unit induk yang baru"
    )
    step = Step(
        title=f"Pindahkan {shown.name}",
        status=f"Sekarang di bawah {shown.parent or '-'}. Unit di bawahnya ikut pindah. {head}.",
        trail=trail_of(shown, "Pindahkan unit"),
        button="Pindahkan unit",
        back=url("organization:unit", unit_id),
        said=f"{shown.name} dipindahkan.",
    )

    def act(given: dict[str, Any]) -> list[str]:
        move_unit(
            unit=Unit.objects.get(pk=unit_id),
            parent=Unit.objects.get(pk=given["induk"]),
            since=given["mulai"],
            by=request.actor,
            at=clock.now(),
        )
        return []

    return answer(request, step, form, act)


@get_or_post
def unit_dissolve(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Dissolve a unit into another."""
    shown = managed(request, unit_id)
    form = DissolveForm(sent(request), units=_others(request, {unit_id}))
    step = Step(
        title=f"Bubarkan {shown.name}?",
        status="Namanya tetap tersimpan di riwayat. Pembubaran tidak bisa dibatalkan di sini.",
        trail=trail_of(shown, "Bubarkan unit"),
        button="Bubarkan unit",
        danger=True,
        back=url("organization:unit", unit_id),
        said=f"{shown.name} dibubarkan.",
    )

    def act(given: dict[str, Any]) -> list[str]:
        operations.dissolve_unit(
            unit=Unit.objects.get(pk=unit_id),
            last_day=given["terakhir"],
            successor=Unit.objects.get(pk=given["penerus"]),
            by=request.actor,
            at=clock.now(),
        )
        return []

    return answer(request, step, form, act)


@get_or_post
def unit_head(request: ActorRequest, unit_id: int) -> HttpResponse:
    """Choose who leads a unit: one of two claimants, or a head with an extra duty."""
    shown, today = managed(request, unit_id), clock.today()
    people = queries.claimants(unit_id, shown.head_title, today)
    choices = [(one.placement_id, one.name) for one in people if not one.is_head]
    form = HeadForm(sent(request), people=choices, initial={"mulai": today})
    claims = [one for one in people if one.claims and not one.is_head]
    step = Step(
        title=f"Tentukan kepala {shown.name}",
        trail=trail_of(shown, "Tentukan kepala"),
        button="Tetapkan kepala",
        back=url("organization:unit", unit_id),
        said="Kepala unit ditetapkan. Penilai pegawainya ikut berubah.",
        template="organization/unit_head.html",
        context={
            "notes": {one.placement_id: one.title for one in people},
            "heads": queries.heads_of(unit_id, today),
            "claims": claims,
            "shown": shown,
            "has_choices": bool(choices),
            "acting": KIND_WORDS,
        },
    )

    def act(given: dict[str, Any]) -> list[str]:
        choose_head(
            placement=Placement.objects.get(pk=given["kepala"]),
            since=given["mulai"],
            replace=given["ganti"],
            by=request.actor,
            at=clock.now(),
        )
        return []

    return answer(request, step, form, act)
