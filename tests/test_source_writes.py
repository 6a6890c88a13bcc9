"""The eyes of the architecture tests: each way round a rule is seen, honest code is not."""

import ast

import pytest

from tests.source_writes import (
    history_rewrites,
    round_the_models,
    sql_by_hand,
    status_writes,
    unlisted_writes,
    ways_to_histories,
)


@pytest.mark.parametrize(
    "code",
    [
        "claim.status = 'withdrawn'",
        "old, claim.status = claim.status, 'new'",
        "setattr(claim, 'status', 'new')",
        "Claim(article=article, status='verified')",
        "models.Claim(status='verified')",
        "Claim.objects.create(status='verified')",
        "article.claims.create(status='verified')",
        "article.claims.filter(kind='number').update(status='withdrawn')",
        "claims.update(**{'status': 'withdrawn'})",
        "Claim.objects.bulk_update(claims, ['status'])",
        "Claim.objects.bulk_update(claims, fields=['text', 'status'])",
        "bulk_update_with_history(claims, Claim, ['status'])",
        "Claim.objects.update_or_create(pk=pk, defaults={'status': 'new'})",
        "Claim.objects.get_or_create(pk=pk, defaults={'status': 'new'})",
    ],
)
def test_every_way_of_giving_a_claim_a_status_is_seen(code: str):
    assert status_writes(ast.parse(code)) != set()


@pytest.mark.parametrize(
    "code",
    [
        "if claim.status == 'new': claim.text = ''",
        "Claim.objects.filter(status='new')",
        "Response({}, status=201)",
        "Email.objects.filter(pk=email.pk).update(status=2)",
        "CitedPage.objects.update(link_state='dead')",
    ],
)
def test_reading_a_status_is_free(code: str):
    assert status_writes(ast.parse(code)) == set()


@pytest.mark.parametrize(
    "code",
    [
        "setattr(claim, name, value)",
        "Claim.objects.bulk_update(claims, columns)",
        "bulk_update_with_history(claims, Claim, [*columns, 'text'])",
    ],
)
def test_a_write_whose_columns_are_unknown_is_seen(code: str):
    assert unlisted_writes(ast.parse(code)) == {code}


@pytest.mark.parametrize(
    "code",
    [
        "StatusChange.objects.filter(by=None).update(reason='')",
        "StatusChange.objects.all().delete()",
        "claim.status_changes.all().delete()",
        "claim.notes.filter(by=person).update(text='')",
        "page.checks.all().delete()",
        "visit.snapshot.delete()",
        "article.versions.update(text='')",
        "claim.history.all().delete()",
        "models.QuerySet(ReviewNote).delete()",
        "Correction.objects.update_or_create(claim=claim, defaults={})",
        "LinkCheck.objects.bulk_update(checks, ['reason'])",
        "LinkCheck.objects.bulk_create(checks, update_conflicts=True)",
    ],
)
def test_every_way_of_rewriting_a_history_is_seen(code: str):
    assert history_rewrites(ast.parse(code)) == {code}


@pytest.mark.parametrize(
    "code",
    [
        "StatusChange.objects.create(claim=claim)",
        "QuoteCheck.objects.bulk_create(checks)",
        "PublishedClaim.objects.filter(claim=claim).delete()",
    ],
)
def test_adding_to_a_history_is_free(code: str):
    assert history_rewrites(ast.parse(code)) == set()


def test_histories_are_reached_from_their_neighbours_by_these_names():
    assert ways_to_histories() == {
        "checks",
        "correction",
        "corrections",
        "history",
        "notes",
        "quote_checks",
        "quotes",
        "sightings",
        "snapshot",
        "snapshots",
        "status_changes",
        "versions",
    }


@pytest.mark.parametrize(
    "code",
    [
        "claim.notes.all()._raw_delete('default')",
        "StatusChange._base_manager.all()",
        "change.save_base()",
        "vars(claim), claim.__dict__['status']",
        "object.__setattr__(claim, 'status', 'new')",
    ],
)
def test_every_way_round_the_models_is_seen(code: str):
    assert round_the_models(ast.parse(code)) != set()


@pytest.mark.parametrize(
    "code",
    [
        "connection.cursor().execute('update claims_claim set status = 1')",
        "Claim.objects.raw('select 1')",
        "claims.extra(where=['true'])",
        "RawSQL('select 1', ())",
    ],
)
def test_sql_by_hand_is_seen(code: str):
    assert code in sql_by_hand(ast.parse(code))
