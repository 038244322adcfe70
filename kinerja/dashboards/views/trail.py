"""The trail: acts for those who audit or manage, reads for the person they are about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_GET

from kinerja.dashboards import wording
from kinerja.dashboards.queries import trail as queries
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted
from kinerja.ui.forms import DayField, Form, text
from kinerja.ui.rendering import page


class Filters(Form):
    """Everything is optional; what cannot be read is said beside its field."""

    siapa = text("Siapa", required=False, max_length=100, help_text="Nama atau NIP.")
    tentang = text("Tentang siapa", required=False, max_length=100, help_text="Nama atau NIP.")
    apa = forms.ChoiceField(
        label="Tindakan",
        required=False,
        choices=[("", "Semua tindakan"), *sorted(wording.ACTS.items(), key=lambda item: item[1])],
    )
    dari = DayField(label="Dari tanggal", required=False)
    sampai = DayField(label="Sampai tanggal", required=False)

    def wanted(self) -> queries.Wanted:
        given = self.cleaned_data
        return queries.Wanted(
            who=given.get("siapa", ""),
            about=given.get("tentang", ""),
            action=given.get("apa", ""),
            first_day=given.get("dari"),
            last_day=given.get("sampai"),
        )


class Place(Form):
    """Where a page begins: the moment and the number of the last row before it."""

    waktu = forms.CharField(max_length=40, required=False)
    nomor = forms.IntegerField(min_value=0, max_value=2**62, required=False)

    def key(self) -> tuple[dt.datetime, int] | None:
        if not self.is_valid() or not self.cleaned_data["waktu"]:
            return None
        try:
            at = dt.datetime.fromisoformat(self.cleaned_data["waktu"])
        except ValueError:
            return None
        return (at, self.cleaned_data["nomor"] or 0) if at.tzinfo else None


@require_GET
def audit(request: ActorRequest) -> HttpResponse:
    """Who, what, when, what changed."""
    if not (request.actor.units_audited or request.actor.units_managed):
        raise NotPermitted("Jejak audit dibaca oleh auditor dan pengelola kinerja.")
    form = Filters(request.GET)
    is_valid = form.is_valid()
    rows = (
        queries.events_for(request.actor, form.wanted(), after=Place(request.GET).key())
        if is_valid
        else []
    )
    words = {
        "field": wording.field,
        "said": wording.said,
        "subject": wording.subject,
        "vias": wording.VIAS,
    }
    context = {"form": form, **words, **_paged(rows, request.GET)}
    return page(request, "dashboards/audit.html", context, status=200 if is_valid else 422)


@require_GET
def readings(request: ActorRequest) -> HttpResponse:
    """Who has looked at my ratings and evidence. Law: UU 27/2022 Ps. 32."""
    rows = queries.readings_of(request.actor, after=Place(request.GET).key())
    return page(request, "dashboards/readings.html", _paged(rows, request.GET))


def _paged(rows: list[Any], asked: QueryDict) -> dict[str, Any]:
    shown = rows[: queries.PAGE]
    older = ""
    if len(rows) > queries.PAGE:
        following = asked.copy()
        following["waktu"] = shown[-1].at.isoformat()
        following["nomor"] = str(shown[-1].id)
        older = following.urlencode()
    return {"rows": shown, "older": older}
