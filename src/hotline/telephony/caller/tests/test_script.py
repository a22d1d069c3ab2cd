import pytest

from hotline.telephony.caller.script import Press, ScriptError, script_read


@pytest.mark.parametrize(
    ("text", "presses"),
    [
        ("", []),
        ("2", ["2"]),
        ("2,1001", ["2", "1001"]),
        (" 2 , 10 01 ", ["2", "1001"]),
        ("2,,0", ["2", "", "0"]),
        (",0", ["", "0"]),
        ("a*#", ["A*#"]),
    ],
)
def test_a_script_is_groups_of_keys_with_a_pause_before_each(text: str, presses: list[str]) -> None:
    assert script_read(text) == tuple(Press(keys) for keys in presses)


@pytest.mark.parametrize(
    ("text", "told"),
    [("2;1", "';' (2)"), ("2,1x", "'x' (4)"), ("２", "'２' (1)"), ("X9", "'X' (1)"), (" 2, x", "'x' (5)")],
)
def test_what_is_no_key_is_named_with_its_place(text: str, told: str) -> None:
    with pytest.raises(ScriptError) as fault:
        script_read(text)
    assert str(fault.value) == told
