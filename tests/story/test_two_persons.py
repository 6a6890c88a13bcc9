"""Whoever rated a claim does not confirm it, whatever the role: neither by button nor past it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.story.colleague import Colleague
from tests.story.conftest import DemoDesk

pytestmark = pytest.mark.services("chromium")

RULE = "You rated or explained this claim; someone else must confirm it."


@pytest.fixture
def editor(colleague: Callable[..., Colleague], demo_desk: DemoDesk) -> Colleague:
    """An editor who has just rated and submitted a claim herself."""
    editor = colleague("david", locale="en-GB")
    editor.open_claim(editor.open_new_claims().first)
    editor.take_step("start_review", leads_to="in_review")
    source = f"{demo_desk.address}/quellen/personal.html"
    editor.cite(source, stance="context", quote="")
    editor.rate("unproven", "Die Quelle sagt dazu nichts.")
    editor.take_step("submit", leads_to="awaiting_second_review")
    return editor


def test_an_editor_cannot_confirm_her_own_rating_and_is_told_why(editor: Colleague) -> None:
    expect(editor.step_button("confirm")).to_be_disabled()
    expect(editor.tab.locator("#steps")).to_contain_text(RULE)


def test_the_rule_holds_for_those_who_get_past_the_disabled_button(editor: Colleague) -> None:
    editor.step_button("confirm").evaluate("button => button.disabled = false")

    editor.step_button("confirm").click()

    expect(editor.messages()).to_have_text([RULE])
    expect(editor.status("awaiting_second_review")).to_be_visible()
