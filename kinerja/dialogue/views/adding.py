"""Putting a thing of another page onto the agenda: what, and on which one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from kinerja.audit.operations import once
from kinerja.dialogue import operations, subjects
from kinerja.dialogue.forms import AgendaAddForm
from kinerja.dialogue.operations import carrying
from kinerja.dialogue.subjects import Subject
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_add(request: ActorRequest) -> HttpResponse:
    """Show what will be put on which agenda; put it there."""
    given = request.POST if request.method == "POST" else request.GET
    asked = AgendaAddForm({"jenis": given.get("jenis"), "id": given.get("id"), "title": "-"})
    if not asked.is_valid():
        raise Http404
    subject = subjects.find(request.actor, asked.cleaned_data["jenis"], asked.cleaned_data["id"])
    if not _may_put(request, subject):
        raise NotPermitted("Agenda ini milik pegawai dan yang memimpin dialognya.")
    if request.method != "POST":
        form = AgendaAddForm(
            initial={"jenis": subject.kind, "id": subject.id, "title": subject.label}
        )
        return _show(request, subject, form)
    form = AgendaAddForm(request.POST)
    return (
        _put(request, subject, form)
        if form.is_valid()
        else _show(request, subject, form, status=422)
    )


def _may_put(request: ActorRequest, subject: Subject) -> bool:
    is_own = request.actor.employee_id == subject.employee.pk
    return is_own or subject.placement.pk in request.actor.evaluates


def _put(request: ActorRequest, subject: Subject, form: AgendaAddForm) -> HttpResponse:
    try:
        with once(request) as done:
            item = operations.put_on_agenda(
                employee=subject.employee,
                placement=subject.placement,
                title=form.cleaned_data["title"],
                subject_kind=subject.kind,
                subject_id=subject.id,
                subject_label=subject.label,
                by=request.actor,
                at=clock.now(),
            )
            there = item.session_id
            done.location = (
                f"{url('dialogue:session', there)}#agenda" if there else _waiting_place(request)
            )
    except NotPermitted:
        raise
    except Refusal as refusal:
        return _show(request, subject, form, refusal=refusal, status=409)
    messages.success(
        request,
        "Masuk ke agenda sesi berikutnya."
        if there
        else "Tersimpan. Butir ini masuk ke agenda begitu sesi berikutnya dijadwalkan.",
    )
    return HttpResponseRedirect(done.location, status=303)


def _waiting_place(request: ActorRequest) -> str:
    return url("dialogue:overview" if request.actor.evaluates else "dialogue:session_list")


def _show(
    request: ActorRequest,
    subject: Subject,
    form: AgendaAddForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    is_own = request.actor.employee_id == subject.employee.pk
    position = None if is_own else subject.placement.pk
    context = {
        "subject": subject,
        "form": form,
        "refusal": refusal,
        "next": carrying.next_session(subject.employee.pk, at=clock.now(), placement_id=position),
        "is_own": is_own,
    }
    return page(request, "dialogue/agenda_add.html", context, status=status)
