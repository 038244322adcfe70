"""Format B.1.8: the employee answers, the superior of the mentor reads; and its wording."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from kinerja.audit.operations import record_access
from kinerja.city.queries import current_city
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.guidance import access, operations
from kinerja.guidance.forms import AGREEMENT, StatementsForm, WordingForm
from kinerja.guidance.models import StatementAnswers
from kinerja.guidance.queries import mentors, rows
from kinerja.guidance.views.common import (
    answer,
    get_or_post,
    head_or_404,
    shows,
    stored,
)
from kinerja.organization.models import Employee
from kinerja.ui.format import url
from kinerja.ui.rendering import page

NINE = range(1, 10)
NOT_WORDING = "Rumusan pernyataan diubah oleh pengelola kinerja kota."


@get_or_post
def statements(request: ActorRequest, guidance_id: int) -> HttpResponse:
    """The employee answers; the page says before writing who will read."""
    head = head_or_404(request, guidance_id)
    if not access.is_own(request.actor, head):
        raise NotPermitted("Pernyataan ini diisi oleh pegawai yang dibimbing.")
    place = url("guidance:answers", head.id)
    is_answered = StatementAnswers.objects.filter(guidance_id=head.id).exists()
    if request.method != "POST" and is_answered:
        return HttpResponseRedirect(place)
    wording = rows.statements(1)
    form = StatementsForm(request.POST or None, rows=wording)

    def act(**how: Any) -> None:
        words = form.cleaned_data["words"]
        operations.answer_statements(
            guidance=stored(head), values=form.values(), words=words, **how
        )

    assert head.mentor_id is not None
    superior_id = mentors.superior_of(head.mentor_id, head.employee_id, clock.today())
    superior = Employee.objects.filter(pk=superior_id).first() if superior_id else None
    context = {
        "head": head,
        "form": form,
        "superior": superior.full_name if superior else "",
        "unverified": [row.no for row in wording if not row.is_verified],
    }
    show = shows(request, "guidance/statements.html", context)
    said = "Umpan balik terkirim. Pembimbing tidak melihatnya."
    return answer(request, form, act, show, place=place, said=said)


@require_safe
def answers(request: ActorRequest, guidance_id: int) -> HttpResponse:
    """What was answered, to the employee and the superior of the mentor; for the printer too."""
    seen = StatementAnswers.objects.visible_to(request.actor).select_related(
        "employee", "superior", "guidance__placement"
    )
    found = get_object_or_404(seen, guidance_id=guidance_id)
    record_access(by=request.actor, about=found.employee_id, subject=found, purpose="format B.1.8")
    context = {
        "found": found,
        "held": found.guidance,
        "mentor": rows.answered_about(found.pk)[0].mentor,
        "is_own": found.employee_id == request.actor.employee_id,
        "agreement": dict(AGREEMENT),
        "city": current_city(),
    }
    return page(request, "guidance/answers.html", context)


@require_safe
def wording(request: ActorRequest) -> HttpResponse:
    """The nine statements as the city has them."""
    if not access.may_word(request.actor):
        raise NotPermitted(NOT_WORDING)
    return page(request, "guidance/wording.html", {"rows": rows.statements(1)})


@get_or_post
def word(request: ActorRequest, no: int) -> HttpResponse:
    """Change one of the nine statements."""
    if not access.may_word(request.actor):
        raise NotPermitted(NOT_WORDING)
    if no not in NINE:
        raise Http404
    row = rows.statements(no)[0]
    form = WordingForm(
        request.POST if request.method == "POST" else None,
        initial={"text": row.text, "is_verified": row.is_verified},
    )

    def act(**how: Any) -> None:
        operations.word_statement(no=no, **form.cleaned_data, **how)

    show = shows(request, "guidance/word.html", {"row": row, "form": form})
    return answer(
        request,
        form,
        act,
        show,
        place=url("guidance:wording"),
        said="Rumusan tersimpan. Jawaban yang sudah terkirim tetap dengan rumusan lama.",
    )
