"""Who assesses whom, reckoned in memory; a test holds it to the database's own answer.

Law: PP 30/2019 Ps. 59 (atasan pejabat penilai).
"""

from __future__ import annotations

from collections.abc import Iterator

from kinerja.demo.shapes import City, DemoUnit, Line, Person, Post


def draw_lines(city: City) -> None:
    """Give every definitive post its line."""
    stored = {exception.post: exception.evaluator for exception in city.exceptions}
    for post in city.posts:
        if post.kind == "DEFINITIF" and post.until is None:
            post.line = _line(post, stored.get(post))


def hops(post: Post) -> int:
    """Return how many evaluators stand above a post, the mayor included."""
    count, line = 0, post.line
    while line is not None and line.evaluator is not None:
        own = line.evaluator.person.post
        assert own is not None
        count, line = count + 1, own.line
    return count


def _line(post: Post, exception: Post | None) -> Line:
    if exception is not None:
        return Line(exception, "LINE", _first_other(exception.unit, exception.person))
    for depth, head in enumerate(_heads(post.unit)):
        if head is not None and head.person is not post.person:
            via = "ABOVE" if depth else "HEAD" if head.kind == "DEFINITIF" else head.kind
            return Line(head, via, _first_other(head.unit, head.person))
    return Line(None, "NOBODY", None)


def _first_other(unit: DemoUnit, person: Person) -> Post | None:
    heads = (head for head in _heads(unit) if head is not None)
    return next((head for head in heads if head.person is not person), None)


def _heads(unit: DemoUnit) -> Iterator[Post | None]:
    """Yield the head of a unit and of each unit above it; None where there is nobody."""
    step: DemoUnit | None = unit
    while step is not None:
        yield step.head or step.acting
        step = step.above
