"""Who speaks in which role, to whom, and about what."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from kinerja.coaching.access import Tie
from kinerja.coaching.models import Feedback
from kinerja.coaching.operations import About, NothingMeant
from kinerja.coaching.queries.people import colleagues, office_of, own_office, tie_of
from kinerja.coaching.refusals import NoWords, OwnWordsStay, WallNeedsPraise
from kinerja.coaching.tests.samples import SERVICE, give, show_evidence
from kinerja.foundation import clock
from kinerja.foundation.refusals import NotPermitted
from kinerja.notifications.models import Notification
from kinerja.plans.models import Plan
from tests.factories import NOON, Town, actor, make_employee, make_placement, make_unit
from tests.plan_factories import first_result, make_agreed

pytestmark = pytest.mark.django_db
TODAY = clock.local_date(NOON)
GENERAL = About()


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("andi", "DIRI"),
        ("budi", "PEJABAT_PENILAI"),
        ("sari", "ATASAN_PENILAI"),
        ("dewi", "REKAN"),
        ("office_manager", "REKAN"),
    ],
)
def test_each_speaks_in_his_own_role(town: Town, plan: Plan, who: str, role: str) -> None:
    assert give(plan, actor(getattr(town, who)), GENERAL).author_role == role


def test_whoever_is_assessed_by_the_receiver_speaks_as_a_subordinate(
    town: Town, plan: Plan
) -> None:
    superior = make_agreed(town.budi, plan.year, town.sari)

    assert give(superior, actor(town.dewi), GENERAL).author_role == "BAWAHAN"


def test_offices_are_the_units_directly_below_the_city(town: Town) -> None:
    assert [office_of(path) for path in ("1/4/17/", "1/4/", "1/")] == ["1/4/", "1/4/", "1/"]
    near, office = own_office(town.andi.pk, TODAY)
    assert near == [town.division.pk]
    assert [unit.unit_id for unit in office] == [town.office.pk, town.division.pk]
    _, alone = own_office(town.auditor.pk, TODAY)
    assert [unit.unit_id for unit in alone] == [town.root.pk]
    assert own_office(0, TODAY) == ([], [])


def test_ids_that_begin_alike_are_not_one_office(town: Town) -> None:
    units = [make_unit(f"Dinas {number}", town.root) for number in range(12)]
    person = make_employee("Rina Wati")
    make_placement(person, units[0])

    _, office = own_office(person.pk, TODAY)

    assert [unit.unit_id for unit in office] == [units[0].pk]


def test_somebody_without_a_post_has_no_tie(town: Town, plan: Plan) -> None:
    assert tie_of(make_employee("Rina Wati").pk, plan, TODAY) == Tie()
    assert tie_of(None, plan, TODAY) == Tie()


def test_a_recipient_of_the_service_is_typed_by_the_unit(town: Town, plan: Plan) -> None:
    made = give(plan, actor(town.dewi), GENERAL, spoken_by=" Warga, loket 2 ")

    assert (made.author_role, made.spoken_by) == ("PENERIMA_LAYANAN", "Warga, loket 2")
    assert made.author_id == town.dewi.pk


@pytest.mark.parametrize("who", ["andi", "sari", "office_manager"])
def test_nobody_else_types_for_recipients(town: Town, plan: Plan, who: str) -> None:
    with pytest.raises(NotPermitted):
        give(plan, actor(getattr(town, who)), GENERAL, spoken_by="Warga")


def test_about_oneself_tells_nobody_and_hangs_nowhere(town: Town, plan: Plan) -> None:
    give(plan, actor(town.andi), GENERAL, visibility="RECEIVER")

    assert not Notification.objects.filter(kind="coaching.feedback").exists()
    with pytest.raises(OwnWordsStay):
        give(plan, actor(town.andi), GENERAL, visibility="UNIT")


@pytest.mark.parametrize("kind", ["SARAN", "CATATAN"])
def test_only_appreciation_hangs_on_the_wall(town: Town, plan: Plan, kind: str) -> None:
    with pytest.raises(WallNeedsPraise):
        give(plan, actor(town.dewi), GENERAL, kind=kind, visibility="UNIT")


def test_words_are_needed(town: Town, plan: Plan) -> None:
    with pytest.raises(NoWords):
        give(plan, actor(town.budi), text=" \n ")


def test_evidence_stands_with_its_result(town: Town, plan: Plan) -> None:
    evidence = show_evidence(plan)

    made = give(plan, actor(town.budi), About(evidence_id=evidence.pk))

    assert (made.subject_kind, made.result_id) == ("evidence", first_result(plan))
    assert made.label == "drive.kotalama.go.id/rekap"


def test_a_colleague_names_no_result_and_no_evidence_of_a_plan_he_cannot_read(
    town: Town, plan: Plan
) -> None:
    evidence = show_evidence(plan)

    for about in (About(result_id=first_result(plan)), About(evidence_id=evidence.pk)):
        with pytest.raises(NothingMeant):
            give(plan, actor(town.dewi), about)


@pytest.mark.parametrize(
    "wrong",
    [
        {"author_role": "DIRI"},
        {"visibility": "UNIT", "kind": "SARAN"},
        {"visibility": "ALL"},
        {"kind": "LAIN"},
        {"spoken_by": "Warga"},
        {"author_role": "PENERIMA_LAYANAN"},
        {"subject_kind": "person"},
        {"subject_kind": "evidence"},
        {"core_value": ""},
    ],
)
def test_the_database_refuses_what_cannot_be(town: Town, plan: Plan, wrong: dict[str, str]) -> None:
    made = give(plan, actor(town.budi), SERVICE)
    made.pk = None
    for field, value in wrong.items():
        setattr(made, field, value)

    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)


def test_words_for_the_receiver_alone_are_read_by_two(town: Town, plan: Plan) -> None:
    made = give(plan, actor(town.dewi), GENERAL, visibility="RECEIVER")

    readers = {
        who: Feedback.objects.visible_to(actor(getattr(town, who))).filter(pk=made.pk).exists()
        for who in ("andi", "dewi", "budi", "sari", "auditor", "office_manager")
    }
    assert [who for who, reads in readers.items() if reads] == ["andi", "dewi"]


def test_colleagues_are_found_by_part_of_the_name_own_unit_first(town: Town, plan: Plan) -> None:
    near, office = own_office(town.dewi.pk, TODAY)
    units = [unit.unit_id for unit in office]

    everybody = colleagues(units, near, "", town.dewi.pk, TODAY)
    found = colleagues(units, near, "prata", town.dewi.pk, TODAY)

    assert [row.name for row in everybody] == [
        "Andi Pratama",
        "Budi Hartono",
        "Oki Setiawan",
        "Sari Kusuma",
    ]
    assert [(row.full_name, row.plan_id, row.found) for row in found] == [
        ("Andi Pratama", plan.pk, 1)
    ]
    assert colleagues(units, near, "100%_", town.dewi.pk, TODAY) == []
