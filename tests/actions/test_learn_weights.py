"""The desk teaches the score with what it accepted and dismissed."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from claims.actions.change_status import change_status
from claims.actions.import_article import import_articles
from claims.actions.learn_weights import learn_weights
from claims.actions.use_shipped_weights import use_shipped_weights
from claims.extraction.check_worthiness import hand_set
from claims.extraction.extract import VERSION
from claims.models import Claim, LearnedWeights
from claims.models.append_only import AppendOnlyError
from claims.readers.text import read_text

pytestmark = pytest.mark.django_db

PRICE = "Die Halle in Ort {} kostet 12 Millionen Euro."
RULING = "Das Gericht in Ort {} verurteilte den Betreiber wegen Betrugs."


def article(number):
    text = f"Nachrichten {number}\n{PRICE.format(number)}\n{RULING.format(number)}"
    return replace(read_text(text), language="de")


@pytest.fixture
def desk(reviewer, now):
    """A desk that cares for rulings and never for prices, forty of each."""
    drafts = [article(number) for number in range(40)]
    import_articles(drafts, by=None, now=now)
    for claim in Claim.objects.all():
        if claim.quote.startswith("Das Gericht"):
            change_status(claim, "start_review", by=reviewer, now=now)
        else:
            change_status(claim, "dismiss", by=reviewer, now=now, reason="Kein Thema.")


def imported(now):
    [result] = import_articles([article("Neu")], by=None, now=now)
    return {claim.quote[:3]: claim for claim in result.claims}


@pytest.mark.usefixtures("desk")
def test_new_imports_are_scored_with_what_was_learned_and_say_so(editor, now):
    before = hand_set("de")

    learned = learn_weights("de", by=editor, now=now)

    claims = imported(now)
    assert claims["Das"].check_worthiness > 0.5
    assert "Die" not in claims or claims["Die"].check_worthiness < 0.5
    assert claims["Das"].extractor_version == f"{VERSION}+de.1"
    assert claims["Das"].reasons[0] in learned.weights
    assert learned.weights["money"] < before.features["money"]


@pytest.mark.usefixtures("desk")
def test_weights_are_kept_with_who_learned_them_from_how_much_and_how_good_they_are(editor, now):
    learn_weights("de", by=editor, now=now)

    kept = LearnedWeights.objects.get()
    assert (kept.name, kept.learned_by, kept.learned_at) == ("de.1", editor, now)
    assert (kept.accepted, kept.dismissed, kept.features_version) == (40, 40, VERSION)
    assert kept.figures["learned"] == {"average_precision": 1.0, "f1": 1.0}
    assert set(kept.figures) == {"learned", "shipped", "order", "chance"}
    assert kept.figures["chance"]["average_precision"] == 0.5


@pytest.mark.usefixtures("desk")
def test_a_dry_run_stores_nothing(editor, now):
    learned = learn_weights("de", by=editor, now=now, dry_run=True)

    assert learned.figures["learned"]["average_precision"] == 1.0
    assert not LearnedWeights.objects.exists()


@pytest.mark.usefixtures("desk")
def test_known_claims_keep_the_score_that_they_came_in_with(editor, now):
    before = list(Claim.objects.order_by("pk").values_list("check_worthiness", flat=True))

    learn_weights("de", by=editor, now=now)

    assert list(Claim.objects.order_by("pk").values_list("check_worthiness", flat=True)) == before


@pytest.mark.usefixtures("desk")
def test_one_can_go_back_to_the_shipped_weights_and_learn_again(editor, now):
    learn_weights("de", by=editor, now=now)

    use_shipped_weights("de", by=editor, now=now)
    use_shipped_weights("de", by=editor, now=now)
    assert imported(now)["Das"].extractor_version == VERSION

    later = now + timedelta(days=1)
    assert learn_weights("de", by=editor, now=later).name == "de.3"
    assert "de.1" not in LearnedWeights.objects.first().figures


@pytest.mark.usefixtures("desk")
def test_what_is_learned_later_is_judged_beside_what_is_in_use(editor, now):
    learn_weights("de", by=editor, now=now)

    assert "de.1" in learn_weights("de", by=editor, now=now).figures


@pytest.mark.usefixtures("desk")
def test_weights_of_other_rules_no_longer_count(editor, now):
    learned = learn_weights("de", by=editor, now=now)
    LearnedWeights.objects.create(
        language="de",
        number=2,
        weights=learned.weights,
        features_version="0",
        learned_at=now,
    )

    assert imported(now)["Das"].extractor_version == VERSION


@pytest.mark.usefixtures("desk")
def test_what_other_rules_measured_is_measured_anew_from_the_frozen_text(editor, now):
    learned = learn_weights("de", by=editor, now=now, dry_run=True)
    Claim.objects.update(features={"gone": 1.0}, features_version="0")

    again = learn_weights("de", by=editor, now=now, dry_run=True)

    assert again.weights == learned.weights


@pytest.mark.usefixtures("desk")
def test_a_desk_without_enough_decisions_is_told_how_many_it_needs(editor, now):
    dismissed = Claim.objects.filter(status="not_checkable")[:11]
    Claim.objects.filter(pk__in=[claim.pk for claim in dismissed]).update(status="withdrawn")

    with pytest.raises(ValidationError) as refusal:
        learn_weights("de", by=editor, now=now)

    assert refusal.value.messages == [
        "Deutsch: 40 accepted and 29 dismissed claims are too few to learn from;"
        " there must be 30 of each."
    ]


def test_what_nobody_decided_teaches_nothing(editor, now):
    import_articles([article(1)], by=None, now=now)

    with pytest.raises(ValidationError) as refusal:
        learn_weights("de", by=editor, now=now)

    assert refusal.value.messages == [
        "Deutsch: 0 accepted and 0 dismissed claims are too few to learn from;"
        " there must be 30 of each."
    ]


@pytest.mark.usefixtures("desk")
def test_weights_that_order_the_decisions_worse_than_the_shipped_ones_are_not_stored(editor, now):
    """A sign that tells the accepted claim in thirty articles tells the other one in ten."""
    for place, claim in enumerate(Claim.objects.order_by("status", "article")):
        is_accepted, is_among_the_thirty = claim.status == "in_review", place % 40 < 30
        features = {
            "number": 1.0 if is_accepted else 0.9,
            "sign": float(is_accepted is is_among_the_thirty),
        }
        Claim.objects.filter(pk=claim.pk).update(features=features)

    with pytest.raises(ValidationError) as refusal:
        learn_weights("de", by=editor, now=now)

    assert re.fullmatch(
        r"Deutsch: what was learned orders the decisions worse than the shipped weights do"
        r" \(average precision 0\.\d\d against 1\.00\), so it was not stored\.",
        refusal.value.messages[0],
    )
    assert not LearnedWeights.objects.exists()


def test_only_an_editor_changes_what_everybody_sees_first(reviewer, now):
    with pytest.raises(PermissionDenied):
        learn_weights("de", by=reviewer, now=now)
    with pytest.raises(PermissionDenied):
        use_shipped_weights("de", by=reviewer, now=now)


def test_what_was_learned_is_never_rewritten(now):
    learned = use_shipped_weights("en", by=None, now=now)

    with pytest.raises(AppendOnlyError):
        learned.save()
