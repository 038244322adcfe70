"""How a page answers a form that starts one operation: done once and left, or shown again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from kinerja.audit.operations import once
from kinerja.foundation.http import ActorRequest
from kinerja.foundation.refusals import NotPermitted, Refusal

Made = TypeVar("Made")
#: words, or how they follow from what was made
Words = str | Callable[[Made], str]


def run(
    request: ActorRequest,
    act: Callable[[], Made],
    show: Callable[[Refusal], HttpResponse],
    *,
    place: Words[Made],
    said: Words[Made] = "",
) -> HttpResponse:
    """Do it once and go on to `place`; show the page again where a rule stands in the way.

    Raises NotPermitted.
    """
    try:
        with once(request) as done:
            made = act()
            done.location = _words(place, made)
    except NotPermitted:
        raise
    except Refusal as refusal:
        return show(refusal)
    if told := _words(said, made):
        messages.success(request, told)
    return HttpResponseRedirect(done.location, status=303)


def _words(words: Words[Made], made: Made) -> str:
    return words if isinstance(words, str) else words(made)
