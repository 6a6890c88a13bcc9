import json
from collections.abc import Callable
from urllib.request import urlopen

from tests.operations.desk import Desk

Start = Callable[..., Desk]


def test_the_passwords_of_the_demo_are_shown_at_the_first_start_only(start_desk: Start) -> None:
    first = start_desk(DEMO="1")
    greeting = first.wait_until_open()
    first.press_ctrl_c()

    second_greeting = start_desk(DEMO="1").wait_until_open()

    assert "with passwords that are shown only now" in greeting
    assert "nothing was changed" in second_greeting
    assert "password" not in second_greeting


def test_a_desk_without_the_demo_opens_empty(start_desk: Start) -> None:
    desk = start_desk()

    desk.wait_until_open()

    with urlopen(f"{desk.address}/api/v1/articles/") as answer:
        assert json.load(answer)["results"] == []
