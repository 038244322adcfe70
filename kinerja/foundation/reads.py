"""Hot reads: the ORM writes the SQL once, each request only sends values.

Why: building and compiling one QuerySet costs a request more than running it (docs/adr/0004).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, ParamSpec, TypeVar, cast, get_type_hints

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Expression
from django.db.models.lookups import Lookup
from django.db.models.query import get_related_populators
from psycopg import _queries
from psycopg.pq import Format
from psycopg.sql import Literal

from kinerja.foundation.actor import Actor
from kinerja.foundation.keys import LARGEST

P = ParamSpec("P")
Row = TypeVar("Row", bound=NamedTuple)
Instance = TypeVar("Instance", bound=models.Model)

FIELDS: dict[Any, Callable[[], models.Field[Any, Any]]] = {
    int: models.BigIntegerField,
    str: models.TextField,
    bool: models.BooleanField,
    Decimal: lambda: models.DecimalField(max_digits=20, decimal_places=4),
    dt.date: models.DateField,
    dt.datetime: models.DateTimeField,
    list[int]: lambda: ArrayField(models.BigIntegerField()),
    list[str]: lambda: ArrayField(models.TextField()),
}
# psycopg parses a statement again on each call when it is longer than this, which a union of all
# rooms' tasks is; what is compiled once is also parsed once.
_queries.MAX_CACHED_STATEMENT_LENGTH = 64 * 1024
_queries.MAX_CACHED_STATEMENT_PARAMS = 1_000
#: what `visible_to` may use of an actor
ACTOR_VALUES: dict[str, Any] = {
    "user_id": int,
    "employee_id": int,
    "evaluates": list[int],
    "units_headed": list[int],
    "units_managed": list[int],
    "units_audited": list[int],
    "units_surveyed": list[int],
    "real_user_id": int,
}
ACTOR_LISTS = [key for key, kind in ACTOR_VALUES.items() if kind == list[int]]


if TYPE_CHECKING:
    AnyLookup = Lookup[Any]
else:  # Django's class takes no argument at run time
    AnyLookup = Lookup


class AnyOf(AnyLookup):
    """`column = ANY(array)`: one parameter whatever the length, unlike IN."""

    lookup_name = "any"

    def get_prep_lookup(self) -> Any:
        return self.rhs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        if self.rhs == []:
            raise EmptyResultSet
        left, left_params = self.process_lhs(compiler, connection)
        if hasattr(self.rhs, "as_sql"):
            right, right_params = compiler.compile(self.rhs)
        else:
            right, right_params = "%s", [list(cast("Any", self.rhs))]
        kind = cast("Any", self.lhs.output_field).rel_db_type(connection)
        return f"{left} = ANY({right}::{kind}[])", [*left_params, *right_params]


for column in (
    models.BigIntegerField,
    models.BigAutoField,
    models.ForeignKey,
    models.TextField,
    models.CharField,
):
    column.register_lookup(AnyOf)


class Placeholder(Expression):
    """A value that comes later."""

    def __init__(self, name: str, kind: Any) -> None:
        super().__init__(output_field=FIELDS[kind]())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]

    def written(self) -> str:
        """Return its name with its type: one value is sent once, wherever it stands."""
        kind = str(self.output_field.db_type(connections[DEFAULT_DB_ALIAS]))
        return f"%({self.name})s::{re.sub('[(].*?[)]', '', kind)}"


def fetch(sql: str, params: Any) -> list[tuple[Any, ...]]:
    """Run a statement that never changes; its values come binary (needs server_side_binding).

    Its cursor is kept with the connection: it knows how each value is sent and read, which a new
    one spends half of its time to find out. Of what was read it keeps nothing.
    """
    database = connections[DEFAULT_DB_ALIAS]
    kept = _kept_cursor(database, sql)
    wrap = database.make_debug_cursor if database.queries_logged else database.make_cursor
    cursor = wrap(kept)
    try:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
    finally:
        kept._reset()  # noqa: SLF001 - psycopg has no public way to let go of a result
        kept._tx.set_pgresult(None)  # noqa: SLF001


@contextmanager
def one_plan_for_all() -> Iterator[None]:
    """Within, a prepared statement keeps the plan that it got without knowing its values.

    For a statement of dozens of branches, each a look into an index: PostgreSQL would plan it anew
    for every person, which took 20 ms where the reading itself took 1.
    """
    _plan(b"force_generic_plan")
    try:
        yield
    finally:
        # where the transaction has failed, its rollback takes the setting back
        _plan(b"auto")


def _plan(mode: bytes) -> None:
    """Say how to plan, past both cursors: they took as long as the shortest read does.

    Where somebody counts or logs statements, it is one of them.
    """
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    said = b"SET plan_cache_mode = " + mode
    if database.execute_wrappers or database.queries_logged:
        with database.cursor() as cursor:
            cursor.execute(said.decode())
    else:
        database.connection.pgconn.exec_(said)


def _kept_cursor(database: Any, sql: str) -> Any:
    database.ensure_connection()
    kept = vars(database.connection).setdefault("kept_cursors", {})
    if sql not in kept:
        kept[sql] = database.create_cursor()
        kept[sql].format = Format.BINARY
    return kept[sql]


class Statement(NamedTuple):
    """What is sent, and what a row of the answer becomes."""

    sql: str
    make: Callable[[tuple[Any, ...]], Any]


class Compiled(Generic[P]):
    """A QuerySet whose SQL is written once; each call sends the values.

    Once for each choice of lists that an actor may lack: for somebody who assesses nobody, the ORM
    leaves out what asks for those whom he assesses.
    """

    def __init__(self, queryset: Callable[P, models.QuerySet[Any, Any]]) -> None:
        self.queryset = queryset
        self.statements: dict[frozenset[str], Statement | None] = {}
        self.__doc__ = queryset.__doc__
        self.__name__ = queryset.__name__

    @cached_property
    def kinds(self) -> dict[str, Any]:
        hints = get_type_hints(self.queryset)
        hints.pop("return")
        return hints

    @cached_property
    def lists(self) -> list[str]:
        """The names of the lists of every actor among the arguments."""
        actors = [name for name, kind in self.kinds.items() if kind is Actor]
        return [f"{name}.{key}" for name in actors for key in ACTOR_LISTS]

    def statement(self, lacking: frozenset[str] = frozenset()) -> Statement | None:
        """Return the statement for actors who lack these lists; None if nothing can be found."""
        if lacking not in self.statements:
            self.statements[lacking] = self._write(lacking)
        return self.statements[lacking]

    def _write(self, lacking: frozenset[str]) -> Statement | None:
        build = cast("Callable[..., models.QuerySet[Any, Any]]", self.queryset)
        later = {name: _later(name, kind, lacking) for name, kind in self.kinds.items()}
        compiler = self.chosen(build(**later)).query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        return Statement(_with_values(sql, params), self.maker(compiler))

    def chosen(self, rows: models.QuerySet[Any, Any]) -> models.QuerySet[Any, Any]:
        """Return the QuerySet with the columns that are asked for."""
        return rows

    def maker(self, compiler: Any) -> Callable[[tuple[Any, ...]], Any]:
        """Return what makes a result of a row."""
        raise NotImplementedError

    def found(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[Any]:
        """Run the statement with the values in the placeholders' places."""
        given = _values({**dict(zip(self.kinds, args, strict=False)), **kwargs})
        if any(type(value) is int and value > LARGEST for value in given.values()):
            return []  # the number of nothing: no column of ours holds it
        statement = self.statement(frozenset([name for name in self.lists if not given[name]]))
        return [] if statement is None else list(map(statement.make, fetch(statement.sql, given)))


def _with_values(sql: str, params: Any) -> str:
    """Write what never changes into the statement, and the names of the values to come."""
    *parts, end = sql.split("%s")
    written = [one.written() if type(one) is Placeholder else _constant(one) for one in params]
    return "".join(map("".join, zip(parts, written, strict=True))) + end


def _constant(value: Any) -> str:
    return Literal(value).as_string(None).replace("%", "%%")


class Read(Compiled[P], Generic[P, Row]):
    """A read whose SQL the ORM writes once. The function must not branch on its arguments."""

    def __init__(
        self,
        row: type[Row],
        queryset: Callable[P, models.QuerySet[Any, Any]],
        *,
        one_plan: bool = False,
    ) -> None:
        super().__init__(queryset)
        self.row = row
        self.planning: Callable[[], AbstractContextManager[None]] = (
            one_plan_for_all if one_plan else nullcontext
        )

    def chosen(self, rows: models.QuerySet[Any, Any]) -> models.QuerySet[Any, Any]:
        return rows.values_list(*self.row._fields)

    def maker(self, compiler: Any) -> Callable[[tuple[Any, ...]], Row]:
        return self.row._make

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        with self.planning():
            return self.found(args, kwargs)

    def one(self, *args: P.args, **kwargs: P.kwargs) -> Row | None:
        """Return the first row, or None."""
        rows = self(*args, **kwargs)
        return rows[0] if rows else None


class ReadInstances(Compiled[P], Generic[P, Instance]):
    """The same for model instances, with what `select_related` and `annotate` add.

    For single rows that a page hands on to an operation; lists are `Read`s. Values come as psycopg
    reads them, which for every kind of column that we have is what Django would make of them.
    """

    def maker(self, compiler: Any) -> Callable[[tuple[Any, ...]], Instance]:
        return _maker(compiler)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Instance]:
        return self.found(args, kwargs)

    def one(self, *args: P.args, **kwargs: P.kwargs) -> Instance | None:
        """Return the first instance, or None."""
        found = self(*args, **kwargs)
        return found[0] if found else None


def _maker(compiler: Any) -> Callable[[tuple[Any, ...]], Any]:
    """Return how a row becomes an instance, as Django's own iterator does it."""
    shape = compiler.klass_info
    model, columns = shape["model"], shape["select_fields"]
    start, end = columns[0], columns[-1] + 1
    names = [column[0].target.attname for column in compiler.select[start:end]]
    related = cast("Any", get_related_populators)(shape, compiler.select, "default")
    extra = list(compiler.annotation_col_map.items())

    def make(row: tuple[Any, ...]) -> Any:
        instance = model.from_db("default", names, row[start:end])
        for populator in related:
            populator.populate(row, instance)
        for name, at in extra:
            setattr(instance, name, row[at])
        return instance

    return make


def _values(given: dict[str, Any]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, Actor):
            values |= {f"{name}.{key}": getattr(value, key) for key in ACTOR_VALUES}
        else:
            values[name] = value
    return values


def _later(name: str, kind: Any, lacking: frozenset[str]) -> Any:
    if kind is Actor:
        later: dict[str, Any] = {
            key: [] if f"{name}.{key}" in lacking else Placeholder(f"{name}.{key}", of)
            for key, of in ACTOR_VALUES.items()
        }
        return dataclasses.replace(Actor(), **later)
    return Placeholder(name, kind)


def read(
    row: type[Row], *, one_plan: bool = False
) -> Callable[[Callable[P, models.QuerySet[Any, Any]]], Read[P, Row]]:
    """Turn a function that returns a QuerySet into a `Read` of `row`s.

    Arguments are whole numbers, texts, days, moments, decimals, lists of numbers, and one Actor.
    `one_plan`: see `one_plan_for_all`.
    """
    return lambda queryset: Read(row, queryset, one_plan=one_plan)


def read_instances(
    model: type[Instance],
) -> Callable[[Callable[P, models.QuerySet[Any, Any]]], ReadInstances[P, Instance]]:
    """Turn a function that returns a QuerySet of `model` into a `ReadInstances`."""

    def wrap(queryset: Callable[P, models.QuerySet[Any, Any]]) -> ReadInstances[P, Instance]:
        return ReadInstances(queryset)

    return wrap
