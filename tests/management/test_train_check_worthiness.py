import io
import sys

import pytest
from django.core.management import CommandError, call_command

from claims.actions.change_status import change_status
from claims.actions.import_article import import_articles
from claims.models import Claim, LearnedWeights
from tests.actions.test_learn_weights import article, desk  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db


def run(*args):
    out, err = io.StringIO(), io.StringIO()
    call_command("train_check_worthiness", *args, stdout=out, stderr=err)
    return out.getvalue()


@pytest.mark.usefixtures("desk")
def test_the_report_says_how_well_each_way_of_ordering_does():
    report = run().splitlines()

    assert report[0] == "Deutsch: 40 accepted and 40 dismissed claims."
    assert report[1].split("  ")[-1].strip() == "macro F1"
    assert report[2].split() == ["learned", "now,", "on", "unseen", "claims", "1.00", "1.00"]
    assert report[3].startswith("shipped weights")
    assert report[4].split()[:4] == ["order", "of", "the", "text"]
    assert report[5].split() == ["chance", "0.50"]
    assert report[6] == "Stored as de.1: new imports are scored with it."


@pytest.mark.usefixtures("desk")
def test_a_dry_run_says_that_nothing_was_stored():
    assert run("--dry-run").splitlines()[-1] == "Nothing was stored."
    assert not LearnedWeights.objects.exists()


@pytest.mark.usefixtures("desk")
def test_the_shipped_weights_can_be_had_back(editor):
    run("--by", "edda")

    assert run("--shipped") == "New imports are scored with the shipped weights again.\n"

    newest = LearnedWeights.objects.filter(language="de").first()
    assert (newest.weights, newest.learned_by) == ({}, None)
    assert LearnedWeights.objects.get(number=1, language="de").learned_by == editor


def test_too_few_decisions_are_refused_with_one_sentence(reviewer, now):
    import_articles([article(1)], by=None, now=now)
    change_status(Claim.objects.first(), "start_review", by=reviewer, now=now)

    with pytest.raises(CommandError) as refusal:
        run()

    assert str(refusal.value) == (
        "Deutsch: 1 accepted and 0 dismissed claims are too few to learn from;"
        " there must be 30 of each."
    )


def test_an_unknown_person_is_refused(db):
    with pytest.raises(CommandError, match=r"^There is nobody called zoe\.$"):
        run("--by", "zoe")


def test_a_reviewer_may_not_change_what_everybody_sees_first(reviewer):
    with pytest.raises(CommandError, match=r"^Your role does not permit this\.$"):
        run("--by", "ria", "--language", "de")


def test_without_scikit_learn_one_is_told_what_to_install(monkeypatch, capsys):
    for module in ("claims.actions.learn_weights", "claims.extraction.learning"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    for module in ("sklearn", "sklearn.linear_model"):
        monkeypatch.setitem(sys.modules, module, None)

    with pytest.raises(CommandError) as refusal:
        run()

    assert refusal.value.returncode == 1
    assert str(refusal.value) == (
        "Learning needs scikit-learn: run “make setup-ml”, or install requirements-ml.lock."
    )
