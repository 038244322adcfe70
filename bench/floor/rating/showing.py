"""The side-by-side screen: who is rated, each result, the behaviors, earlier evaluations."""

from __future__ import annotations

from typing import Any

from bench.floor.frame import FORM, Visitor, page, run
from bench.floor.rating.deciding import final
from bench.floor.rating.results import quote, result
from bench.floor.rating.stored import Evaluation
from bench.floor.sheet import ACCESS
from bench.floor.words import (
    BADGE,
    GRADE,
    GRADES,
    ICON,
    RATINGS,
    esc,
    full,
    now,
    today,
    until,
    weekday,
)
from regulation.behavior import CoreValue

GUIDE = """<details class="why"><summary>Pegangan menilai</summary><div>
<p>Baca bukti dulu, lalu kata pegawai, baru beri rating. Rating selain Sesuai perlu alasan. Tidak ada pilihan yang terisi lebih dulu.</p>
<table class="table">
<caption class="visually-hidden">Pegangan memilih rating</caption>
<thead><tr><th scope="col">Rating</th><th scope="col">Hasil kerja</th><th scope="col">Perilaku kerja</th></tr></thead>
<tbody>
<tr><th scope="row">Di atas</th><td>Semua hasil di atas ekspektasi, tidak ada hasil utama di bawahnya, umpan balik positif</td><td>Konsisten, serta menggerakkan dan menjadi teladan bagi orang lain</td></tr>
<tr><th scope="row">Sesuai</th><td>Sebagian besar hasil memenuhi ekspektasi, hanya sebagian sangat kecil hasil utama di bawahnya</td><td>Konsisten menerapkan nilai dasar untuk diri sendiri</td></tr>
<tr><th scope="row">Di bawah</th><td>Sebagian besar atau semua hasil tidak memenuhi ekspektasi</td><td>Belum konsisten</td></tr>
</tbody>
</table>
<p class="basis">PermenPANRB 6/2022, Lampiran (rujukan pasal belum diperiksa)</p>
</div></details>"""
LINES = {
    value.value: (value.label, "".join(f"<li>{line}</li>" for line in value.lines))
    for value in CoreValue
}


def show(visitor: Visitor, id_: int) -> str:
    seen = Evaluation(visitor, id_)
    main = f"""{_switch(id_, seen.owner, seen.post, seen.people)}
<div class="row row--apart above-4 below-6">
<p>{_status(seen)}</p>
{GUIDE}
</div>
<form method="post" action="/evaluasi/{id_}/nilai/" data-draft="penilaian-{id_}" hx-post="/evaluasi/{id_}/nilai/simpan/" hx-trigger="input delay:1200ms, change delay:200ms" hx-sync="this:queue last" hx-swap="none">
{FORM}
<input type="hidden" name="lock_no" id="lock-no" value="{seen.kept[3]}"><input type="hidden" name="window" value="{"0" * 32}">
<div class="side-by-side side-by-side--head only-wide" aria-hidden="true"><p>Bukti dan konteks</p><p>Kata pegawai</p><p>Catatan Anda</p></div>
{"".join(result(seen, at, row) for at, row in enumerate(seen.results, start=1))}<section class="rate-result" aria-labelledby="behaviors">
<h2 id="behaviors">Perilaku kerja BerAKHLAK</h2>
<div class="grid">
{"".join(_behavior(code, seen.expected.get(code, ""), seen.said) for code in LINES)}</div>
{_general(seen.said)}{_summary(seen.words)}</section>
{_history(seen.history, seen.year)}{final(id_, len(seen.results), seen.said, seen.kept)}</form>
"""
    run(ACCESS, now(), visitor.user, seen.employee, "evaluations.evaluation", id_, "menilai")
    return page("rate", visitor, f"Nilai {seen.owner}, {seen.title}", main)


def _status(seen: Evaluation) -> str:
    """How much is known, and until when to decide."""
    lines = [line for key, *_ in seen.results for line in seen.planned.get(key, ())]
    reported = sum(1 for line in lines if seen.reached.get(line[0]))
    value = seen.standing[0][3] if seen.standing else None
    organization = f", capaian organisasi {GRADES[value][0]}" if value else ""
    own = (
        "Evaluasi diri sudah dikirim."
        if seen.words
        else "Evaluasi diri belum dikirim; Anda tetap bisa menilai."
    )
    return f"{seen.title}{organization}. Realisasi {reported} dari {len(lines)} indikator. {own} Tetapkan paling lambat <b>{weekday(seen.due)}</b>, {until(seen.due, today())}."


def _switch(id_: int, owner: str, post: str, people: list[Any]) -> str:
    ids = [one[0] for one in people]
    at = ids.index(id_)
    before = after = "<span></span>"
    if at:
        other = people[at - 1]
        before = f'<a class="person-switch__other" href="/evaluasi/{other[0]}/nilai/" rel="prev">{ICON["left"]}<span>{full(*other[1:])}</span><b class="visually-hidden">, pegawai sebelumnya</b></a>'
    if at + 1 < len(people):
        other = people[at + 1]
        after = f'<a class="person-switch__other" href="/evaluasi/{other[0]}/nilai/" rel="next"><span>{full(*other[1:])}</span><b class="visually-hidden">, pegawai berikutnya</b>{ICON["right"]}</a>'
    initials = "".join(word[0] for word in owner.split()[:2])
    return f"""<div class="person-switch">
{before}<div class="person"><span class="avatar" aria-hidden="true">{initials}</span><div><h1 class="small-title">{owner}</h1><small>{at + 1} dari {len(people)} pegawai, {post}</small></div></div>
{after}</div>
"""


def _general(said: list[Any]) -> str:
    mine = [one for one in said if one[0] is None and not one[1]]
    if not mine:
        return ""
    return f"""<details class="why above-4"><summary>{len(mine)} umpan balik umum</summary><div>
{"".join(map(quote, mine))}
</div></details>
"""


def _behavior(code: str, expectation: str, said: list[Any]) -> str:
    label, lines = LINES[code]
    mine = [one for one in said if one[1] == code]
    more = (
        f'<p class="small"><span class="muted">Ekspektasi khusus:</span> {esc(expectation)}</p>\n'
        if expectation
        else ""
    )
    summary = f"{len(mine)} umpan balik" if mine else "Panduan perilaku"
    return f'<div><h3>{label}</h3>{more}<details class="why"><summary>{summary}</summary><div><ul class="stack stack--tight">{lines}</ul>{"".join(map(quote, mine))}</div></details></div>\n'


def _summary(words: Any) -> str:
    if not words or not words.get("summary"):
        return ""
    return f'<p class="small muted above-4">Catatan lain pegawai</p><blockquote class="quote"><p class="prose">“{esc(words["summary"])}”</p></blockquote>'


def _history(history: list[Any], year: int) -> str:
    if not history:
        return ""
    body = "".join(
        f'<tr><th scope="row">Triwulan {label.split()[-1]} {year}</th><td data-label="Hasil kerja">{RATINGS[result][0] if grade else "–"}</td><td data-label="Perilaku kerja">{RATINGS[behavior][0] if grade else "–"}</td><td data-label="Predikat">{GRADE[grade] if grade else BADGE[state]}</td></tr>\n'
        for label, state, result, behavior, grade in history
    )
    return f"""<section class="rate-result" aria-labelledby="history">
<h2 id="history">Evaluasi lain tahun ini</h2>
<div class="container">
<table class="table table--cards">
<caption class="visually-hidden">Evaluasi lain pegawai ini</caption>
<thead><tr>
<th scope="col">Periode</th>
<th scope="col">Hasil kerja</th>
<th scope="col">Perilaku kerja</th>
<th scope="col">Predikat</th>
</tr></thead>
<tbody>
{body}</tbody>
</table>
</div>
</section>
"""
