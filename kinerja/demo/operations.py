"""Making Kotalama: everything in one transaction, set-based, through legal moves only."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from kinerja.accounts.models import User
from kinerja.audit.operations import open_months
from kinerja.city.queries import current_city
from kinerja.cycles import operations as cycles
from kinerja.cycles.models import PerformanceYear
from kinerja.demo.chance import stream
from kinerja.demo.course import Course, Slot, UnitRating, rate_organizations
from kinerja.demo.freezing import Freezer
from kinerja.demo.holidays import store_holidays
from kinerja.demo.lines import draw_lines
from kinerja.demo.mentoring.growing import Growing
from kinerja.demo.mentoring.guiding import Guiding
from kinerja.demo.mentoring.shapes import Growth
from kinerja.demo.mentoring.talking import Talking
from kinerja.demo.mentoring.voices import Voices
from kinerja.demo.planning import DemoPlan, plan_city
from kinerja.demo.reaching import Doing, Work
from kinerja.demo.refusals import BadDay, NotEmpty, TooSmall
from kinerja.demo.signing_in import Account, new_password, open_accounts, story_accounts
from kinerja.demo.staffing import GRADING, staff_city, survey_admins
from kinerja.demo.storing import tables
from kinerja.demo.storing.anonymous import Windows
from kinerja.demo.storing.counseling import Counseling
from kinerja.demo.storing.dialogue import store_dialogue
from kinerja.demo.storing.evaluations import store_evaluations, store_ratings
from kinerja.demo.storing.feedback import store_feedback
from kinerja.demo.storing.growth import store_growth
from kinerja.demo.storing.guidance import store_guidance
from kinerja.demo.storing.people import Administrator, store_city
from kinerja.demo.storing.plans import store_plans, walk_plans
from kinerja.demo.storing.trail import Trail
from kinerja.demo.storing.work import store_work
from kinerja.demo.timeline import HALF, Quarter, Timeline
from kinerja.demo.voice.building import Voice
from kinerja.demo.voice.measuring import (
    Named,
    measure,
    name_sources,
    store_provenance,
    store_sources,
)
from kinerja.foundation import clock
from kinerja.foundation.actor import Actor, Role, Via
from kinerja.foundation.locks import Set, lock
from kinerja.foundation.progress import Progress, silent
from kinerja.organization.models import Employee, Unit

FEWEST = 40
MOST = 200_000
STEPS = (
    "Pegawai dan unit", "Suara warga", "SKP", "Realisasi", "Evaluasi", "Dialog dan bimbingan",
    "Jejak audit",
)  # fmt: skip
#: one long transaction: the limits of a request do not hold for it; and without statistics of the
#: new rows the planner would join the transition tables of the triggers row by row
UNHURRIED = (
    "SELECT set_config('statement_timeout', '0', true)",
    "SELECT set_config('idle_in_transaction_session_timeout', '0', true)",
    "SELECT set_config('enable_nestloop', 'off', true)",
    "SELECT set_config('work_mem', '128MB', true)",
)
CLOSED_AFTER = dt.timedelta(days=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What was made, for those who ask."""

    people: int
    offices: int
    units: int
    plans: int
    evaluations: int
    accounts: list[Account]


@transaction.atomic
def build_city(*, employees: int, seed: int, as_of: dt.date, tell: Progress = silent) -> Made:
    """Make Kotalama as it stands on a day; the same for the same number, seed and day.

    Raises NotEmpty, TooSmall, BadDay.
    """
    _check(employees, as_of)
    tables.run(*UNHURRIED)
    _refuse_foreign_data()
    with _nothing_collected():
        return _Building(employees, seed, as_of, tell).build()


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """All that is made is needed to the end: whoever looks for garbage in it finds none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _check(employees: int, as_of: dt.date) -> None:
    if not FEWEST <= employees <= MOST:
        raise TooSmall(f"Jumlah pegawai antara {FEWEST} dan {MOST:,}.".replace(",", "."))
    if (as_of.month, as_of.day) < HALF or as_of > clock.today():
        raise BadDay


def _refuse_foreign_data() -> None:
    """Be alone on the tree of units, then look whether anybody is there."""
    lock(Set.UNIT_TREE)
    filled = (
        Employee.objects.exists(),
        Unit.objects.exists(),
        User.objects.exists(),
        PerformanceYear.objects.exists(),
    )
    if any(filled):
        raise NotEmpty


class _Building:
    """Carries what is made from step to step."""

    def __init__(self, employees: int, seed: int, as_of: dt.date, tell: Progress) -> None:
        self.employees, self.seed, self.as_of, self.tell = employees, seed, as_of, tell
        self.new_year = dt.date(as_of.year, 1, 1)
        self.city = staff_city(employees=employees, on=as_of, chance=stream(seed, "people"))
        draw_lines(self.city)
        self.administrator = Administrator()
        guests = {one.person for one in story_accounts(self.city, self.administrator) if one.person}
        self.trail = Trail(clock.start_of(as_of), stream(seed, "trail"), guests)
        self.password, self.recovery = new_password(), list[str]()

    def build(self) -> Made:
        opening = Timeline(self.as_of).work(self.new_year, 1.0)
        open_months(self.new_year, self.as_of.month + 2)
        self._step(0)
        store_city(self.city, self.administrator, at=opening, trail=self.trail)
        time, year = self._year(opening)
        plans, named = self._plan(time, year, opening)
        self._step(3)
        ratings, slots, work = self._live(plans, time)
        measure(named, work, time)
        voices = Voices(time, plans, work, stream(self.seed, "voices"))
        voiced = voices.all(slots)
        freezer = Freezer(year, current_city().government, work)
        walk_plans(plans, freezer, year.year, self.trail)
        store_work(work, slots, self.trail)
        store_provenance(work, slots, time)
        store_feedback(work, voiced, self.trail)
        self._step(4)
        store_ratings(ratings, year, self.trail)
        store_evaluations(slots, freezer, self.trail)
        self._step(5)
        self._mentor(plans, slots, work, time)
        store_growth(self._grow(plans, work, time), year, self.trail)
        self._confide(time)
        self._step(6)
        self._close_periods(time)
        self.trail.write()
        return self._made(plans, slots, time)

    def _step(self, number: int) -> None:
        self.tell(done=number, total=len(STEPS), step=STEPS[number])

    def _manager(self) -> Actor:
        """The pengelola of the city, as whom the year is prepared."""
        unit = next(unit for unit in self.city.units if unit.key == GRADING)
        post = unit.staff[0]
        return Actor(
            user_id=post.person.user_id,
            employee_id=post.person.id,
            name=post.person.full_name,
            roles=frozenset({Role.PENGELOLA_KOTA}),
            capacity=post.title,
            via=Via.DEMO,
        )

    def _year(self, opening: dt.datetime) -> tuple[Timeline, PerformanceYear]:
        by = self._manager()
        store_holidays(self.as_of.year, by=by, at=opening)
        year = cycles.prepare_year(year=self.as_of.year, by=by, at=opening)
        year = cycles.open_year(year=year, by=by, at=opening)
        year.refresh_from_db()
        quarters = [Quarter.of(period) for period in year.periods.order_by("no")]
        return Timeline(self.as_of, quarters), year

    def _plan(
        self, time: Timeline, year: PerformanceYear, opening: dt.datetime
    ) -> tuple[list[DemoPlan], list[Named]]:
        """Let citizens speak, then everybody plan; some name what citizens say as a source."""
        self._step(1)
        voice = Voice(self.city, time, self.seed, survey_admins(self.city), self.trail)
        voice.store(at=opening)
        self._step(2)
        plans = plan_city(self.city, time, stream(self.seed, "plans"))
        named = name_sources(plans, voice.services)
        store_plans(plans, year)
        store_sources(named)
        return plans, named

    def _live(
        self, plans: list[DemoPlan], time: Timeline
    ) -> tuple[list[UnitRating], list[Slot], Work]:
        """Let the year happen, in memory."""
        chance = stream(self.seed, "organizations")
        ratings = rate_organizations(self.city, time.finished, time, chance)
        slots = Course(time, ratings, stream(self.seed, "course")).slots(plans)
        work = Doing(time, stream(self.seed, "work")).all(slots)
        return list(ratings.values()), slots, work

    def _mentor(self, plans: list[DemoPlan], slots: list[Slot], work: Work, time: Timeline) -> None:
        """Let superiors and employees meet, and mentors guide."""
        talking = Talking(time, work, stream(self.seed, "talks"))
        talks = talking.all(plans, slots)
        guided = Guiding(time, talking, stream(self.seed, "guidance")).all(plans, slots)
        store_guidance(guided, self.trail)
        talks.talks += [talk for one in guided for talk in one.talks]
        store_dialogue(talks, self.trail)

    def _confide(self, time: Timeline) -> None:
        """Let people say what bears no name, or is for one other person."""
        Windows(self.city, time, stream(self.seed, "windows"), self.trail).store()
        self.recovery = Counseling(self.city, time, self.password, self.trail).store()

    def _grow(self, plans: list[DemoPlan], work: Work, time: Timeline) -> list[Growth]:
        return Growing(time, work, stream(self.seed, "growth")).all(plans)

    def _close_periods(self, time: Timeline) -> None:
        """Close what is long over; realizations were written before."""
        by = self._manager()
        periods = PerformanceYear.objects.get(year=self.as_of.year).periods.order_by("no")
        for period, quarter in zip(periods, time.finished[:-1], strict=False):
            at = clock.start_of(quarter.judged_by) + CLOSED_AFTER
            if at < time.now:
                cycles.close_period(period=period, by=by, at=at)

    def _made(self, plans: list[DemoPlan], slots: list[Slot], time: Timeline) -> Made:
        accounts = story_accounts(self.city, self.administrator)
        about = {
            "employees": self.employees,
            "seed": self.seed,
            "as_of": self.as_of.isoformat(),
            "recovery_key": " ".join(self.recovery),
        }
        open_accounts(accounts, self.password, at=time.now, about=about)
        return Made(
            people=len(self.city.people),
            offices=sum(unit.is_opd for unit in self.city.units),
            units=len(self.city.units),
            plans=len(plans),
            evaluations=len(slots),
            accounts=accounts,
        )
