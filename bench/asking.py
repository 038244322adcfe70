"""The client, a process of its own: asks over kept connections, as many times as it is told.

One job a line of standard input, one result a line of standard output; it ends with its input.
"""

from __future__ import annotations

import http.client
import json
import re
import sys
import threading
import time
from collections import Counter
from typing import Any
from urllib.parse import urlencode

CONNECTIONS = 4
#: stands for an answer that does not say what it should
UNSAVED = 999
#: what the last answer gave for the next request (the version of an autosave), by key
carried: dict[str, str] = {}


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(ask(json.loads(line))), flush=True)


def ask(job: dict[str, Any]) -> dict[str, Any]:
    """Ask each request `times` times; each visitor stays with one connection."""
    statuses: Counter[int] = Counter()
    shares = [job["requests"][n::CONNECTIONS] for n in range(CONNECTIONS)]
    began = time.perf_counter()
    threads = [
        threading.Thread(target=_ask, args=(job["port"], share, job["times"], statuses))
        for share in shares
        if share
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"statuses": dict(statuses), "seconds": time.perf_counter() - began}


def _ask(port: int, requests: list[dict[str, Any]], times: int, statuses: Counter[int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    for _ in range(times):
        for request in requests:
            status, _headers, text = send(connection, request)
            statuses[status if request.get("expect", "") in text else UNSAVED] += 1
    connection.close()


def learn(request: dict[str, Any], text: str) -> None:
    """Remember what the next request of this visitor needs."""
    carry = request.get("carry")
    if carry and (found := re.search(carry["pattern"], text)):
        carried[carry["key"]] = found.group(1)


def keep(request: dict[str, Any]) -> None:
    """Let another process go on where this one has come to."""
    carry = request.get("carry")
    if carry and carry["key"] in carried:
        request["form"][carry["field"]] = carried[carry["key"]]


def send(
    connection: http.client.HTTPConnection, request: dict[str, Any]
) -> tuple[int, dict[str, str], str]:
    """Send one request, remember what the next one of this visitor needs."""
    form, carry = dict(request.get("form") or {}), request.get("carry")
    headers = dict(request["headers"])
    if carry and carry["key"] in carried:
        form[carry["field"]] = carried[carry["key"]]
    body = urlencode(form) if request["method"] == "POST" else None
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(request["method"], request["path"], body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    learn(request, text)
    return answer.status, dict(answer.getheaders()), text


if __name__ == "__main__":
    main()
