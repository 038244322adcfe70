"""Which pages are measured, with the requests of their visitors, and what each may cost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bench.city import PASSWORD, TOKEN, People, Person

#: CPU of application and PostgreSQL, as a multiple of the page's floor
TARGETS = {"page": 2.0, "fragment": 1.5, "autosave": 2.2, "sign-in": 1.3}


@dataclass(frozen=True)
class Kind:
    """One kind of page and who asks for it in turn."""

    name: str
    title: str
    target: str
    requests: list[dict[str, Any]]
    #: how often each visitor asks in one round
    times: int = 2
    #: the issue's bound on SQL statements; a POST that writes has no bound of its own
    counts: bool = field(default=True)

    @property
    def most(self) -> float:
        return TARGETS[self.target]


def kinds(people: People) -> list[Kind]:
    """Return every kind that is measured, in the order of the table."""
    return [*_pages(people), *_mentoring(people), *_forms(people)]


def _pages(people: People) -> list[Kind]:
    """The pages that are only read."""
    staff, leaders, period = people.staff, people.leaders, people.period_id
    return [
        Kind("home", "Beranda, pegawai", "page", [get(one, "/") for one in staff]),
        Kind("home_leader", "Beranda, penilai", "page", [get(one, "/") for one in leaders]),
        Kind("team", "Tim saya", "page", [get(one, "/tim/") for one in leaders]),
        Kind("plan", "SKP", "page", [get(one, f"/skp/{one.plan_id}/") for one in staff]),
        Kind(
            "editor",
            "Susun SKP",
            "page",
            [get(one, f"/skp/{one.plan_id}/susun/") for one in people.writers],
        ),
        Kind(
            "rate",
            "Penilaian berdampingan",
            "page",
            [get(one, f"/evaluasi/{one.evaluation_id}/nilai/") for one in people.raters],
        ),
        Kind(
            "stages",
            "Kemajuan, seluruh kota",
            "page",
            [get(one, "/kemajuan/") for one in people.overseers],
            times=15,
        ),
        Kind(
            "satisfaction",
            "Kepuasan warga, seluruh kota",
            "page",
            [get(one, "/kepuasan/?periode=2026-2") for one in people.overseers],
            times=15,
        ),
        Kind(
            "sheet",
            "Realisasi",
            "page",
            [get(one, f"/progres/{one.plan_id}/{period}/") for one in staff],
        ),
        Kind(
            "why",
            "Mengapa predikat saya ini?",
            "page",
            [get(one, f"/evaluasi/{one.evaluation_id}/mengapa/") for one in staff],
        ),
    ]


def _mentoring(people: People) -> list[Kind]:
    """What employee and superior read of feedback, sessions and growth."""
    staff, talks = people.staff, people.sessions
    return [
        Kind("stream", "Umpan balik", "page", [get(one, "/umpan-balik/") for one in staff]),
        Kind(
            "session",
            "Sesi dialog",
            "page",
            [get(one, f"/dialog/{talks[one.plan_id]}/") for one in staff],
        ),
        Kind("mentor", "Pembinaan", "page", [get(one, "/dialog/tim/") for one in people.leaders]),
        Kind(
            "strengths",
            "Kekuatan dan kelemahan saya",
            "page",
            [get(one, "/pengembangan/") for one in staff],
        ),
    ]


def _forms(people: People) -> list[Kind]:
    """What is sent: drafts that save themselves, and the sign-in."""
    return [
        Kind(
            "preview",
            "Simpan penilaian, pratinjau predikat (htmx)",
            "autosave",
            [_preview(one, people) for one in people.raters],
        ),
        Kind(
            "draft",
            "Simpan realisasi (htmx)",
            "autosave",
            [_draft(one, people) for one in people.staff],
        ),
        Kind(
            "sign_in",
            "Masuk",
            "sign-in",
            [_sign_in(name) for name in people.names],
            times=1,
            counts=False,
        ),
    ]


def get(one: Person, path: str) -> dict[str, Any]:
    return {"method": "GET", "path": path, "headers": {"Cookie": one.cookie}}


def _post(cookie: str, path: str, form: dict[str, str], **more: Any) -> dict[str, Any]:
    return {
        "method": "POST",
        "path": path,
        "headers": {"Cookie": cookie, "HX-Request": "true"},
        "form": {"csrfmiddlewaretoken": TOKEN, **form},
        **more,
    }


def _draft(one: Person, people: People) -> dict[str, Any]:
    """What typing into a realization sends; the version goes on from answer to answer."""
    indicator, version, has_number, has_day = people.drafts[one.plan_id]
    reached = "87,5" if has_number else "4 Desember 2026" if has_day else "Sudah berjalan"
    return _post(
        one.cookie,
        f"/progres/{one.plan_id}/{people.period_id}/{indicator}/draf/",
        {"reached": reached, "note": "Terbantu rekap mingguan.", "version": str(version)},
        expect="Tersimpan pukul",
        carry={
            "key": f"draft-{one.plan_id}",
            "field": "version",
            "pattern": r'name="version" id="id_version" value="(\d+)"',
        },
    )


def _preview(one: Person, people: People) -> dict[str, Any]:
    """What choosing two ratings sends."""
    return _post(
        one.cookie,
        f"/evaluasi/{one.evaluation_id}/nilai/simpan/",
        {
            "lock_no": str(people.versions[one.evaluation_id]),
            "window": "a" * 32,
            "result_rating": "DI_ATAS",
            "behavior_rating": "SESUAI",
            "result_reason": "Semua hasil melampaui target, buktinya lengkap.",
            "behavior_reason": "",
            "recommendation": "",
        },
        expect="Tersimpan pukul",
        carry={
            "key": f"preview-{one.evaluation_id}",
            "field": "lock_no",
            "pattern": r'name="lock_no" id="lock-no" value="(\d+)"',
        },
    )


def _sign_in(name: str) -> dict[str, Any]:
    request = _post(f"kinerja_csrf={TOKEN}", "/masuk", {"nip": name, "kata_sandi": PASSWORD})
    request["headers"].pop("HX-Request")
    return request
