"""A window in which colleagues answer without their names."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kinerja.anonymous import operations as anonymous
from kinerja.anonymous.groups import digest_of, groups_of
from kinerja.anonymous.models import SMALLEST_GROUP, Window
from kinerja.foundation import clock
from kinerja.foundation.actor import Role
from kinerja.organization.models import Placement
from tests.factories import actor
from tests.pages.people import Examples, Stop, holder

RING = Window.Ring.OFFICE.value


def be_asked(_examples: Examples) -> Iterator[Stop]:
    """Go through an anonymous window as one of the group, as its subject, as the pengelola."""
    window, post = open_window()
    asked = window.members.order_by("pk")[0].employee
    opening = [reverse("anonymous:choose"), reverse("anonymous:open", args=[post.pk])]
    yield asked.user, [reverse("anonymous:answer", args=[window.pk])]
    yield window.subject.user, [reverse("anonymous:window", args=[window.pk])]
    yield holder(Role.PENGELOLA_KOTA), opening


def open_window() -> tuple[Window, Placement]:
    """Let an office be asked about one of its people; the post of another one comes along."""
    today, manager = clock.today(), holder(Role.PENGELOLA_KOTA)
    posts = Placement.objects.on(today).filter(kind="DEFINITIF", is_head=False).order_by("pk")
    others = posts.exclude(employee__user=manager).select_related("employee")
    post = next(one for one in others if len(groups_of(one, today)[RING]) >= SMALLEST_GROUP)
    window = anonymous.open_window(
        placement=post,
        ring=RING,
        days=14,
        shown=digest_of(groups_of(post, today)),
        by=actor(manager),
        at=clock.now(),
    )
    return window, others.exclude(pk=post.pk)[0]
