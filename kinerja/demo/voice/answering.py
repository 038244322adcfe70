"""Two years of answers, as lines that PostgreSQL copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random

from kinerja.demo.chance import pick
from kinerja.demo.voice.shapes import DemoCounter, DemoService, Pool
from kinerja.demo.voice.truth import burst_flags
from kinerja.surveys.models import Flag
from kinerja.surveys.periods import Span

#: how many a person in office stands for, and the bounds: a small city shows something, too
PER_EMPLOYEE, FEWEST, MOST = 34, 4_000, 150_000
#: answers of a counter on a day; the days of those few who visit a small service
A_DAY, RARE = 9, 2
PARTIAL_SHARE, MOODY_SHARE, OFFICE_SHARE = 0.04, 0.3, 0.004
BURST_DAYS, BURST_SIZE = 2, 35
BURST_LINE = "\t".join("4" * 9)
SATURDAY = 5
BLANK = "\\N\t\t\t\t"
TAILS = 211
PAPER_SHARE, SILENT_SHARE = 0.12, 0.35
PACES = ("3",) * 14 + ("2",) * 3 + ("4",) * 2 + ("\\N",)
SEXES, HALVES = "LP", ("PAGI",) * 3 + ("SIANG",) * 2
AGES = ("UNDER_20", *("FROM_20",) * 4, *("FROM_30",) * 4, *("FROM_40",) * 3, "FROM_50", "FROM_60")
SCHOOLS = ("SD", "SMP", "SMP", *("SMA",) * 6, *("S1",) * 4, "S2")
WORK = ("PNS", "TNI", "POLRI", *("SWASTA",) * 5, *("WIRAUSAHA",) * 4, *("LAINNYA",) * 5)
COLUMNS = (
    "id service_id counter_id day half u1 u2 u3 u4 u5 u6 u7 u8 u9 extras sex age education"
    " occupation source office_net pace flags"
)
Touch = tuple[DemoService, DemoCounter, dt.date]


def how_many(employees: int) -> int:
    """Return how many answers a city of this size has had in two years."""
    return min(max(PER_EMPLOYEE * employees, FEWEST), MOST)


class Answering:
    """Lets people answer; remembers which counters they answered at on which days."""

    def __init__(self, spans: Sequence[Span], as_of: dt.date, chance: Random) -> None:
        self.spans, self.chance = spans, chance
        self.days = [_workdays(span, as_of) for span in spans]
        self.touched: dict[tuple[int, dt.date], Touch] = {}
        self.lines: list[str] = []
        self.tails = {
            kiosk: [self._tail(is_kiosk=kiosk) for _ in range(TAILS)] for kiosk in (True, False)
        }

    def all(self, pools: dict[DemoService, list[Pool]], total: int) -> list[str]:
        """Return all answers, in the order of nothing but their ids."""
        weight = sum(service.texts["bobot"] for service in pools)
        whole = len(_workdays(self.spans[-2], self.spans[-1].starts))
        quarterly = total / (len(self.spans) - 1 + len(self.days[-1]) / whole)
        for service, thoughts in pools.items():
            share = quarterly * service.texts["bobot"] / weight
            for number, pool in enumerate(thoughts):
                days = self.days[number]
                if not days:
                    continue
                self._quarter(service, pool, days, max(share * len(days) / whole, RARE))
        self.lines.sort()
        return self.lines

    def burst(self, service: DemoService, number: int) -> None:
        """Let somebody send dozens of perfect answers on two days of a quarter."""
        counter = service.counters[0]
        tail = f"{BLANK}\tPHONE\tf\t1\t{burst_flags()}\n"
        for day in self.days[number][-20 : -20 + BURST_DAYS]:
            self.touched[counter.id, day] = (service, counter, day)
            start = f"{service.id}\t{counter.id}\t{day}\tSIANG\t{BURST_LINE}\t"
            self.lines += [f"{self._id()}\t{start}{tail}" for _ in range(BURST_SIZE)]

    def _quarter(
        self, service: DemoService, pool: Pool, days: Sequence[dt.date], share: float
    ) -> None:
        chance = self.chance
        count = round(share * (0.85 + 0.3 * chance.random()))
        shares = len(service.counters)
        for place, counter in enumerate(service.counters):
            own = count // shares + (place < count % shares)
            used = min(max(own // A_DAY, min(own, 2)), len(days))
            for number, day in enumerate(sorted(chance.sample(days, used))):
                answers = own // used + (number < own % used)
                self._day(service, counter, day, pool, answers)

    def _day(
        self, service: DemoService, counter: DemoCounter, day: dt.date, pool: Pool, answers: int
    ) -> None:
        """On some days all are a little more content, on as many a little less."""
        draw, size, tails = self.chance.random, len(pool.lines), self.tails[counter.is_kiosk]
        self.touched[counter.id, day] = (service, counter, day)
        mood, start = draw(), f"{service.id}\t{counter.id}\t{day}"
        for _ in range(answers):
            place = int(draw() * size)
            if mood < MOODY_SHARE:
                place = max(place, int(draw() * size))
            elif mood > 1 - MOODY_SHARE:
                place = min(place, int(draw() * size))
            lines = pool.partial if draw() < PARTIAL_SHARE else pool.lines
            scores, flags = lines[place]
            half, tail, own = tails[int(draw() * TAILS)]
            self.lines.append(f"{self._id()}\t{start}\t{half}\t{scores}\t{tail}\t{flags | own}\n")

    def _id(self) -> str:
        return f"{self.chance.getrandbits(128):032x}"

    def _tail(self, *, is_kiosk: bool) -> tuple[str, str, int]:
        """Return the half of the day, all that stands behind the scores, and a signal."""
        chance = self.chance
        is_paper = not is_kiosk and chance.random() < PAPER_SHARE
        source = "PAPER" if is_paper else "KIOSK" if is_kiosk else "PHONE"
        about = BLANK
        if chance.random() > SILENT_SHARE:
            told = (pick(chance, one) for one in (SEXES, AGES, SCHOOLS, WORK))
            about = "\\N\t" + "\t".join(told)
        pace = "\\N" if is_paper else pick(chance, PACES)
        is_office = source == "PHONE" and chance.random() < OFFICE_SHARE
        net = "t" if is_office else "f"
        half = pick(chance, HALVES)
        return half, f"{about}\t{source}\t{net}\t{pace}", int(Flag.OFFICE) if is_office else 0


def spans_before(running: Span, count: int) -> list[Span]:
    """Return so many quarters up to the running one."""
    found = [running]
    while len(found) < count:
        found.append(found[-1].previous)
    return found[::-1]


def _workdays(span: Span, as_of: dt.date) -> list[dt.date]:
    """Return the working days of a quarter before the day at which the city stands."""
    end = min(span.ends, as_of)
    days: Iterator[dt.date] = (
        span.starts + dt.timedelta(days=step) for step in range((end - span.starts).days)
    )
    return [day for day in days if day.weekday() < SATURDAY]
