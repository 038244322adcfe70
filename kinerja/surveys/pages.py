"""The pages of the survey: one form, and the few things that can be said instead."""

from __future__ import annotations

import functools
import io
from typing import Any

import segno
from django.conf import settings
from django.http import HttpResponse
from markupsafe import Markup

from kinerja.services.models import Counter
from kinerja.services.operations import code_of_day
from kinerja.services.refusals import CounterClosed
from kinerja.surveys import promises
from kinerja.surveys.places import Place
from kinerja.surveys.posted import LONGEST_TEXT, PROFILE, Parsed
from kinerja.ui.rendering import template_named
from regulation.satisfaction import QUESTIONS

#: the phone may keep the page, and asks before it shows it: its key is good for one answer
KEEP = "private, no-cache"
#: seconds after which a page that asked for patience may be sent again
PATIENCE = 5
LABELS = {
    "jk": "Jenis kelamin",
    "usia": "Usia",
    "didik": "Pendidikan",
    "kerja": "Pekerjaan",
}
CHOICES = [
    (name, LABELS[name], [(one.value, one.label) for one in kind]) for name, kind in PROFILE.items()
]
GONE = {
    "RETIRED": (
        "Kode ini sudah diganti",
        "Poster di loket sekarang memuat kode yang baru. Pindai kode itu.",
    ),
    "DAY_OVER": (
        "Kode ini hanya untuk satu hari",
        "Pindai kode di layar loket, yang berganti setiap hari.",
    ),
    "CLOSED": (
        "Survei ini sudah ditutup",
        "Layanan atau loket ini tidak menerima jawaban lagi. Terima kasih sudah mau mengisi.",
    ),
}

WAIT = "Coba lagi nanti"
SEARCHED = (
    "Terlalu banyak kode yang tidak ada diketik dari jaringan ini. Buka lagi halaman ini sepuluh"
    " menit lagi, atau lewat jaringan lain."
)
BUSY = "Survei sedang ramai. Tunggu sebentar, muat ulang halaman ini untuk mengirim lagi."
BUSY_PAGE = "Survei sedang ramai. Halaman ini dimuat ulang sendiri dalam beberapa detik."


class Asked:
    """A question as the page draws it."""

    def __init__(self, name: str, text: str, answers: tuple[str, ...] | list[str]) -> None:
        self.name, self.text, self.answers = name, text, answers


NINE = [Asked(one.element.value, one.text, one.answers) for one in QUESTIONS]


def form(code: str, place: Place, key: str, said: Parsed | None = None) -> HttpResponse:
    """Return the survey; with what was typed and what is wrong with it, if it comes back."""
    questions = [*NINE, *(Asked(f"T{id_}", text, words) for id_, text, words in place.extras)]
    errors = said.errors if said else {}
    response = _page(
        "page",
        _status(said),
        code=code,
        place=place,
        city=place.city,
        key=key,
        title=title_of(place.service),
        questions=questions,
        profile=CHOICES,
        longest=LONGEST_TEXT,
        typed=said.typed if said else {},
        errors=errors,
        wrong_below=not errors.keys().isdisjoint({*PROFILE, "saran"}),
        is_late=said is not None and not errors,
    )
    response.headers["Cache-Control"] = KEEP
    return response


def _status(said: Parsed | None) -> int:
    if said is None:
        return 200
    return 422 if said.errors else 409


def title_of(service: str) -> str:
    """Bagaimana layanan izin usaha hari ini?"""
    first, _, rest = service.partition(" ")
    named = rest if first.lower() in {"layanan", "pelayanan"} and rest else service
    if named[1:2].islower():  # no abbreviation
        named = named[0].lower() + named[1:]
    return f"Bagaimana layanan {named} hari ini?"


def thanks(code: str, place: Place) -> HttpResponse:
    """Say thanks, and what the last answers have changed."""
    promise = promises.newest_of(place.service_id)
    return _page("thanks", 200, code=code, place=place, city=place.city, promise=promise)


def screen(place: Place) -> HttpResponse:
    """Show the code of the day on a screen that stands at the counter."""
    try:
        code = code_of_day(counter=Counter(pk=place.counter_id), day=place.day)
    except CounterClosed:
        return gone(place._replace(state="CLOSED"))
    address = f"{settings.PUBLIC_URL}/s/{code.code}"
    return _page(
        "kiosk", 200, place=place, city=place.city, address=address, drawing=drawn(address)
    )


@functools.lru_cache(maxsize=64)
def drawn(address: str) -> Markup:
    """Draw an address as QR code."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, xmldecl=False, svgns=False, omitsize=True, light="#fff",
        nl=False, title=f"Kode QR {address}",
    )  # fmt: skip
    return Markup(out.getvalue().decode())  # noqa: S704 - drawn by segno from our own text


def unknown(city: str = "") -> HttpResponse:
    """Nobody has this code."""
    return _said(
        404,
        "Kode ini tidak ada",
        "Periksa lagi enam huruf dan angka di poster, atau pindai kodenya.",
        city,
    )


def gone(place: Place) -> HttpResponse:
    """A code that leads nowhere, or nowhere any more."""
    if place.state not in GONE:
        return unknown(place.city)
    return _said(410, *GONE[place.state], place.city)


def too_many(city: str = "", *, work: str = "") -> HttpResponse:
    """Too much has come from this network; a phone may work for its answer."""
    response = _said(
        429,
        WAIT,
        "Terlalu banyak kiriman dari jaringan ini. Kembali ke halaman sebelumnya dan kirim lagi"
        " sepuluh menit lagi.",
        city,
    )
    response.headers["Retry-After"] = "600"
    if work:
        response.headers["Survey-Work"] = work
    return response


def searched(city: str, work: str) -> HttpResponse:
    """Somebody behind this address searches for codes: a phone may work for its page."""
    context = {"title": WAIT, "words": SEARCHED, "city": city, "work": work}
    response = _page("page_said", 429, **context)
    response.headers["Retry-After"] = "600"
    return response


def busy(*, opens: bool = False) -> HttpResponse:
    """More comes than can be worked on: a page opens by itself later, an answer is sent again."""
    response = _said(503, "Coba lagi", BUSY_PAGE if opens else BUSY, "")
    response.headers["Retry-After"] = str(PATIENCE)
    if opens:
        response.headers["Refresh"] = str(PATIENCE)
    return response


def too_long() -> HttpResponse:
    """A sending that no form of ours makes."""
    return _said(
        413,
        "Kiriman ini terlalu besar",
        "Kembali ke halaman sebelumnya dan pendekkan saran Anda.",
        "",
    )


def only_opened(allowed: str) -> HttpResponse:
    """This address takes nothing."""
    response = _said(405, "Halaman ini hanya bisa dibuka", "Pindai kode di loket.", "")
    response.headers["Allow"] = allowed
    return response


@functools.lru_cache(maxsize=32)
def _drawn(title: str, words: str, city: str) -> str:
    context = {"title": title, "words": words, "city": city or "Kota Kotalama", "work": ""}
    return str(template_named("surveys/page_said.html").render(context))


def _said(status: int, title: str, words: str, city: str) -> HttpResponse:
    return HttpResponse(_drawn(title, words, city), status=status)


def _page(name: str, status: int, **context: Any) -> HttpResponse:
    return HttpResponse(template_named(f"surveys/{name}.html").render(context), status=status)
