"""One's guidances: as the one who is guided, as mentor, of one's team; offers; answers to read."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from kinerja.foundation import clock
from kinerja.foundation.actor import Actor
from kinerja.foundation.http import ActorRequest
from kinerja.guidance import access
from kinerja.guidance.forms import Filters
from kinerja.guidance.queries import rows
from kinerja.guidance.views.common import STATES, TONES
from kinerja.ui.format import url
from kinerja.ui.rendering import page

FINDS: dict[str, Any] = {
    "": rows.own_guidances,
    "tim": rows.team_guidances,
    "usul": rows.offered_guidances,
    "jawaban": rows.answers_for,
}
#: by tab: title and text where there is nothing yet
EMPTY = {
    "": (
        "Belum ada bimbingan",
        "Bimbingan yang Anda terima atau Anda berikan muncul di sini. Penilai yang memulainya.",
    ),
    "tim": ("Belum ada bimbingan di tim Anda", "Mulai dari halaman Pembinaan, di samping nama."),
    "usul": (
        "Belum ada usul",
        "Sistem mengusulkan bimbingan sesudah hasil penilaian diserahkan. Anda yang memutuskan.",
    ),
    "jawaban": (
        "Belum ada jawaban",
        "Umpan balik pegawai tentang pembimbing yang Anda nilai muncul di sini.",
    ),
}


@require_safe
def guidance_list(request: ActorRequest) -> HttpResponse:
    filters = Filters(request.GET)
    chosen = filters.cleaned_data if filters.is_valid() else {}
    tab, number = chosen.get("tab") or "", chosen.get("hal") or 1
    found = FINDS[tab](request.actor, rows.PAGE * (number - 1), rows.PAGE * number)
    total = found[0].all_rows if found else 0
    context = {
        "rows": found,
        "tab": tab,
        "tabs": _tabs(request.actor, tab),
        "empty": EMPTY[tab],
        "number": number,
        "pages": max(1, -(-total // rows.PAGE)),
        "total": total,
        "per_page": rows.PAGE,
        "me": request.actor.employee_id,
        "today": clock.today(),
        "states": STATES,
        "tones": TONES,
        "may_word": access.may_word(request.actor),
        "is_evaluator": bool(request.actor.evaluates),
    }
    return page(request, "guidance/guidance_list.html", context)


def _tabs(actor: Actor, tab: str) -> list[tuple[str, str, bool, None]]:
    """Return the tabs that may hold something for a person."""
    here = url("guidance:guidance_list")
    found = [("Bimbingan saya", "")]
    if actor.evaluates or actor.units_headed:
        found += [("Tim", "tim"), ("Usul", "usul"), ("Untuk saya baca", "jawaban")]
    return [(words, f"{here}?tab={key}" if key else here, tab == key, None) for words, key in found]
