"""Counters: added, named, closed, given another code; their poster."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from kinerja.audit.steps import Step, answer, sent
from kinerja.documents.http import pdf_bytes_response
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.services import operations, posters
from kinerja.services.forms import CodeForm, CounterForm
from kinerja.services.queries.services import PlaceRow
from kinerja.services.refusals import CounterClosed
from kinerja.services.views import finding
from kinerja.services.views.services import get_or_post
from kinerja.ui.format import url
from kinerja.ui.forms import Form


@get_or_post
def counter_new(request: ActorRequest, service_id: int) -> HttpResponse:
    """Open a counter of a service."""
    row = finding.seen_service(request, service_id)
    finding.must_administer(request, row.unit_id)
    form = CounterForm(sent(request))
    step = Step(
        title="Tambah loket",
        status=f"{row.name}. Loket ini langsung mendapat kode dan poster.",
        trail=finding.trail_to(row.id, row.name, "Tambah loket"),
        button="Tambah loket",
        back=f"{url('services:service', row.id)}#loket",
        said="Loket tersimpan. Cetak posternya, lalu pasang di tempat warga menunggu.",
    )

    def act() -> None:
        operations.add_counter(
            service=finding.the_service(request, row.id),
            **form.cleaned_data,
            by=request.actor,
            at=clock.now(),
        )

    return answer(request, step, form, act)


def _step(row: PlaceRow, title: str, here: str, **given: Any) -> Step:
    return Step(
        title=title,
        trail=finding.trail_to(row.service_id, row.service_name, here),
        back=f"{url('services:service', row.service_id)}#loket",
        **given,
    )


def _administered(request: ActorRequest, counter_id: int) -> PlaceRow:
    row = finding.seen_place(request, counter_id)
    finding.must_administer(request, row.unit_id)
    return row


@get_or_post
def counter_edit(request: ActorRequest, counter_id: int) -> HttpResponse:
    """Name a counter anew."""
    row = _administered(request, counter_id)
    initial = {"name": row.name, "is_kiosk": row.is_kiosk}
    form = CounterForm(sent(request), initial=initial)
    step = _step(
        row,
        "Ubah loket",
        "Ubah loket",
        status=f"{row.name}. Kodenya tetap; cetak ulang poster bila namanya berubah.",
        button="Simpan loket",
        said="Loket tersimpan.",
    )

    def act() -> None:
        operations.change_counter(
            counter=finding.the_counter(request, row.id),
            **form.cleaned_data,
            by=request.actor,
            at=clock.now(),
        )

    return answer(request, step, form, act)


@get_or_post
def counter_close(request: ActorRequest, counter_id: int) -> HttpResponse:
    """End a counter."""
    row = _administered(request, counter_id)
    step = _step(
        row,
        f"Tutup {row.name}?",
        "Tutup loket",
        status="Kode QR loket ini berhenti menerima jawaban. Jawaban yang ada tetap dihitung, dan "
        "loket bisa dibuka lagi dengan kode yang sama.",
        button="Tutup loket",
        danger=True,
        said="Loket ditutup. Lepas posternya.",
    )

    def act() -> None:
        operations.close_counter(
            counter=finding.the_counter(request, row.id), by=request.actor, at=clock.now()
        )

    return answer(request, step, Form(sent(request)), act)


@require_POST
def counter_reopen(request: ActorRequest, counter_id: int) -> HttpResponse:
    """Let a closed counter run again."""
    row = finding.seen_place(request, counter_id)
    step = _step(
        row,
        f"Buka lagi {row.name}?",
        "Buka lagi",
        button="Buka lagi",
        said="Loket berjalan lagi dengan kode yang sama.",
    )

    def act() -> None:
        operations.reopen_counter(
            counter=finding.the_counter(request, row.id), by=request.actor, at=clock.now()
        )

    return answer(request, step, Form(sent(request)), act)


@get_or_post
def code_new(request: ActorRequest, counter_id: int) -> HttpResponse:
    """Give a counter another code, after saying what happens to old posters."""
    row = _administered(request, counter_id)
    form = CodeForm(sent(request), initial={"code": row.code or ""})
    step = _step(
        row,
        f"Ganti kode {row.name}?",
        "Ganti kode",
        button="Ganti kode",
        said="Kode baru berlaku. Cetak posternya dan ganti yang terpasang.",
        template="services/code_new.html",
        context={"row": row},
    )

    def act() -> None:
        operations.new_code(
            counter=finding.the_counter(request, row.id),
            instead_of=form.cleaned_data["code"] or None,
            by=request.actor,
            at=clock.now(),
        )

    return answer(request, step, form, act)


@require_safe
def poster(request: ActorRequest, counter_id: int) -> HttpResponse:
    """The poster of a counter, to print: `?ukuran=a4` or `a5`."""
    row = finding.seen_place(request, counter_id)
    size = request.GET.get("ukuran", posters.SIZES[0])
    if size not in posters.SIZES:
        raise Http404
    if not row.takes_answers:
        raise CounterClosed("Loket ini tidak menerima jawaban, jadi tidak punya poster.")
    pdf = posters.draw(row, size=size, at=clock.now())
    return pdf_bytes_response(pdf, f"poster-{row.code}-{size}.pdf")
