"""A caller's line is cut without a goodbye: the call ends by itself. Who only keeps silent is not taken for gone."""

from harness.citizen import Citizen, CitizenCall
from harness.waiting import stays

# Half a minute without a packet, and what a busy machine needs to notice.
GONE_SECONDS = 60.0
# Longer than the engine waits for a packet.
SILENT_SECONDS = 40.0


def _in_the_queue(citizen: Citizen) -> CitizenCall:
    call = citizen.dials()
    call.asks_for_adviser()
    call.hears_then_skips("queue_keys")
    return call


def test_in_the_queue_the_call_is_closed_and_its_place_is_free(citizen: Citizen) -> None:
    call = _in_the_queue(citizen)
    call.call.telephone.vanish()

    record = call.closed_record(limit=GONE_SECONDS)
    assert record.end_reason == "abandoned_in_queue"
    assert record.queue_ends == ["left"]
    assert (record.callbacks, record.messages) == ([], [])


def test_a_caller_who_says_nothing_keeps_his_place(citizen: Citizen) -> None:
    call = _in_the_queue(citizen)
    stays(call.is_still_connected, seconds=SILENT_SECONDS, what="a silent caller in the queue")
    call.hangs_up()

    assert call.closed_record().queue_ends == ["left"]
