"""A caller who is marked as elderly goes straight to an adviser, before others who wait."""

from harness.adviser import AdviserMaker
from harness.citizen import Citizen

ELDER = "13800138010"


def _mark_elder(citizen: Citizen) -> None:
    first = citizen.dials(number=ELDER)
    first.hears_then_skips("menu_open")
    first.hangs_up()
    citizen.centre.rows(
        "update citizen set elder = true where id ="
        " (select i.citizen_id from inquiry i join interaction n on n.inquiry_id = i.id where n.id = %s)",
        first.closed_record().id,
    )


def test_no_menu_and_ahead_of_the_others(citizen: Citizen, adviser: AdviserMaker) -> None:
    _mark_elder(citizen)
    other = citizen.dials(number="13800138011")
    other.asks_for_adviser()
    other.hears_then_skips("queue_keys")
    elder = citizen.dials(number=ELDER)
    elder.hears_then_skips("adviser_elder_direct")
    elder.hears("transferring_to_adviser", "position_1")
    assert "menu_open" not in elder.heard

    li = adviser("li")
    li.answers()
    elder.hangs_up()
    li.is_in_state("wrap_up")
    other.hangs_up()
    li.finishes()

    record = elder.closed_record()
    assert record.engagements == ["li"]
    assert record.elder
    assert "menu_open" not in record.nodes
    assert other.closed_record().engagements == []
