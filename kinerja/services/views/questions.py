"""Extra questions: asked, and asked no more."""

from __future__ import annotations

from django.http import HttpResponse

from kinerja.audit.steps import Step, answer, sent
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.services import operations
from kinerja.services.forms import QuestionForm
from kinerja.services.views import finding
from kinerja.services.views.services import get_or_post
from kinerja.ui.format import url
from kinerja.ui.forms import Form


@get_or_post
def question_new(request: ActorRequest, service_id: int) -> HttpResponse:
    """Ask one thing more."""
    row = finding.seen_service(request, service_id)
    finding.must_administer(request, row.unit_id)
    form = QuestionForm(sent(request))
    step = Step(
        title="Tambah pertanyaan",
        status="Ditanyakan sesudah sembilan pertanyaan tetap. Pertanyaan yang sudah tersimpan "
        "tidak bisa diubah, hanya diakhiri.",
        trail=finding.trail_to(row.id, row.name, "Tambah pertanyaan"),
        button="Tambah pertanyaan",
        back=f"{url('services:service', row.id)}#pertanyaan",
        said="Pertanyaan tersimpan dan mulai ditanyakan.",
    )

    def act() -> None:
        operations.ask_question(
            service=finding.the_service(request, row.id),
            text=form.cleaned_data["text"],
            answers=form.answers,
            by=request.actor,
            at=clock.now(),
        )

    return answer(request, step, form, act)


@get_or_post
def question_end(request: ActorRequest, question_id: int) -> HttpResponse:
    """Ask it no more."""
    asked = finding.seen_question(request, question_id)
    row = finding.seen_service(request, asked.service_id)
    finding.must_administer(request, row.unit_id)
    step = Step(
        title="Akhiri pertanyaan ini?",
        status=f"“{asked.text}” tidak ditanyakan lagi. Jawaban yang ada tetap tersimpan.",
        trail=finding.trail_to(row.id, row.name, "Akhiri pertanyaan"),
        button="Akhiri pertanyaan",
        danger=True,
        back=f"{url('services:service', row.id)}#pertanyaan",
        said="Pertanyaan berakhir.",
    )

    def act() -> None:
        operations.end_question(
            question=finding.the_question(request, asked.id), by=request.actor, at=clock.now()
        )

    return answer(request, step, Form(sent(request)), act)
