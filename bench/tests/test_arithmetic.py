"""The bench's own arithmetic: medians of ratios, figures of /proc, what the floor lacks."""

from __future__ import annotations

import os

import pytest

from bench import comparing, cpu, frames
from bench.ratios import Round, kilobytes, summary
from bench.sizes import compressed


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    rounds = [Round(2, 1, 1, 0.5), Round(4, 2, 1, 0.5), Round(3, 0, 1, 0.5)]

    total = summary(rounds)

    assert [one.ratio for one in rounds] == [2.0, 4.0, 2.0]
    assert (total.ratio, total.lowest, total.highest) == (2.0, 2.0, 4.0)
    assert (total.app, total.database, total.floor_app, total.floor_database) == (3, 1, 1, 0.5)


def test_kilobytes_are_the_median() -> None:
    assert kilobytes([1000, 9000, 2000]) == 2.0


def test_it_reads_run_time_and_ticks() -> None:
    assert cpu.run_time("549544939 387073 22") == 549544939
    stat = "4711 (name (with) blanks) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14"
    assert cpu.ticks(stat) == 11 + 12


def test_our_own_time_grows_with_work() -> None:
    before = cpu.spent([os.getpid()])

    sum(number * number for number in range(300_000))

    assert cpu.spent([os.getpid()]) > before
    assert os.getpid() in cpu.family(os.getpid())


OURS = "<ul><li><a href='/'>Satu dua</a></li></ul><form><input></form>" + " kata" * 50


def test_the_floor_that_says_the_same_lacks_nothing() -> None:
    assert comparing.lacking(OURS, OURS) == []


@pytest.mark.parametrize(
    ("floor", "said"),
    [
        (OURS.replace("<li>", "<p>"), "<li> 0 of 1"),
        (OURS.replace("<input>", ""), "<input> 0 of 1"),
        (OURS.replace("<a", "<b"), "<a> 0 of 1"),
        (OURS.replace(" kata", " lain"), "words"),
        (OURS.replace(" kata", ""), "bytes"),
    ],
)
def test_the_floor_that_does_less_is_found(floor: str, said: str) -> None:
    assert any(words.startswith(said) for words in comparing.lacking(OURS, floor))


PAGE = """<title>Beranda – Kinerja Kota</title><a class="bell" href="/notifikasi/"><svg></svg>\
<span>Pemberitahuan</span></a><summary><span class="avatar" aria-hidden="true">AB</span>\
<span class="visually-hidden">Menu Andi B</span></summary><div class="menu__panel"><p><b>Andi B</b>\
<small>Guru</small></p></div><main><div class="letterhead"><p><b>Kota</b><br>Beranda</p></div>
isi</main></html>"""


def test_a_frame_is_cut_at_what_differs() -> None:
    pieces = frames.cut(PAGE)

    gaps = ["Beranda", "<span>Pemberitahuan</span>", "AB", "Andi B", "Andi B", "Guru", "Beranda"]
    filled = [part for pair in zip(pieces, [*gaps, "isi", ""], strict=True) for part in pair]
    assert "".join(filled) == PAGE
    with pytest.raises(ValueError, match="no gap"):
        frames.cut("<p>Bukan halaman kami</p>")


def test_sizes_are_those_of_the_wire() -> None:
    assert compressed(b"a" * 10_000) < 0.1
