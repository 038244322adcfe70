"""Bad input at every address: an Indonesian answer that helps, never an error, nothing half done.

Each address is asked as somebody who may use it, with the forms that its own page draws.
"""

from __future__ import annotations

import copy
import re
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from kinerja.cycles.models import PerformanceYear
from kinerja.plans.models import IndicatorContent, Plan
from tests import databases
from tests.factories import Town, client_of
from tests.html_forms import FoundForm, forms_of
from tests.plan_factories import fill, first_result, make_draft, version_of
from tests.test_access import PATTERNS, stage

__all__ = ["stage"]

USERS = ("andi", "budi", "sari", "city_manager", "administrator", "auditor", "office_manager")
#: pages of somebody's draft, and of a plan that waits for its evaluator
EDITING = (
    "edit", "copy", "result_new", "result_edit", "result_draft", "result_delete",
    "indicator_delete", "behaviors", "annex", "check", "submit",
)  # fmt: skip
#: what this stage has nothing for: a file, a logo, a paper, a decided evaluation
RESTING = {
    "city:logo", "documents:verification", "evaluations:form_pdf", "evaluations:document_pdf",
    "evidence:file", "organization:import_faulty", "ready", "dialogue:agenda_add",
    "dialogue:calendar_feed", "guidance:answers", "surveys:report", "surveys:unit_report",
}  # fmt: skip
#: what only a counselor does
COUNSELING = (
    "accept", "case", "close", "decline", "meeting_add", "meeting_cancel", "meeting_hold",
    "note_add", "key", "key_make", "key_change", "key_lost", "lock", "understand", "unlock",
)  # fmt: skip
REVIEWING = ("review", "agree", "give_back")
#: what a request leaves behind whatever becomes of it
TRACES = {"access_event", "account_session", "account_failed_attempt", "submission", "audit_event"}
TOKEN = "csrfmiddlewaretoken"
NOTHING = 999_999_999
SCRIPT = "<script>alert(1)</script>"
#: by name of the page: who uses it, and what its address names
Places = Mapping[str, tuple[str, dict[str, Any]]]
FORMULA = '=HYPERLINK("https://jahat.example";"klik")'
ENGLISH = re.compile(
    r"This field|This value|Enter a|Select a|Bad Request|Not Found|Forbidden|Null char|Ensure that"
    r"|Ensure this|does not|Traceback"
)
NUMBERED = re.compile(r"_\d+$")
REFUSED = range(400, 500)
REFUSALS = {403, 404, 405, 409, 413, 422}


@dataclass
class Answer:
    """What came back: the status, the text, and whether a refusal left something behind."""

    status: int
    text: str
    location: str
    what: str

    @property
    def problem(self) -> str:
        if self.status >= 500:
            return f"{self.what}: {self.status}"
        if self.status in REFUSED and (said := ENGLISH.search(self.text)):
            return f"{self.what}: {self.status} says {said[0]!r}"
        return ""


@dataclass
class Door:
    """An address and somebody who may use it."""

    name: str
    address: str
    client: Client
    kwargs: dict[str, Any]
    before: dict[str, int]

    def ask(
        self,
        method: str = "GET",
        *,
        address: str = "",
        query: str = "",
        data: Mapping[str, Any] | None = None,
        after: str = "",
        **headers: str,
    ) -> Answer:
        """Ask on the untouched stage; `after`: a page to read before it is put back."""
        where = (address or self.address) + query
        what = f"{method} {self.name} {where[:90]}"
        cookies = copy.deepcopy(self.client.cookies)
        with transaction.atomic():
            response = (
                self.client.post(where, data, headers=headers)
                if method == "POST"
                else self.client.get(where, headers=headers)
            )
            text = body_of(response)
            left = rows() if response.status_code in REFUSED else self.before
            location = response.headers.get("Location", "")
            if after and location:
                text = "".join(body_of(self.client.get(one)) for one in (location, after))
            transaction.set_rollback(True)
        self.client.cookies = cookies
        assert left == self.before, f"{what}: {response.status_code} left something behind"
        return Answer(response.status_code, text, location, what)


def body_of(response: Any) -> str:
    if response.streaming:
        return b"".join(response).decode("utf-8", "replace")
    text: str = response.content.decode("utf-8", "replace")
    return text


def rows() -> dict[str, int]:
    """Count what is stored, but for the traces that each request leaves."""
    names = sorted({model._meta.db_table for model in apps.get_models()} - TRACES)
    every = " UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(every)
        return dict(cursor.fetchall())


@pytest.fixture(scope="module")
def kept_doors(
    kept_town: Town, stage: dict[str, Any], django_db_blocker: DjangoDbBlocker
) -> Iterator[list[Door]]:
    """Every address, with somebody who may use it."""
    with databases.kept(django_db_blocker):
        places, before = _places(kept_town, stage), rows()
        found = (_door(kept_town, places, name, before) for name in PATTERNS if name != "ready")
        yield [door for door in found if door]


@pytest.fixture
def doors(kept_doors: list[Door], db: None) -> list[Door]:
    """The doors, each of which the test finds as it was made."""
    return kept_doors


def _places(town: Town, stage: dict[str, Any]) -> Places:
    year = PerformanceYear.objects.get(pk=stage["year_id"])
    draft = make_draft(town.office_manager, year)
    fill(draft)
    line = IndicatorContent.objects.get(plan_version=version_of(draft))
    own = {**stage, "plan_id": draft.pk, "result_id": first_result(draft)}
    waiting = Plan.objects.get(employee=town.dewi)
    return {
        "": ("", stage),
        **{
            f"plans:{name}": ("office_manager", {**own, "indicator_id": line.indicator_id})
            for name in EDITING
        },
        "anonymous:answer": ("dewi", stage),
        **{f"plans:{name}": ("budi", {**stage, "plan_id": waiting.pk}) for name in REVIEWING},
        **{f"counseling:{name}": ("dewi", stage) for name in COUNSELING},
    }


def _door(town: Town, places: Places, name: str, before: dict[str, int]) -> Door | None:
    user, values = places.get(name, places[""])
    kwargs = {key: values[key] for key in PATTERNS[name].pattern.converters}
    users = [user] if user else list(USERS)
    doors = [
        Door(name, reverse(name, kwargs=kwargs), _client(town, one), kwargs, before)
        for one in users
    ]
    if len(doors) == 1:
        return doors[0]
    for method, closed in (("GET", REFUSED), ("POST", {403, 404, 405})):
        for door in doors:
            if door.ask(method, data={}).status not in closed:
                return door
    return None


def _client(town: Town, who: str) -> Client:
    client = client_of(getattr(town, who))
    client.raise_request_exception = False
    return client


def forms(door: Door) -> Iterator[tuple[str, FoundForm]]:
    """The forms that change something on the page at this address, each with where it goes."""
    answer = door.ask()
    if answer.status != 200 or "<form" not in answer.text:
        return
    seen = set()
    for form in forms_of(answer.text):
        action = form.action or door.address
        key = (action, tuple(sorted(form.data)))
        if form.method == "post" and key not in seen:
            seen.add(key)
            yield action, form


def problems(answers: Iterator[Answer]) -> list[str]:
    return sorted({answer.problem for answer in answers if answer.problem})


#: what these requests run is measured where its own tests run it
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]


def test_nearly_every_address_is_used_by_somebody(doors: list[Door]) -> None:
    unused = set(PATTERNS) - {door.name for door in doors}

    assert unused <= RESTING, unused - RESTING


def others_than(value: object) -> tuple[Any, ...]:
    """Return what stands in an address in the place of a value, and names nothing."""
    if isinstance(value, int):
        return NOTHING, 0, 2**63
    return (uuid.uuid4(),) if isinstance(value, uuid.UUID) else ("tidak-ada", "a" * 300, "1e9", "-")


def address_of(door: Door, key: str, other: object) -> str:
    """Return an address that names something else; a number may be too long for any page."""
    if not isinstance(other, int):
        return reverse(door.name, kwargs={**door.kwargs, key: other})
    short = reverse(door.name, kwargs={**door.kwargs, key: NOTHING})
    return short.replace(str(NOTHING), str(other))


def test_ids_of_nothing_are_not_found(doors: list[Door]) -> None:
    def wrong() -> Iterator[str]:
        for door in doors:
            for key, value in door.kwargs.items():
                for other in others_than(value):
                    address = address_of(door, key, other)
                    for method in ("GET", "POST"):
                        answer = door.ask(method, address=address, data={})
                        annual = key == "number" and other == 0
                        if answer.status not in {404, 405} and not annual:
                            yield f"{answer.what}: {answer.status}"

    assert "\n".join(sorted(wrong())) == ""


def test_unknown_and_repeated_parameters_do_no_harm(doors: list[Door]) -> None:
    names = {"hal", "tahun", "periode", "tahap", "unit", "cari", "jenis", "lihat", "lanjut"}
    for door in doors:
        for form in forms_of(door.ask().text):
            names |= {one.name for one in form.fields if form.method == "get"}
    values = ("", "x", "-1", "0", "1e9", "9" * 40, "2026-13-45", "%27%22%3Cb%3E", "a" * 3000)

    def asked() -> Iterator[Answer]:
        for door in doors:
            for value in values:
                query = "&".join(f"{name}=2026&{name}={value}" for name in sorted(names))
                yield door.ask(query=f"?{query}&asing=1&asing=2")

    assert "\n".join(problems(asked())) == ""


def test_nul_is_refused_wherever_it_stands(doors: list[Door]) -> None:
    def asked() -> Iterator[Answer]:
        for door in doors:
            for where in ("?cari=a%00b", "?%00=1"):
                answer = door.ask(query=where)
                assert answer.status == 404, answer.what
            assert door.ask(address=door.address + "%00").status == 404
            for action, form in forms(door):
                given = form.answered
                for name in given:
                    yield door.ask("POST", address=action, data={**given, name: "a\x00b"})
                yield door.ask("POST", address=action, data={**given, "a\x00b": "x"})

    assert "\n".join(problems(asked())) == ""


def test_texts_without_end_are_refused(doors: list[Door]) -> None:
    def wrong() -> Iterator[str]:
        for door in doors:
            for action, form in forms(door):
                for name in form.texts():
                    data = {**form.answered, name: "panjang " * 12_500}
                    answer = door.ask("POST", address=action, data=data)
                    if answer.problem or answer.status not in REFUSALS:
                        yield answer.problem or f"{answer.what} {name}: {answer.status}"
                for name in form.data:
                    if name not in form.texts():
                        data = {**form.answered, name: "9" * 100_000}
                        yield door.ask("POST", address=action, data=data).problem

    assert sorted(filter(None, wrong())) == []


def test_scripts_and_formulas_are_shown_as_written(doors: list[Door]) -> None:
    shown = []

    def wrong() -> Iterator[str]:
        for door in doors:
            for action, form in forms(door):
                for words in (SCRIPT, FORMULA):
                    data = {**form.answered, **dict.fromkeys(form.texts(), words)}
                    answer = door.ask("POST", address=action, data=data, after=door.address)
                    if answer.problem or SCRIPT in answer.text:
                        yield answer.problem or f"{answer.what}: unescaped"
                    if "&lt;script&gt;alert(1)" in answer.text:
                        shown.append(door.name)

    assert "\n".join(sorted(wrong())) == ""
    assert len(set(shown)) >= 8, shown


def test_wrong_types_are_named_not_guessed(doors: list[Door]) -> None:
    def asked() -> Iterator[Answer]:
        for door in doors:
            for action, form in forms(door):
                given = form.answered
                # of fields that differ by their number alone (rows of a grid) one stands for all
                for one in {NUMBERED.sub("_", each.name): each for each in form.fields}.values():
                    if one.type == "file":
                        others: list[Any] = ["bukan file", SimpleUploadedFile("a.pdf", b"")]
                    else:
                        others = ["bukan \uffff angka", "9" * 40, ["x", "y"]]
                        others.append(SimpleUploadedFile("a.txt", b"isi"))
                    for other in others:
                        yield door.ask("POST", address=action, data={**given, one.name: other})
                yield door.ask("POST", address=action, data={})

    assert "\n".join(problems(asked())) == ""


def test_too_many_fields_and_too_many_bytes_are_refused(doors: list[Door]) -> None:
    many = {f"isian{number}": "x" for number in range(3_000)}

    def wrong() -> Iterator[str]:
        for door in doors:
            for data in (many, {"teks": "x" * 6_000_000}):
                answer = door.ask("POST", data=data)
                read = answer.status not in {302, 303}  # a form without fields reads none
                if answer.problem or (read and answer.status not in REFUSALS):
                    yield answer.problem or f"{answer.what}: {answer.status}"

    assert "\n".join(sorted(wrong())) == ""


def test_an_expired_form_gives_back_what_was_typed(doors: list[Door]) -> None:
    given_back = 0
    for door in doors:
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        strict.cookies = door.client.cookies
        checked = replace(door, client=strict)
        for action, form in forms(door):
            texts = [one.name for one in form.fields if one.type in {"text", "textarea"}]
            data = {**form.answered, **dict.fromkeys(texts, "Tulisan saya"), TOKEN: "a" * 64}
            ours = checked.ask("POST", address=action, data=data, origin="http://testserver")
            foreign = checked.ask("POST", address=action, data=data, origin="https://jahat.example")

            assert ours.status in {401, 403}, ours.what
            assert foreign.status == 403, foreign.what
            assert "Tulisan saya" not in foreign.text, foreign.what
            if action.startswith("/konseling/"):
                assert "Tulisan saya" not in ours.text, ours.what
            elif texts:
                assert "Tulisan saya" in ours.text, ours.what
                given_back += 1
    assert given_back >= 8
