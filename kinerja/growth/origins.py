"""What an action can be born from: a kind and a number become words, for its owner alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404
from django.urls import NoReverseMatch

from kinerja.anonymous.models import Window
from kinerja.coaching.models import Feedback
from kinerja.dialogue.models import Agreement
from kinerja.foundation.actor import Actor
from kinerja.ui.format import span, url
from regulation.behavior import CoreValue

LONGEST = 200
VALUES = {value.value: value.label for value in CoreValue}


class Origin(NamedTuple):
    """A thing about the actor that asks for an action. `label` may be read by his superior."""

    kind: str
    id: int
    label: str
    #: what was said, shown to its owner beside the form
    words: str = ""
    #: the first wording of the action
    proposal: str = ""


Finder = Callable[[Actor, int], Origin | None]


def find(actor: Actor, kind: str, key: int) -> Origin:
    """Return a thing about the actor that he may see; else 404."""
    finder = KINDS.get(kind)
    found = finder(actor, key) if finder else None
    if found is None:
        raise Http404
    return found._replace(label=found.label[:LONGEST], proposal=found.proposal[:LONGEST])


def _feedback(actor: Actor, key: int) -> Origin | None:
    row = (
        Feedback.objects.visible_to(actor)
        .filter(pk=key, employee_id=actor.employee_key, covered_at=None)
        .first()
    )
    if row is None:
        return None
    about = VALUES.get(row.core_value, row.label)
    # Whoever reads the plan may not learn of words that were for the receiver alone.
    hidden = row.visibility == Feedback.Visibility.RECEIVER
    label = "Umpan balik" if hidden else f"{row.get_kind_display()}: {about}"
    proposal = "" if hidden else f"Menindaklanjuti {row.get_kind_display().lower()}: {about}"
    return Origin("feedback", key, label, row.text, proposal)


def _agreement(actor: Actor, key: int) -> Origin | None:
    agreements = Agreement.objects.visible_to(actor)
    row = agreements.filter(pk=key, employee_id=actor.employee_key).first()
    if row is None:
        return None
    return Origin("agreement", key, f"Kesepakatan: {row.text}", row.text, row.text)


def _window(actor: Actor, key: int) -> Origin | None:
    row = (
        Window.objects.visible_to(actor)
        .filter(pk=key, subject_id=actor.employee_key, outcome=Window.Outcome.SHOWN)
        .first()
    )
    if row is None:
        return None
    return Origin("anonymous_window", key, f"Masukan anonim {span(row.opens, row.closes)}")


#: a higher room adds its own when it is ready
KINDS: dict[str, Finder] = {
    "feedback": _feedback,
    "agreement": _agreement,
    "anonymous_window": _window,
}
#: where each of them is read
PLACES = {
    "agreement": "dialogue:agreement",
    "anonymous_window": "anonymous:window",
    "evaluation": "evaluations:why",
}


def place_of(kind: str, key: int | None) -> str:
    """Return where the origin of an action is read; nothing where it has no page of its own."""
    if key is None or kind not in PLACES:
        return url("coaching:feedback_list") if kind == "feedback" else ""
    try:
        return url(PLACES[kind], key)
    except NoReverseMatch:
        return ""
