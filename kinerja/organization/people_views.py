"""People: the list, the page of one person, and what a pengelola changes there."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.organization.access import may_manage_city, may_manage_person, may_place
from kinerja.organization.models import Employee, JobGroup, Kind, Placement, PlacementKind, Unit
from kinerja.organization.operations import people as operations
from kinerja.organization.operations.positions import add_placement, end_placement
from kinerja.organization.people_forms import (
    DataForm,
    LastDayForm,
    PeopleFilter,
    PlacementForm,
    WrongEvaluatorForm,
)
from kinerja.organization.person_links import links_of
from kinerja.organization.queries import people as queries
from kinerja.organization.queries.assessing import assessed
from kinerja.organization.queries.grants import offices
from kinerja.organization.queries.units import unit_choices
from kinerja.organization.step_views import Step, answer, sent
from kinerja.ui.format import url
from kinerja.ui.rendering import page
from regulation.ranks import rank_label

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
STILL_HELD = (
    "Pada hari ini jabatan masih dipegang."
    " Jabatan yang belum mulai dibatalkan dengan tanggal sebelum hari pertamanya."
)
KINDS = dict(Kind.choices)
GROUPS = dict(JobGroup.choices)


@require_safe
def people(request: ActorRequest) -> HttpResponse:
    """List those whom the reader may see, by name, with a search and filters."""
    today = clock.today()
    form = PeopleFilter(request.GET, units=offices(today))
    wanted, number = queries.Wanted(), 1
    if form.is_valid():
        given = form.cleaned_data
        wanted = queries.Wanted(
            written=given["cari"],
            unit_id=given["unit"],
            kind=given["jenis"],
            ended=given["keadaan"] == "berakhir",
        )
        number = given["hal"] or 1
    rows, total = queries.page_of(request.actor, wanted, today, number=number)
    names = ("cari", "unit", "jenis", "keadaan")
    asked = {name: request.GET[name] for name in names if request.GET.get(name)}
    context = {
        "form": form,
        "rows": rows,
        "total": total,
        "number": number,
        "pages": -(-total // queries.PAGE),
        "per_page": queries.PAGE,
        "query": urlencode(asked),
        "asked": asked,
        "kinds": KINDS,
    }
    return page(
        request, "organization/people.html", context, status=200 if form.is_valid() else 422
    )


@require_safe
def person(request: ActorRequest, employee_id: int) -> HttpResponse:
    """Show a person as far as the reader may know: posts, today's evaluator and why."""
    actor, today = request.actor, clock.today()
    employee = seen(actor, employee_id)
    posts = queries.posts_of(employee_id, today)
    lines = queries.lines_of(employee_id, today)
    post = queries.main_post(posts)
    above = assessed(post, lines, today) if post else None
    manages = may_manage_person(actor, queries.working_units(posts))
    own = employee.pk == actor.employee_id
    linked = queries.visible_among(
        actor,
        [above.evaluator_id if above else None, above.superior_id if above else None],
    )
    context = {
        "employee": employee,
        "rank": rank_label(employee.rank),
        "kinds": KINDS,
        "groups": GROUPS,
        "posts": posts,
        "post": post,
        "lines": lines,
        "above": above,
        "linked": linked,
        "links": links_of(actor, employee_id),
        "own": own,
        "manages": manages,
        "sees_all": own or manages,
        "gone": employee.ended_on is not None and employee.ended_on <= today,
        "may_place": {one.unit_id for one in posts if may_place(actor, one.unit_id)},
        "form": WrongEvaluatorForm(),
        "today": today,
        "day": dt.timedelta(days=1),
    }
    return page(request, "organization/person.html", context)


def seen(actor: Actor, employee_id: int) -> Employee:
    """Return a person whom the actor may see. Raises Http404."""
    employee = Employee.objects.visible_to(actor).filter(pk=employee_id).first()
    if employee is None:
        raise Http404
    return employee


def managed(actor: Actor, employee_id: int) -> Employee:
    """Return a person whom the actor manages. Raises Http404, NotPermitted."""
    employee = seen(actor, employee_id)
    if not may_manage_person(actor, operations.units_of(employee_id, clock.today())):
        raise NotPermitted("Data pegawai diubah oleh pengelola kinerja kota atau kantornya.")
    return employee


def trail_of(employee: Employee, here: str) -> tuple[tuple[str, str], ...]:
    there = url("organization:person", employee.pk)
    return (("Pegawai", url("organization:people")), (employee.full_name, there), (here, ""))


@get_or_post
def person_edit(request: ActorRequest, employee_id: int) -> HttpResponse:
    """Correct name, titles, rank and e-mail."""
    employee = managed(request.actor, employee_id)
    written = {
        "nama": employee.name,
        "depan": employee.title_front,
        "belakang": employee.title_back,
        "pangkat": employee.rank,
        "email": employee.email,
    }
    form = DataForm(sent(request), kind=employee.kind, rank=employee.rank, initial=written)
    step = Step(
        title=f"Perbaiki data {employee.full_name}",
        status="NIP dan tanggal lahir diperbarui lewat impor.",
        trail=trail_of(employee, "Perbaiki data"),
        button="Simpan data",
        back=url("organization:person", employee_id),
        said="Data pegawai tersimpan.",
    )

    def act(given: dict[str, Any]) -> list[str]:
        operations.correct_employee(
            employee=employee,
            name=given["nama"],
            title_front=given["depan"],
            title_back=given["belakang"],
            rank=given["pangkat"],
            email=given["email"],
            by=request.actor,
            at=clock.now(),
        )
        return []

    return answer(request, step, form, act)


@get_or_post
def person_end(request: ActorRequest, employee_id: int) -> HttpResponse:
    """End a working life: retirement, transfer to another city, death."""
    employee = managed(request.actor, employee_id)
    form = LastDayForm(
        sent(request), hint="Hari ini masih dihitung bekerja.", label="Hari terakhir bekerja"
    )
    step = Step(
        title=f"Akhiri masa kerja {employee.full_name}?",
        status="Semua jabatannya ikut berakhir dan akunnya tidak bisa dipakai lagi."
        " SKP dan hasil penilaiannya tetap tersimpan.",
        trail=trail_of(employee, "Akhiri masa kerja"),
        button="Akhiri masa kerja",
        danger=True,
        back=url("organization:person", employee_id),
        said=f"Masa kerja {employee.full_name} diakhiri.",
    )

    def act(given: dict[str, Any]) -> list[str]:
        operations.end_employment(
            employee=employee, last_day=given["terakhir"], by=request.actor, at=clock.now()
        )
        return []

    return answer(request, step, form, act)


@get_or_post
def placement_add(request: ActorRequest, employee_id: int) -> HttpResponse:
    """Record a move, or that somebody leads a unit for a time."""
    actor, today = request.actor, clock.today()
    employee = managed(actor, employee_id)
    units = unit_choices(actor, today, everywhere=may_manage_city(actor))
    form = PlacementForm(sent(request), units=units, initial={"mulai": today})
    step = Step(
        title=f"Catat jabatan {employee.full_name}",
        status="Jabatan definitif baru mengakhiri yang lama. Plt dan Plh berjalan di sampingnya.",
        trail=trail_of(employee, "Catat jabatan"),
        button="Simpan jabatan",
        back=url("organization:person", employee_id),
        said="Jabatan tersimpan. Penilainya ikut berubah.",
    )

    def act(given: dict[str, Any]) -> list[str]:
        _, warnings = add_placement(
            employee=employee,
            unit=Unit.objects.get(pk=given["unit"]),
            kind=PlacementKind(given["jenis"]),
            is_head=given["kepala"],
            title=given["jabatan"],
            job_group=given["kelompok"],
            grade=given["jenjang"],
            since=given["mulai"],
            until=given["selesai"],
            decree_no=given["sk"],
            by=actor,
            at=clock.now(),
        )
        return warnings

    return answer(request, step, form, act)


@get_or_post
def placement_end(request: ActorRequest, placement_id: int) -> HttpResponse:
    """End one post."""
    placement, employee = post_seen(request.actor, placement_id)
    if not may_place(request.actor, placement.unit_id):
        raise NotPermitted("Jabatan di unit ini diatur pengelola kinerja kota atau kantornya.")
    form = LastDayForm(sent(request), hint=STILL_HELD)
    step = Step(
        title=f"Akhiri jabatan {placement.title}?",
        status=f"{employee.full_name} tidak lagi memegang jabatan ini setelah hari terakhir.",
        trail=trail_of(employee, "Akhiri jabatan"),
        button="Akhiri jabatan",
        danger=True,
        back=url("organization:person", employee.pk),
        said="Jabatan diakhiri.",
    )

    def act(given: dict[str, Any]) -> list[str]:
        end_placement(placement=placement, last=given["terakhir"], by=request.actor, at=clock.now())
        return []

    return answer(request, step, form, act)


def post_seen(actor: Actor, placement_id: int) -> tuple[Placement, Employee]:
    """Return a post that the actor may see, with its holder. Raises Http404."""
    posts = Placement.objects.visible_to(actor).select_related("employee")
    placement = posts.filter(pk=placement_id).first()
    if placement is None:
        raise Http404
    return placement, placement.employee


@get_or_post
def wrong_evaluator(request: ActorRequest, employee_id: int) -> HttpResponse:
    """Tell the pengelola that one's own evaluator is wrong."""
    if employee_id != request.actor.employee_id:
        seen(request.actor, employee_id)
        raise NotPermitted("Hanya pegawai itu sendiri yang bisa melaporkan penilainya.")
    employee = seen(request.actor, employee_id)
    step = Step(
        title="Penilai saya salah",
        status="Pengelola kinerja di kantor Anda menerima laporan ini dan memperbaiki datanya.",
        trail=trail_of(employee, "Penilai saya salah"),
        button="Kirim laporan",
        back=url("organization:person", employee_id),
        said="Laporan Anda terkirim ke pengelola kinerja.",
    )

    def act(given: dict[str, Any]) -> list[str]:
        operations.report_wrong_evaluator(
            employee=employee, words=given["kata"], by=request.actor, at=clock.now()
        )
        return []

    return answer(request, step, WrongEvaluatorForm(sent(request)), act)
