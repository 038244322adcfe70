"""The messages of the person who asks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kinerja.audit.operations import once
from kinerja.foundation import clock
from kinerja.foundation.http import ActorRequest
from kinerja.notifications import operations, queries
from kinerja.notifications.forms import PreferenceForm
from kinerja.notifications.models import Notification, NotificationPreference
from kinerja.ui.format import url
from kinerja.ui.rendering import page


@require_safe
def notification_list(request: ActorRequest) -> HttpResponse:
    """Show the latest messages."""
    context = {"notes": queries.newest(request.actor), "limit": queries.PAGE}
    return page(request, "notifications/notification_list.html", context)


@require_safe
def notification_open(request: ActorRequest, notification_id: int) -> HttpResponse:
    """Mark a message as read and lead to what it is about, on our own pages only."""
    notes = Notification.objects.visible_to(request.actor)
    note = get_object_or_404(notes, pk=notification_id)
    if request.method == "GET":
        operations.mark_read(by=request.actor, at=clock.now(), notification_id=note.pk)
    own = url_has_allowed_host_and_scheme(note.location, allowed_hosts=None)
    there = note.location if own and note.location.startswith("/") else ""
    return HttpResponseRedirect(there or url("notifications:notification_list"))


@require_POST
def mark_all_read(request: ActorRequest) -> HttpResponse:
    """Mark all of one's messages as read."""
    operations.mark_read(by=request.actor, at=clock.now())
    return HttpResponseRedirect(url("notifications:notification_list"), status=303)


@require_http_methods(["GET", "HEAD", "POST"])
def preference(request: ActorRequest) -> HttpResponse:
    """Show, or set, when mails may come."""
    form = PreferenceForm(request.POST or None, initial=_initial(request))
    if request.method != "POST":
        return _show(request, form)
    if not form.is_valid():
        return _show(request, form, status=422)
    with once(request) as done:
        operations.set_preference(**form.chosen(), by=request.actor, at=clock.now())
        done.location = url("notifications:preference")
    messages.success(request, "Pengaturan tersimpan.")
    return HttpResponseRedirect(done.location, status=303)


def _initial(request: ActorRequest) -> dict[str, Any]:
    kept = NotificationPreference.objects.filter(pk=request.actor.user_key).first()
    chosen = kept or NotificationPreference()
    return {name: getattr(chosen, name) for name in PreferenceForm.base_fields}


def _show(request: ActorRequest, form: PreferenceForm, status: int = 200) -> HttpResponse:
    return page(request, "notifications/preference.html", {"form": form}, status=status)
