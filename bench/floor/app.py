"""The floor's WSGI application: an address, a function."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from bench.floor import (
    arriving,
    home,
    mentor,
    plan,
    rating,
    satisfaction,
    session,
    sheet,
    stages,
    stream,
    strengths,
    team,
    why,
)
from bench.floor.frame import Visitor, posted, who

Show = Callable[..., str]
PAGES: list[tuple[re.Pattern[str], Show]] = [
    (re.compile(r"/"), home.show),
    (re.compile(r"/tim/"), team.show),
    (re.compile(r"/skp/(\d+)/"), plan.show),
    (re.compile(r"/skp/(\d+)/susun/"), plan.edit),
    (re.compile(r"/evaluasi/(\d+)/nilai/"), rating.show),
    (re.compile(r"/evaluasi/(\d+)/mengapa/"), why.show),
    (re.compile(r"/kemajuan/"), stages.show),
    (re.compile(r"/kepuasan/"), satisfaction.show),
    (re.compile(r"/progres/(\d+)/(\d+)/"), sheet.show),
    (re.compile(r"/umpan-balik/"), stream.show),
    (re.compile(r"/dialog/(\d+)/"), session.show),
    (re.compile(r"/dialog/tim/"), mentor.show),
    (re.compile(r"/pengembangan/"), strengths.show),
]
FORMS: list[tuple[re.Pattern[str], Show]] = [
    (re.compile(r"/evaluasi/(\d+)/nilai/simpan/"), rating.save),
    (re.compile(r"/progres/(\d+)/(\d+)/(\d+)/draf/"), sheet.save),
]
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cache-Control", "no-store"),
]


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    path, is_post = environ["PATH_INFO"], environ["REQUEST_METHOD"] == "POST"
    if path == "/sehat":
        start("200 OK", HEADERS)
        return [b"ok"]
    if path == "/masuk":
        cookie = arriving.sign_in(posted(environ), environ)
        start("303 See Other", [*HEADERS, ("Location", "/"), ("Set-Cookie", cookie)])
        return [b""]
    visitor = who(environ)
    if visitor is None:
        start("302 Found", [*HEADERS, ("Location", "/masuk")])
        return [b""]
    return _answer(FORMS if is_post else PAGES, path, visitor, environ, start)


def _answer(
    routes: list[tuple[re.Pattern[str], Show]],
    path: str,
    visitor: Visitor,
    environ: dict[str, Any],
    start: Callable[..., Any],
) -> Iterable[bytes]:
    for pattern, show in routes:
        found = pattern.fullmatch(path)
        if found:
            ids = [int(one) for one in found.groups()]
            forms = [posted(environ)] if routes is FORMS else []
            html = show(visitor, *ids, *forms)
            start("200 OK", HEADERS)
            return [html.encode()]
    start("404 Not Found", HEADERS)
    return [b""]
