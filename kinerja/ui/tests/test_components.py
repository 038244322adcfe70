from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from kinerja.ui.rendering import template_named
from kinerja.ui.tests.pages import asked, drawn
from kinerja.ui.tests.sheet import KINERJA, TEMPLATES, classes_of_sheet, classes_written
from kinerja.ui.views import style
from regulation.instruments import PERMENPANRB_6_2022

COMPONENTS = KINERJA / "ui" / "templates" / "ui" / "components"
NAMES = sorted(path.stem for path in COMPONENTS.glob("*.html"))
#: parts that only frames use; the frames' own tests render them
OF_FRAMES = {"brand", "messages", "offline_banner", "help_footer", "help_line", "section", "trail"}


@pytest.fixture(scope="module")
def gallery() -> str:
    return style(asked("/gaya/")).content.decode()


def source(name: str) -> str:
    return (COMPONENTS / f"{name}.html").read_text()


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_it_compiles(path: Path) -> None:
    name = str(path).split("/templates/", 1)[1]

    assert template_named(name).name == name


@pytest.mark.parametrize("name", NAMES)
def test_its_file_holds_one_macro_named_alike_and_says_what_it_is(name: str) -> None:
    assert re.findall(r"{%-? macro (\w+)", source(name)) == [name]
    assert source(name).startswith("{#")


@pytest.mark.parametrize("name", sorted(set(NAMES) - OF_FRAMES))
def test_it_stands_on_the_style_page(name: str) -> None:
    users = [source(other) for other in NAMES if other != name]
    page = (COMPONENTS.parent / "style.html").read_text()

    assert any(f"ui.{name}(" in text for text in [page, *users])


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_tells_of_it(name: str) -> None:
    inner = {"head_links", "brand", "bell", "account_menu", "messages", "offline_banner"}
    inner |= {"account_links", "help_footer", "field_choices", "field_checkbox"}

    assert name in inner or f"`{name}(" in (KINERJA / "ui" / "README.md").read_text()


def test_the_style_page_uses_only_classes_that_exist(gallery: str) -> None:
    assert classes_written(gallery) - classes_of_sheet() == set()


def test_the_style_page_has_each_id_once(gallery: str) -> None:
    ids = Counter(re.findall(r'\sid="([^"]+)"', gallery))

    assert [name for name, times in ids.items() if times > 1] == []


def test_the_style_page_points_only_at_ids_that_exist(gallery: str) -> None:
    ids = set(re.findall(r'\sid="([^"]+)"', gallery))
    pointed = re.findall(
        r'(?:\sfor|labelledby|describedby|data-count|data-day|data-show)="([^"]+)"', gallery
    )

    assert {one for value in pointed for one in value.split()} - ids == set()


def test_the_style_page_carries_no_style_and_no_script_of_its_own(gallery: str) -> None:
    assert " style=" not in gallery
    assert "<style" not in gallery
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", gallery))
    assert not re.search(r"\son[a-z]+=", gallery)


def test_the_style_page_stays_light(gallery: str) -> None:
    assert len(re.findall(r"<[a-z]", gallery)) <= 2_000


def test_the_theme_can_be_forced() -> None:
    assert 'lang="id" data-theme="dark"' in style(asked("/gaya/?tema=gelap")).content.decode()
    assert 'lang="id" data-theme="light"' in style(asked("/gaya/?tema=terang")).content.decode()
    assert '<html lang="id">' in style(asked("/gaya/?tema=x")).content.decode()


def test_what_people_wrote_is_escaped() -> None:
    evil = '<b onclick="x">'
    calls = [
        "ui.page_head(e, e, e)",
        "ui.button(e)",
        "ui.link_button(e, e)",
        "ui.notice(e, text=e)",
        "ui.badge(e)",
        "ui.person(e, e)",
        "ui.quote(e, e)",
        "ui.summary_list([(e, e, e)])",
        "ui.copy(e)",
        "ui.empty_state(e, e)",
        "ui.task(e, e, e, e)",
        "ui.conflict(e, [(e, e, e)], e)",
        "ui.why(e, [e])",
        "ui.toast(e)",
        "ui.bar(3, label=e)",
        "ui.evidence([(e, e, e, e)])",
        "ui.timeline([(e, e, false)])",
    ]
    for call in calls:
        assert evil not in drawn("{{ " + call + " }}", e=evil), call


def test_an_unverified_provision_says_so() -> None:
    checked = PERMENPANRB_6_2022.article("12")
    guessed = PERMENPANRB_6_2022.unverified("Pasal 99")

    html = drawn("{{ ui.why('Sebab.', [a, b]) }}", a=checked, b=guessed)

    assert "Pasal 12" in html
    assert "Pasal 99" not in html
    assert html.count("rujukan pasal belum diperiksa") == 1


def test_a_frozen_reason_reads_as_a_live_one() -> None:
    frozen = {"source": "PermenPANRB 6/2022", "verified": False, "text": "Karena itu."}

    html = drawn("{{ ui.why('', [r]) }}", r=frozen)

    assert "Karena itu." in html
    assert "rujukan pasal belum diperiksa" in html


def test_pagination_keeps_the_filters_and_says_where_one_is() -> None:
    html = drawn("{{ ui.pagination(3, 5, 112, 25, 'nama=an') }}")

    assert "51–75 dari 112" in html
    assert 'href="?nama=an&amp;hal=2" rel="prev"' in html
    assert 'href="?nama=an&amp;hal=4" rel="next"' in html


def test_pagination_of_nothing_is_nothing() -> None:
    assert drawn("{{ ui.pagination(1, 1, 0) }}").strip() == ""


def test_the_last_page_ends_at_the_last_row() -> None:
    html = drawn("{{ ui.pagination(5, 5, 112) }}")

    assert "101–112 dari 112" in html
    assert "Berikutnya" not in html


def test_a_bar_never_leaves_its_track() -> None:
    assert 'width="100%" height="6" rx="2" fill="var(--b-fill)"' in drawn("{{ ui.bar(250) }}")
    assert 'width="0%"' in drawn("{{ ui.bar(-4) }}")


def test_a_distribution_of_nobody_divides_by_nothing() -> None:
    html = drawn("{{ ui.distribution('a', 'Belum ada', [('Baik', 0, 'b')]) }}")

    assert "n = 0" in html


def test_a_line_has_a_gap_where_there_is_no_value() -> None:
    html = drawn(
        "{{ ui.line_chart('a', 'Naik', [('I', 1, 2), ('II', none, none), ('III', 3, 2)], 0, 4) }}"
    )

    assert 'stroke="var(--sea)"' not in html
    assert html.count("<circle") == 2
    assert "tanpa data" in html


def test_a_table_names_its_columns() -> None:
    html = drawn(
        "{% call ui.table('Tim', ['Nama', ('Target', 'number'), '']) %}<tr></tr>{% endcall %}"
    )

    assert '<th scope="col" class="number">Target</th>' in html
    assert '<span class="visually-hidden">Tindakan</span>' in html


def test_the_quadrant_is_the_law() -> None:
    from regulation.grade import GRADE_TABLE

    html = drawn("{{ ui.quadrant(('SESUAI', 'DI_ATAS')) }}")
    cells = re.findall(r"<td class=\"is-(\w+)\"( aria-current)?", html)
    tones = {"SANGAT_BAIK": "sb", "BAIK": "b", "BUTUH_PERBAIKAN": "bp", "KURANG": "k"}
    tones["SANGAT_KURANG"] = "sk"
    order = [
        (r, b) for r in ("DI_ATAS", "SESUAI", "DI_BAWAH") for b in ("DI_BAWAH", "SESUAI", "DI_ATAS")
    ]
    law = {(str(r), str(b)): tones[str(grade)] for (r, b), grade in GRADE_TABLE.items()}

    assert [tone for tone, _ in cells] == [law[cell] for cell in order]
    assert [order[i] for i, (_, own) in enumerate(cells) if own] == [("SESUAI", "DI_ATAS")]
