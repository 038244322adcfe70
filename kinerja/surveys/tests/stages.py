"""Services and answers as tests of every room need them."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from typing import Any

from kinerja.organization.models import Unit
from kinerja.services.models import CODE_LETTERS, Code, Counter, Service
from kinerja.surveys.models import Comment, InboxAnswer
from tests.factories import LONG_AGO

GOOD = (3, 3, 4, 4, 3, 3, 4, 3, 3)
_numbers = itertools.count(1)


def make_service(
    unit: Unit,
    name: str = "",
    *,
    counters: int = 1,
    served_a_year: int | None = 1_000,
    **options: Any,
) -> Service:
    """Make an open service with counters; each counter has a code in use."""
    number = next(_numbers)
    options.setdefault("opened_on", LONG_AGO)
    service = Service.objects.create(
        unit=unit, name=name or f"Layanan {number}", served_a_year=served_a_year, **options
    )
    for no in range(1, counters + 1):
        make_counter(service, f"Loket {no}")
    return service


def make_counter(service: Service, name: str, *, is_kiosk: bool = False) -> Counter:
    """Make a counter with a code in use."""
    counter = Counter.objects.create(service=service, name=name, is_kiosk=is_kiosk)
    Code.objects.create(code=next_code(), counter=counter, issued_on=LONG_AGO)
    return counter


def next_code() -> str:
    """Return a code that no other test counter has."""
    number, letters = next(_numbers), ""
    for _ in range(6):
        number, place = divmod(number, len(CODE_LETTERS))
        letters = CODE_LETTERS[place] + letters
    return letters


def code_of(counter: Counter) -> str:
    """Return the code in use of a counter."""
    return Code.objects.get(counter=counter, retired_on=None, valid_on=None).code


def answers(
    service: Service,
    day: dt.date,
    scores: Sequence[int | None] = GOOD,
    n: int = 1,
    *,
    counter: Counter | None = None,
    **fields: Any,
) -> list[InboxAnswer]:
    """Put n equal answers into the inbox; the first counter of the service unless one is named."""
    counter = counter or service.counters.order_by("pk")[0]
    given = {f"u{no}": score for no, score in enumerate(scores, 1)}
    fields = {"half": "PAGI", "source": "PHONE", **given, **fields}
    rows = [InboxAnswer(service=service, counter=counter, day=day, **fields) for _ in range(n)]
    return InboxAnswer.objects.bulk_create(rows)


def comment(service: Service, day: dt.date, text: str, **fields: Any) -> Comment:
    """Put words about a service into the month of a day, as a receipt does."""
    return Comment.objects.create(service=service, month=day.replace(day=1), text=text, **fields)
