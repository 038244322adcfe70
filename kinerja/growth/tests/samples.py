"""Development plans, actions and what they are born from, as the tests of this room need them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.test import Client

from kinerja.anonymous.models import AnonymousAnswer, Window
from kinerja.coaching.models import Feedback
from kinerja.coaching.operations import About, give_feedback
from kinerja.cycles.models import PerformanceYear
from kinerja.dialogue.models import Agreement
from kinerja.dialogue.tests import stages
from kinerja.growth import operations
from kinerja.growth.models import Action, DevelopmentPlan
from kinerja.growth.operations import ActionValues, Texts
from kinerja.organization.models import Employee, Placement
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor

PLACE = "/pengembangan/"
DUE = dt.date(2026, 9, 30)
TEXTS = Texts("Sabar menjelaskan kepada warga.", "Menulis laporan ringkas.", "Menjadi pelatih.")
VALUES = ActionValues(
    kind="PENGALAMAN",
    text="Memimpin rapat persiapan layanan keliling",
    evidence="Notula tiga rapat",
    due_on=DUE,
    hours=Decimal(0),
)
COURSE = VALUES._replace(kind="FORMAL", text="Pelatihan menulis ringkas", hours=Decimal("8.5"))


def write(person: Employee, year: PerformanceYear, texts: Texts = TEXTS) -> DevelopmentPlan:
    """Let somebody write his plan."""
    return operations.save_texts(year=year, texts=texts, lock_no=0, by=actor(person), at=NOON)


def act(person: Employee, year: PerformanceYear, values: ActionValues = VALUES) -> Action:
    """Let somebody add an action."""
    return operations.add_action(year=year, values=values, by=actor(person), at=NOON)


def support(plan: DevelopmentPlan, by: Employee) -> DevelopmentPlan:
    """Let the superior support what stands there now."""
    held = DevelopmentPlan.objects.get(pk=plan.pk)
    return operations.support_plan(
        plan=held, content_no=held.content_no, by=actor(by, NOON), at=NOON
    )


def say(
    skp: Plan, by: Employee, value: str = "KOLABORATIF", text: str = "Terima kasih.", **more: Any
) -> Feedback:
    """Let somebody say something about Andi's work."""
    about = more.pop("about", About(core_value=value) if value else About())
    given = {"kind": "APRESIASI", "visibility": "LEADERS", **more}
    return give_feedback(plan=skp, about=about, text=text, by=actor(by, NOON), at=NOON, **given)


def promise(town: Town) -> Agreement:
    """An agreement of Andi and Budi."""
    session = stages.planned(stages.post_of(town.andi), town.budi, NOON)
    return stages.agreed(session, town.andi, town.budi)


def sealed_window(town: Town, *, outcome: str = "SHOWN", answers: int = 6) -> Window:
    """A sealed window about Andi; its answers as the sealing leaves them."""
    window = Window.objects.create(
        subject=town.andi,
        placement=Placement.objects.get(employee=town.andi),
        unit=town.division,
        ring="TEAM",
        group_size=9,
        opens=dt.date(2026, 6, 1),
        closes=dt.date(2026, 6, 15),
        key_file="x",
        questions=["LOYAL", "ADAPTIF"],
        opened_by=town.office_manager.user,
    )
    AnonymousAnswer.objects.bulk_create(
        AnonymousAnswer(
            window=window,
            day=window.closes,
            scores={"LOYAL": 3, "ADAPTIF": 2},
            text=f"Masukan {number}",
        )
        for number in range(answers)
    )
    Window.objects.filter(pk=window.pk).update(state="SEALED", key_file="", outcome=outcome)
    return window


def form(**given: str) -> dict[str, str]:
    """Return the fields of an action as a browser sends them."""
    return {
        "text": "Mendampingi petugas baru di loket",
        "kind": "SOSIAL",
        "evidence": "Catatan pendampingan",
        "due_on": "30-9-2026",
        "hours": "",
        "kunci": str(uuid4()),
        **given,
    }


def text_of(client: Client, path: str = PLACE) -> str:
    """Return a page that answers."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()
