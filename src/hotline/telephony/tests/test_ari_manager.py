"""The manager interface, against a stand-in server."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from hotline.telephony.ari import AriGoneError, AriUnreachableError, manager
from hotline.telephony.ari.manager import Manager

PASSWORD = "stand-in"


class StandInManager:
    """Answers actions as a test wants."""

    def __init__(self) -> None:
        self.actions: list[dict[str, str]] = []
        self.connections: list[asyncio.StreamWriter] = []
        self.answers: dict[str, str] = {}
        """By action: "Success" where nothing is said; "close", "silence" and "nonsense" as well."""
        self.noise = ""
        self.port = 0

    @property
    def names(self) -> list[str]:
        """The actions that came, in order."""
        return [action["Action"] for action in self.actions]

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        self.connections.append(writer)
        writer.write(b"Asterisk Call Manager/9.0.0\r\n")
        try:
            while True:
                text = (await reader.readuntil(b"\r\n\r\n")).decode()
                action = dict(line.split(": ", 1) for line in text.strip().split("\r\n"))
                self.actions.append(action)
                self._answer(writer, action)
        except asyncio.IncompleteReadError:
            writer.close()

    def _answer(self, writer: asyncio.StreamWriter, action: dict[str, str]) -> None:
        match self.answers.get(action["Action"], "Success"):
            case "silence":
                return
            case "close":
                writer.close()
            case "nonsense":
                writer.write(b"x" * 100_000)
            case response:
                text = f"{self.noise}Response: {response}\r\nActionID: {action['ActionID']}\r\nMessage: m\r\n\r\n"
                writer.write(text.encode())


@pytest.fixture
async def interface() -> AsyncIterator[StandInManager]:
    standing = StandInManager()
    server = await asyncio.start_server(standing.serve, "127.0.0.1", 0)
    standing.port = server.sockets[0].getsockname()[1]
    yield standing
    server.close()
    for writer in standing.connections:
        writer.close()
    await server.wait_closed()


@pytest.fixture
async def ami(interface: StandInManager) -> AsyncIterator[Manager]:
    client = Manager(port=interface.port, password=PASSWORD)
    yield client
    await client.close()


async def test_it_logs_in_once_and_sends_the_fields(interface: StandInManager, ami: Manager) -> None:
    await ami.action("MixMonitor", Channel="leg", File="a.raw", Options="D")
    await ami.action("StopMixMonitor", Channel="leg")
    assert interface.actions == [
        {"Action": "Login", "ActionID": "1", "Username": "hotline", "Secret": PASSWORD, "Events": "off"},
        {"Action": "MixMonitor", "ActionID": "2", "Channel": "leg", "File": "a.raw", "Options": "D"},
        {"Action": "StopMixMonitor", "ActionID": "3", "Channel": "leg"},
    ]
    assert len(interface.connections) == 1


async def test_an_error_says_that_the_channel_is_gone(interface: StandInManager, ami: Manager) -> None:
    interface.answers["StopMixMonitor"] = "Error"
    with pytest.raises(AriGoneError):
        await ami.action("StopMixMonitor", Channel="leg")
    await ami.action("MixMonitor", Channel="leg")
    assert interface.names == ["Login", "StopMixMonitor", "MixMonitor"]


async def test_a_refused_login_is_unreachable_and_tried_again(interface: StandInManager, ami: Manager) -> None:
    interface.answers["Login"] = "Error"
    with pytest.raises(AriUnreachableError):
        await ami.action("MixMonitor", Channel="leg")
    interface.answers.clear()
    await ami.action("MixMonitor", Channel="leg")
    assert interface.names == ["Login", "Login", "MixMonitor"]


async def test_a_connection_lost_between_two_actions_is_opened_again(interface: StandInManager, ami: Manager) -> None:
    await ami.action("MixMonitor", Channel="one")
    interface.connections[0].close()
    await interface.connections[0].wait_closed()
    await asyncio.sleep(0.01)
    await ami.action("MixMonitor", Channel="two")
    assert [action.get("Channel") for action in interface.actions] == [None, "one", None, "two"]


@pytest.mark.parametrize("fault", ["close", "silence", "nonsense"])
async def test_a_connection_lost_under_an_action_is_unreachable(
    interface: StandInManager, ami: Manager, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    monkeypatch.setattr(manager, "ACTION_LIMIT_SECONDS", 0.1)
    interface.answers["MixMonitor"] = fault
    with pytest.raises(AriUnreachableError):
        await ami.action("MixMonitor", Channel="leg")
    # It is not repeated: two recordings of one channel would write into one file.
    assert interface.names == ["Login", "MixMonitor"]
    await ami.action("StopMixMonitor", Channel="leg")
    assert interface.names[2:] == ["Login", "StopMixMonitor"]


async def test_nobody_there_is_unreachable() -> None:
    with pytest.raises(AriUnreachableError):
        await Manager(port=9, password=PASSWORD).action("MixMonitor", Channel="leg")


async def test_a_login_that_was_given_up_is_not_taken_for_one_that_stands(
    interface: StandInManager, ami: Manager
) -> None:
    interface.answers["Login"] = "silence"
    action = asyncio.create_task(ami.action("MixMonitor", Channel="one"))
    while not interface.actions:
        await asyncio.sleep(0.001)
    action.cancel()
    await asyncio.gather(action, return_exceptions=True)
    interface.answers.clear()
    await ami.action("MixMonitor", Channel="two")
    assert interface.names == ["Login", "Login", "MixMonitor"]


async def test_a_line_break_makes_no_second_header(interface: StandInManager, ami: Manager) -> None:
    await ami.action("MixMonitor", Channel="leg\r\nAction: Command\r\n\r\nAction: Originate", File="a\nb\rc")
    assert interface.names == ["Login", "MixMonitor"]
    assert interface.actions[1]["Channel"] == "legAction: CommandAction: Originate"
    assert interface.actions[1]["File"] == "abc"


async def test_events_and_answers_to_others_are_passed_over(interface: StandInManager, ami: Manager) -> None:
    interface.noise = "Event: FullyBooted\r\n\r\nResponse: Error\r\nActionID: 77\r\n\r\n"
    await ami.action("MixMonitor", Channel="leg")


async def test_actions_at_once_wait_for_each_other(interface: StandInManager, ami: Manager) -> None:
    async with asyncio.TaskGroup() as group:
        for n in range(20):
            group.create_task(ami.action("MixMonitor", Channel=str(n)))
    assert [action.get("Channel") for action in interface.actions[1:]] == [str(n) for n in range(20)]
    assert len(interface.connections) == 1
