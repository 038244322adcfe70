"""Rencana pengembangan: what people want to learn, born from feedback where there was some."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from random import Random

from kinerja.demo.chance import pick, stream
from kinerja.demo.mentoring.shapes import LINGERS, Growth, Step
from kinerja.demo.mentoring.wording import family, lines, said
from kinerja.demo.planning import DemoPlan
from kinerja.demo.reaching import Said, Work
from kinerja.demo.timeline import Timeline

SHARE, SUPPORTED_SHARE, DONE_SHARE, DROPPED_SHARE, BORN_SHARE = 0.4, 0.6, 0.75, 0.82, 0.4
KINDS = ("FORMAL", "PENGALAMAN", "SOSIAL", "FORMAL")
FEWEST = 2


class Growing:
    """Lets people plan what they learn."""

    def __init__(self, time: Timeline, work: Work, chance: Random) -> None:
        self.time, self.work, self.chance = time, work, chance

    def all(self, plans: Iterable[DemoPlan]) -> list[Growth]:
        """Return the development plans of a good part of the city."""
        return [
            self._grow(plan)
            for plan in plans
            if plan.agreed_at is not None
            and (plan.post.story == "pegawai" or self.chance.random() < SHARE)
        ]

    def _grow(self, plan: DemoPlan) -> Growth:
        chance, name = self.chance, family(plan.post.unit)
        assert plan.agreed_at is not None
        texts = [
            pick(chance, lines(name, "pengembangan", part))
            for part in ("kekuatan", "kesenjangan", "aspirasi")
        ]
        at = self._moment(plan.agreed_at + dt.timedelta(days=2 + int(60 * chance.random())))
        growth = Growth(plan, texts[0], texts[1], texts[2], at)
        count = FEWEST + int(3 * chance.random())
        growth.steps = [self._step(growth, kind) for kind in KINDS[:count]]
        self._bear(growth)
        growth.at = max(step.since or step.made_at for step in growth.steps)
        if chance.random() < SUPPORTED_SHARE or plan.post.story == "pegawai":
            growth.supported_at = self._moment(growth.at + dt.timedelta(hours=26))
        return growth

    def _moment(self, at: dt.datetime) -> dt.datetime:
        return min(at, self.time.now)

    def _step(self, growth: Growth, kind: str) -> Step:
        chance, name = self.chance, family(growth.plan.post.unit)
        text, evidence, *hours = pick(chance, lines(name, "pengembangan", kind))
        due = growth.at.date() + dt.timedelta(days=45 + int(150 * chance.random()))
        due = min(due, dt.date(self.time.year, 12, 18))
        step = Step(kind, text, evidence, due, hours[0] if hours else 0, growth.at)
        drawn, told = chance.random(), said()["umum"]["pengembangan"]
        is_open = drawn >= DROPPED_SHARE
        if due >= self.time.as_of or (is_open and due > self.time.as_of - LINGERS):
            return step
        if is_open:
            drawn, chance = 0, stream(due.toordinal(), "learned")
        is_done = drawn < DONE_SHARE
        step.state = "DONE" if is_done else "DROPPED"
        step.outcome = pick(chance, told["hasil" if is_done else "tidak_jadi"])
        day = due - dt.timedelta(days=1 + int(9 * chance.random()))
        step.since = max(self.time.work(day, chance.random()), growth.at)
        return step

    def _bear(self, growth: Growth) -> None:
        """One step was born from feedback with a suggestion."""
        told = [one for one in self.work.said.get(growth.plan, ()) if _suggests(one, growth)]
        if told and (self.chance.random() < BORN_SHARE or growth.plan.post.story):
            growth.steps[-1].origin = told[-1]


def _suggests(told: Said, growth: Growth) -> bool:
    return told.kind == "SARAN" and told.at < growth.steps[-1].made_at
