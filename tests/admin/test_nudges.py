"""The desk wakes a worker as the API does, instead of letting people wait for its period."""

from inspect import getclosurevars

from tests.admin.conftest import post


def nudged(callbacks) -> list[str]:
    """Return the names of the tasks that the commit asks for; nothing reaches a broker."""
    return [getclosurevars(callback).nonlocals["self"].name for callback in callbacks]


def test_a_step_wakes_who_sends_the_mail(
    browser, reviewer, claim, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        post(browser(reviewer), "step", claim, transition="start_review")

    assert nudged(callbacks) == ["claims.tasks.send_emails"]


def test_new_evidence_wakes_who_visits_its_page(
    browser, reviewer, claim_in_review, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as callbacks:
        url = "https://archive.example.org/fleet"
        post(browser(reviewer), "cite", claim_in_review, url=url, stance="supports")

    assert nudged(callbacks) == ["claims.tasks.check_due_pages"]


def test_a_refused_step_wakes_nobody(browser, reporter, claim, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        post(browser(reporter), "step", claim, transition="start_review")

    assert callbacks == []
