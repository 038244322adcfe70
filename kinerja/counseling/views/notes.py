"""Writing a note."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from kinerja.audit.acting import run
from kinerja.counseling import operations
from kinerja.counseling.forms import NoteForm
from kinerja.counseling.operations.notes import keys_for_note
from kinerja.counseling.refusals import NoKey, NotUnderstood
from kinerja.counseling.views.cases import show_case
from kinerja.counseling.views.common import counseled_or_404, get_or_post, in_room, step
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import Refusal
from kinerja.ui.format import url


@get_or_post
@in_room
def note_add(request: ActorRequest, case_id: int) -> HttpResponse:
    """Write a note; before the first one the counselor reads what can be lost."""
    found = counseled_or_404(request, case_id)
    case_page = url("counseling:case", found.pk)
    if request.method != "POST":
        try:
            keys_for_note(request.actor)
        except NoKey:
            return HttpResponseRedirect(url("counseling:key_make"))
        except NotUnderstood:
            return HttpResponseRedirect(f"{url('counseling:understand')}?kasus={found.pk}")
        except Refusal as refusal:
            return show_case(request, found, refusal=refusal, status=409)
    form = NoteForm(request.POST if request.method == "POST" else None)
    context = {
        "title": "Tulis catatan",
        "status": "Hanya Anda yang membukanya, dengan kalimat sandi Anda.",
        "trail": [
            ("Konseling", url("counseling:case_list")),
            (found.employee.full_name, case_page),
        ],
        "button": "Segel catatan",
        "back": case_page,
    }
    if request.method != "POST" or not form.is_valid():
        return step(request, form, context, status=422 if form.is_bound else 200)
    return run(
        request,
        lambda: operations.write_note(
            case=found, text=form.cleaned_data["catatan"], by=request.actor, at=clock.now()
        ),
        lambda refusal: step(request, form, context, refusal=refusal, status=409),
        place=case_page,
        said="Catatan disegel.",
    )
