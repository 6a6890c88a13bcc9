"""Similar claims, for other systems that ask whether something was checked before."""

import pytest

from claims.actions.index_claims import index_claims


@pytest.fixture
def make_indexed(make_verified):
    """Make a public claim of its own article that can be found."""

    def make(text="Die Stadt kauft zwölf neue Busse.", **fields):
        claim = make_verified(text, **fields)
        index_claims([claim])
        return claim

    return make


def similar(caller, claim):
    answer = caller.get(f"/api/v1/claims/{claim.pk}/similar/")
    assert answer.status_code == 200
    return answer.json()


def test_similar_claims_come_best_first_and_without_the_claim_itself(caller, make_indexed):
    claim = make_indexed("Die Stadt Ulm kauft zwölf neue Busse.")
    close = make_indexed("Zwölf neue Busse kauft die Stadt Ulm im Herbst.")
    less = make_indexed("Die Stadt Ulm kauft zwölf alte Straßenbahnen.")
    make_indexed("Der Mond ist aus Käse.")

    found = similar(caller, claim)

    assert [each["claim"]["id"] for each in found] == [str(close.pk), str(less.pk)]
    assert 100 >= found[0]["score"] > found[1]["score"] >= 20


def test_the_claim_comes_with_its_whole_document(caller, make_indexed):
    claim, other = make_indexed(), make_indexed("Zwölf neue Busse kauft die Stadt.")

    (found,) = similar(caller, claim)

    assert found["claim"] == caller.get(f"/api/v1/claims/{other.pk}/").json()


def test_numbers_that_differ_are_named_as_they_are_written(caller, make_indexed):
    claim = make_indexed("Die Firma Nordlicht beschäftigt 11 Mitarbeiter.")
    make_indexed("Die Firma Nordlicht beschäftigt 6 Mitarbeiter.")

    (found,) = similar(caller, claim)

    assert found["different_numbers"] == [{"here": "11 Mitarbeiter", "there": "6 Mitarbeiter"}]


def test_a_stranger_is_not_told_of_similar_claims_in_the_making(
    caller, caller_as, reporter, make_indexed
):
    claim = make_indexed("Die Stadt kauft zwölf neue Busse.")
    make_indexed("Die Stadt kauft zwölf neue Busse im Herbst.", status="in_review")

    assert similar(caller, claim) == []
    assert len(similar(caller_as(reporter), claim)) == 1


def test_a_stranger_is_not_told_what_a_claim_of_an_article_not_out_is_like(
    caller, caller_as, reporter, make_indexed, make_article
):
    claim = make_indexed()
    make_indexed("Zwölf neue Busse kauft die Stadt.", article=make_article(ours=True))

    assert similar(caller, claim) == []
    assert len(similar(caller_as(reporter), claim)) == 1


def test_many_similar_claims_take_as_many_queries_as_one(
    caller, make_indexed, django_assert_num_queries
):
    claim = make_indexed("Die Stadt kauft zwölf neue Busse.")
    make_indexed("Die Stadt kauft zwölf neue Busse, 1.")
    with django_assert_num_queries(8):
        assert len(similar(caller, claim)) == 1

    for number in range(2, 13):
        make_indexed(f"Die Stadt kauft zwölf neue Busse, {number}.")

    with django_assert_num_queries(8):
        assert len(similar(caller, claim)) == 10
