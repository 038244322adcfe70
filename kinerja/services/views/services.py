"""The list of services, and one with its standard, counters and questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.audit.steps import Step, answer, sent
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Stale
from kinerja.organization.queries.units import unit_choices
from kinerja.services import access, answered, operations
from kinerja.services.forms import Groups, NewServiceForm, Search, ServiceForm
from kinerja.services.models import Service
from kinerja.services.operations import ServiceValues
from kinerja.services.operations.questions import MOST
from kinerja.services.queries import parts
from kinerja.services.queries import services as reads
from kinerja.services.queries.services import PAGE, Standard
from kinerja.services.views import finding
from kinerja.ui.format import has_url, number, url
from kinerja.ui.forms import Form
from kinerja.ui.rendering import page
from regulation.satisfaction import required_sample

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
NOBODYS = "Layanan diurus oleh admin survei kepuasan dan dibaca oleh pimpinan unitnya."
#: pages of the room above about one service, and who may open them
BEYOND: tuple[tuple[str, str, Callable[[Actor, int], bool]], ...] = (
    ("surveys:result", "Hasil survei", lambda actor, unit_id: True),
    ("surveys:comments", "Komentar warga", access.may_read_words),
    ("surveys:paper", "Isi jawaban kertas", access.may_administer),
)


@require_safe
def service_list(request: ActorRequest) -> HttpResponse:
    """The services one sees, by unit; those that are closed apart."""
    actor = request.actor
    if not access.may_look(actor):
        raise NotPermitted(NOBODYS)
    form = Search(request.GET)
    chosen = form if form.is_valid() else Search({})
    chosen.is_valid()
    given, today = chosen.cleaned_data, clock.today()
    number_ = given["hal"] or 1
    start = PAGE * (number_ - 1)
    rows = reads.services(actor, today, chosen.state, given["cari"], start, start + PAGE)
    total = rows[0].all_rows if rows else 0
    context = {
        "rows": rows,
        "answers": answered.this_quarter([row.id for row in rows], today),
        "form": chosen,
        "words": given["cari"],
        "is_closed": chosen.state == Service.State.CLOSED,
        "may_open": access.may_open(actor),
        "number": number_,
        "pages": max(1, -(-total // PAGE)),
        "total": total,
        "per_page": PAGE,
        "query": urlencode({key: given[key] for key in ("cari", "lihat") if given[key]}),
    }
    return page(request, "services/service_list.html", context)


@require_safe
def service(request: ActorRequest, service_id: int) -> HttpResponse:
    """One service."""
    row, actor = finding.seen_service(request, service_id), request.actor
    context = {
        "row": row,
        "trail": finding.trail_to(row.id, row.name),
        "standard": _standard(row),
        "counters": parts.counters_of(actor, row.id),
        "old_codes": parts.old_codes_of(actor, row.id),
        "questions": parts.questions_of(actor, row.id),
        "most_questions": MOST,
        "administers": access.may_administer(actor, row.unit_id),
        "is_open": row.state == Service.State.OPEN,
        "sample": required_sample(row.served_a_year or 0),
        "answers": answered.in_four_quarters(row.id, clock.today()),
        "beyond": [
            (words, url(name, row.id))
            for name, words, may in BEYOND
            if has_url("surveys:overview") and may(actor, row.unit_id)
        ],
        "start": settings.PUBLIC_URL.partition("://")[2] + "/s/",
    }
    return page(request, "services/service.html", context)


def _standard(row: Standard) -> list[tuple[str, str]]:
    """Return the six parts of the standard that citizens meet."""
    fields = ServiceForm.base_fields
    return [(str(fields[name].label), getattr(row, name)) for name in STANDARD]


STANDARD = (
    "requirements", "procedure", "duration", "fee", "product", "complaint_handling",
)  # fmt: skip


def _units(request: ActorRequest) -> Groups:
    """Return the units in which the person may open a service."""
    actor, today = request.actor, clock.today()
    everywhere = access.may_open_everywhere(actor)
    return unit_choices(actor, today, everywhere=everywhere, units=actor.units_surveyed)


@get_or_post
def service_new(request: ActorRequest) -> HttpResponse:
    """Open a service in a unit."""
    if not access.may_open(request.actor):
        raise NotPermitted("Hanya admin survei kepuasan yang menambah layanan.")
    units = _units(request)
    choices = [unit for _, group in units for unit in group]
    initial = {"unit": choices[0][0]} if len(choices) == 1 else {}
    form = NewServiceForm(sent(request), units=units, initial=initial)
    step = Step(
        title="Tambah layanan",
        status="Sesudah ini Anda menambah loketnya, lalu mencetak poster dengan kode QR.",
        trail=((finding.LIST, url("services:service_list")), ("Tambah layanan", "")),
        button="Tambah layanan",
        back=url("services:service_list"),
        said="Layanan tersimpan. Tambah loketnya agar warga bisa menjawab survei.",
        template="services/service_form.html",
    )

    def act() -> str:
        made = operations.open_service(
            unit_id=form.cleaned_data["unit"], values=form.values, by=request.actor, at=clock.now()
        )
        return url("services:service", made.pk)

    return answer(request, step, form, act)


@get_or_post
def service_edit(request: ActorRequest, service_id: int) -> HttpResponse:
    """Describe a service anew; two windows that write at once see both versions."""
    row = finding.seen_service(request, service_id)
    finding.must_administer(request, row.unit_id)
    form = ServiceForm(request.POST) if request.method == "POST" else ServiceForm.of(row)
    step = Step(
        title="Ubah layanan",
        status=row.name,
        trail=finding.trail_to(row.id, row.name, "Ubah"),
        button="Simpan layanan",
        back=url("services:service", row.id),
        said="Layanan tersimpan.",
        template="services/service_form.html",
    )

    def act() -> None:
        operations.change_service(
            service=finding.the_service(request, row.id),
            values=form.values,
            lock_no=form.cleaned_data["lock_no"] or 0,
            by=request.actor,
            at=clock.now(),
        )

    return answer(request, step, form, act, both=lambda stale: _both(request, row.id, form, stale))


def _both(
    request: ActorRequest, service_id: int, form: ServiceForm, stale: Stale
) -> dict[str, Any]:
    """Return what two windows wrote, where it differs."""
    row = finding.seen_service(request, service_id)
    pairs = [
        (str(form[name].label), _said(getattr(row, name)), _said(getattr(form.values, name)))
        for name in ServiceValues._fields
    ]
    return {
        "message": stale.message,
        "rows": [pair for pair in pairs if pair[1] != pair[2]],
        "own": [(name, form[name].value() or "") for name in ServiceValues._fields],
        "lock_no": row.lock_no,
    }


def _said(value: Any) -> str:
    return number(value) if isinstance(value, int) else str(value or "")


@get_or_post
def service_close(request: ActorRequest, service_id: int) -> HttpResponse:
    """End a service, after saying what happens to its posters."""
    row = finding.seen_service(request, service_id)
    finding.must_administer(request, row.unit_id)
    step = Step(
        title=f"Tutup layanan {row.name}?",
        status="Semua kode QR layanan ini berhenti menerima jawaban. Hasil survei yang ada tetap "
        "tersimpan, dan layanan bisa dibuka lagi.",
        trail=finding.trail_to(row.id, row.name, "Tutup"),
        button="Tutup layanan",
        danger=True,
        back=url("services:service", row.id),
        said="Layanan ditutup. Lepas poster yang masih terpasang.",
    )

    def act() -> None:
        operations.close_service(
            service=finding.the_service(request, row.id), by=request.actor, at=clock.now()
        )

    return answer(request, step, Form(sent(request)), act)


@require_POST
def service_reopen(request: ActorRequest, service_id: int) -> HttpResponse:
    """Let a closed service run again."""
    row = finding.seen_service(request, service_id)
    step = Step(
        title=f"Buka lagi layanan {row.name}?",
        trail=finding.trail_to(row.id, row.name, "Buka lagi"),
        button="Buka lagi",
        back=url("services:service", row.id),
        said="Layanan berjalan lagi, dengan loket dan kode yang sama.",
    )

    def act() -> None:
        operations.reopen_service(
            service=finding.the_service(request, row.id), by=request.actor, at=clock.now()
        )

    return answer(request, step, Form(sent(request)), act)
