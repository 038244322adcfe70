"""How many SQL statements a page takes: all of a request, but for BEGIN and COMMIT."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test import Client

from bench import asking
from bench.visits import Kind

MOST = 12


def count(kind: Kind) -> int:
    """Return the statements of the kind's first request, the second time it is asked."""
    request = kind.requests[0]
    client = Client(raise_request_exception=True)
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    for _ in range(2):
        seen.clear()
        with connection.execute_wrapper(note):
            _ask(client, request)
    return len(seen)


def _ask(client: Client, request: dict[str, Any]) -> None:
    headers = {name.lower(): value for name, value in request["headers"].items()}
    client.cookies.load(headers.pop("cookie"))
    if request["method"] == "GET":
        answer = client.get(request["path"], headers=headers)
    else:
        answer = client.post(request["path"], request["form"], headers=headers)
    asking.learn(request, answer.content.decode())
    asking.keep(request)
    assert answer.status_code < 500, (request["path"], answer.status_code)
