"""Hot reads: the ORM writes the SQL once, each request only sends values.

Why: building and compiling one QuerySet costs a request more than running it (docs/adr/0004).
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, ParamSpec, TypeVar, cast, get_type_hints

from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, InternalError, connections, models
from django.db.models.expressions import Expression
from django.db.models.lookups import Lookup
from django.db.models.query import get_related_populators
from psycopg import _queries
from psycopg.pq import Format
from psycopg.sql import Literal

from kinerja.foundation.actor import Actor

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
PLAN_MODE = "SELECT set_config('plan_cache_mode', %s, false)"
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
    fetch(PLAN_MODE, ["force_generic_plan"])
    try:
        yield
    finally:
        # where the transaction has failed, its rollback takes the setting back
        with suppress(InternalError):
            fetch(PLAN_MODE, ["auto"])


def _kept_cursor(database: Any, sql: str) -> Any:
    database.ensure_connection()
    kept = vars(database.connection).setdefault("kept_cursors", {})
    if sql not in kept:
        kept[sql] = database.create_cursor()
        kept[sql].format = Format.BINARY
    return kept[sql]


class Compiled(Generic[P]):
    """A QuerySet whose SQL is written once; each call sends the values."""

    def __init__(self, queryset: Callable[P, models.QuerySet[Any, Any]]) -> None:
        self.queryset = queryset
        self.__doc__ = queryset.__doc__
        self.__name__ = queryset.__name__

    @cached_property
    def kinds(self) -> dict[str, Any]:
        hints = get_type_hints(self.queryset)
        hints.pop("return")
        return hints

    def later(self) -> models.QuerySet[Any, Any]:
        """Return the QuerySet with placeholders in the place of its arguments."""
        build = cast("Callable[..., models.QuerySet[Any, Any]]", self.queryset)
        return build(**{name: _later(name, kind) for name, kind in self.kinds.items()})

    def fetch(
        self, sql: str, params: list[Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> list[tuple[Any, ...]]:
        """Run the statement with the values in the placeholders' places."""
        given = _values({**dict(zip(self.kinds, args, strict=False)), **kwargs})
        return fetch(sql, [given[p.name] if type(p) is Placeholder else p for p in params])


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

    @cached_property
    def compiled(self) -> tuple[str, list[Any]]:
        sql, params = self.later().values_list(*self.row._fields).query.sql_with_params()
        if self.planning is one_plan_for_all:
            return _with_constants(sql, list(params))
        return sql, list(params)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Row]:
        sql, params = self.compiled
        with self.planning():
            return list(map(self.row._make, self.fetch(sql, params, args, kwargs)))

    def one(self, *args: P.args, **kwargs: P.kwargs) -> Row | None:
        """Return the first row, or None."""
        rows = self(*args, **kwargs)
        return rows[0] if rows else None


def _with_constants(sql: str, params: list[Any]) -> tuple[str, list[Any]]:
    """Write what never changes into the statement: hundreds of values less to send and to bind."""
    parts = sql.split("%s")
    written = [
        "%s" if type(one) is Placeholder else Literal(one).as_string(None).replace("%", "%%")
        for one in params
    ]
    joined = "".join(map("".join, zip(parts, written, strict=False)))
    return joined + parts[-1], [one for one in params if type(one) is Placeholder]


class ReadInstances(Compiled[P], Generic[P, Instance]):
    """The same for model instances, with what `select_related` and `annotate` add.

    For single rows that a page hands on to an operation; lists are `Read`s. Values come as psycopg
    reads them, which for every kind of column that we have is what Django would make of them.
    """

    @cached_property
    def compiled(self) -> tuple[str, list[Any], Callable[[tuple[Any, ...]], Instance]]:
        compiler = self.later().query.get_compiler("default")
        sql, params = compiler.as_sql()
        return sql, list(params), _maker(compiler)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[Instance]:
        sql, params, make = self.compiled
        return [make(row) for row in self.fetch(sql, params, args, kwargs)]

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


def _later(name: str, kind: Any) -> Any:
    if kind is Actor:
        later = {key: Placeholder(f"{name}.{key}", of) for key, of in ACTOR_VALUES.items()}
        return dataclasses.replace(Actor(), **cast("Any", later))
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
