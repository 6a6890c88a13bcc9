"""Filling the index of repeats: for claims that it lacks, and after its rules have changed."""

import pytest
from django.core.management import call_command

from claims.actions.find_repeats import find_repeats
from claims.extraction.repeats_keys import VERSION
from claims.models import Claim, IndexedClaim, RepeatKey


@pytest.fixture
def two_alike(make_claim):
    """Claims that were stored without the index."""
    return [
        make_claim("Die Stadt", text="Die Stadt Ulm kauft zwölf neue Busse."),
        make_claim("neue Busse", text="Zwölf neue Busse kauft die Stadt Ulm."),
    ]


def index(capsys, *options):
    call_command("index_claims", *options)
    return capsys.readouterr().out.strip()


def test_claims_that_the_index_lacks_are_found_afterwards(two_alike, capsys):
    earlier, later = two_alike

    assert index(capsys) == "2 claims indexed."
    (repeat,) = find_repeats([later], among=Claim.objects.all())[later.pk]
    assert repeat.claim == earlier


def test_a_second_run_has_nothing_to_do(two_alike, capsys):
    index(capsys)

    assert index(capsys) == "0 claims indexed."


def test_claims_indexed_by_older_rules_are_indexed_again_in_their_places(two_alike, capsys):
    index(capsys)
    before = set(IndexedClaim.objects.values_list("pk", "claim", "words"))
    IndexedClaim.objects.filter(claim=two_alike[0]).update(version=VERSION - 1, words="stale")

    assert index(capsys) == "1 claim indexed."
    assert set(IndexedClaim.objects.values_list("pk", "claim", "words")) == before


def test_anew_every_claim_is_indexed_and_nothing_old_is_left(two_alike, capsys):
    index(capsys)
    keys = set(RepeatKey.objects.values_list("key", "entry"))
    RepeatKey.objects.create(key=1, entry=two_alike[0].indexed)

    assert index(capsys, "--anew") == "2 claims indexed."
    assert set(RepeatKey.objects.values_list("key", "entry")) == keys
