"""One result on the side-by-side screen: evidence, the employee's words, the rater's notes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from bench.floor.rating.stored import Evaluation
from bench.floor.why import ROLES
from bench.floor.words import ICON, accumulated, bar, day, esc, full, local, target, unit

MARKS = (("DI_BAWAH", "Di bawah"), ("SESUAI", "Sesuai"), ("DI_ATAS", "Di atas"))
EYE = f'<p class="visible-to above-2">{ICON["eye"]}Tanda dan catatan tiap hasil hanya Anda lihat, tidak dicetak, dan terhapus saat predikat ditetapkan</p>'


def result(seen: Evaluation, at: int, row: tuple[Any, ...]) -> str:
    key, kind, text = row
    lines = seen.planned.get(key, ())
    extra = ' <span class="small muted">(tambahan)</span>' if kind == "TAMBAHAN" else ""
    notes = seen.kept[2]
    mark = notes.get("marks", {}).get(str(key))
    marks = "".join(
        f'<label><input type="radio" name="mark-{key}" value="{code}"{" checked" if code == mark else ""}><span>{label}</span></label>\n'
        for code, label in MARKS
    )
    note = esc(notes.get("notes", {}).get(str(key), ""))
    return f"""<section class="rate-result" aria-labelledby="result-{key}">
<h2 id="result-{key}"><span class="result-number">Hasil {at}</span> {esc(text)}{extra}</h2>
<div class="side-by-side">
<div>
<h3 class="only-phone small muted">Bukti dan konteks</h3>
<ul class="progress-list progress-list--tight" role="list">
{"".join(_line(line, seen.reached.get(line[0], ())) for line in lines)}</ul>
{_proofs(lines, seen.uses)}<p class="smaller above-2"><a href="/dialog/agenda/tambah/?jenis=result&amp;id={key}">Masukkan ke agenda dialog<span class="visually-hidden"> RHK {at}</span></a></p>
{_feedback(key, seen.said)}</div>
<div>
<h3 class="only-phone small muted">Kata pegawai</h3>
{_own(seen.words, key)}</div>
<div>
<h3 class="only-phone small muted">Catatan Anda</h3>
<fieldset>
<legend class="visually-hidden">Tanda untuk hasil {at}, hanya untuk Anda</legend>
<div class="choices choices--flat choices--compact">
{marks}</div>
</fieldset>
<div class="field above-4"><label class="field__label" for="id_note-{key}">Catatan pribadi <span class="field__optional">(boleh kosong)</span></label><textarea class="input input--short" id="id_note-{key}" name="note-{key}" rows="2" maxlength="4000">
{note}</textarea></div>
{EYE if at == 1 else ""}</div>
</div>
</section>
"""


def _proofs(lines: Any, uses: dict[int, list[Any]]) -> str:
    shown = [(line[1], use) for line in lines for use in uses.get(line[0], ())]
    if not shown:
        return '<p class="small muted">Belum ada bukti untuk hasil ini.</p>\n'
    items = "".join(
        f'<li>{ICON["link"]}<p><a href="{esc(link)}" rel="noopener noreferrer" target="_blank">{esc(name)}</a><small>{esc(of)}</small></p><span></span></li>\n'
        for of, (name, link) in shown
    )
    return f'<details class="why"><summary>{len(shown)} bukti</summary><div><ul class="evidence" role="list">\n{items}</ul></div></details>\n'


def _feedback(key: int, said: list[Any]) -> str:
    mine = [one for one in said if one[0] == key]
    if not mine:
        return ""
    return f'<details class="why"><summary>{len(mine)} umpan balik</summary><div>\n{"".join(map(quote, mine))}</div></details>\n'


def _line(line: Any, told: Any) -> str:
    _, text, goal, on, words, of, direction, accumulation = line
    figure = accumulated([one[1] for one in told], accumulation)
    shown = target(goal, on, words, of)
    last = told[-1] if told else None
    own = note = ""
    if last and last[1] is not None and figure is not None and last[1] != figure:
        own = f"Periode ini {unit(last[1], of)}. "
    if last and last[4]:
        note = f"Catatan pegawai: {esc(last[4])}"
    more = f'<li><div class="small muted prose">{own}{note}</div></li>' if own or note else ""
    if goal is None or goal <= 0:
        value = "Belum ada realisasi"
        if last:
            value = f"Realisasi: <b>{day(last[2]) if last[2] else esc(last[3])}</b>"
        return f'<li><div>{esc(text)}<p class="value">Target: {shown}</p><p class="value prose">{value}</p></div></li>\n{more}'
    top = max(Decimal(100) if of in {"%", "persen"} else goal * Decimal("1.2"), goal, figure or 0)
    share = float(max(figure, 0) / top * 100) if figure is not None else 0.0
    reading = unit(figure, of) if figure is not None else "belum ada realisasi"
    tone = "n"
    if figure is not None:
        done = figure >= goal if direction == "HIGHER" else figure <= goal
        tone = "b" if done else "bp"
    value = f"<b>{reading}</b> / {shown}" if figure is not None else f"target {shown}"
    tick = round(float(goal / top * 100), 2)
    return f'<li><span>{esc(text)}</span><span class="value">{value}</span>{bar(share, tick, tone, f"{reading}, target {shown}")}\n</li>\n{more}'


def quote(said: Any) -> str:
    return (
        f'<blockquote class="quote below-2"><p>“{esc(said[2])}”</p><p class="muted small">'
        f"{full(*said[5:8])}, {ROLES.get(said[4], said[4].lower())}, {day(local(said[3]))}</p></blockquote>"
    )


def _own(words: Any, key: int) -> str:
    if not words:
        return '<p class="small muted">Evaluasi diri belum dikirim.</p>\n'
    told = words["results"].get(str(key), {})
    drawn = ""
    if told.get("reached"):
        drawn = f'<blockquote class="quote"><p class="prose">“{esc(told["reached"])}”</p></blockquote>\n'
    if told.get("hindered"):
        drawn += f'<p class="small above-2 prose"><span class="muted">Hambatan:</span> {esc(told["hindered"])}</p>\n'
    if told.get("needed"):
        drawn += f'<p class="small above-2 prose"><span class="muted">Bantuan yang diminta:</span> {esc(told["needed"])}</p>\n'
    return drawn or '<p class="small muted">Tidak menulis tentang hasil ini.</p>\n'
