"""One verified claim with all that the public may know about it."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from claims.models import Article, ArticleVersion, CitedPage, Claim, Evidence, Person, Tag, WebHost

QUOTE = "Die Fähre fährt seit Mai nachts."
VERIFIED_AT = datetime(2024, 8, 20, 9, 30, tzinfo=UTC)
UPDATED_AT = datetime(2024, 8, 21, 7, 0, tzinfo=UTC)


@pytest.fixture
def ferry_article(db: None) -> Article:
    article = Article.objects.create(
        id=UUID(int=1),
        url="https://hafenbote.example/faehre",
        title="Die Nachtfähre",
        author="Jan Petersen",
        publisher="Hafenbote",
        language="de",
        published_on=date(2024, 8, 15),
    )
    ArticleVersion.objects.create(
        article=article, number=1, text=QUOTE, text_sha256="0" * 64, imported_at=VERIFIED_AT
    )
    return article


@pytest.fixture
def ferry(ferry_article: Article, reviewer: Person, editor: Person) -> Claim:
    claim = Claim.objects.create(
        id=UUID(int=2),
        article=ferry_article,
        version=ferry_article.current_version,
        quote=QUOTE,
        start=0,
        end=32,
        text="Seit Mai fährt die Fähre auch nachts.",
        claimant="Reederei Nord",
        claimed_on=date(2024, 8, 14),
        claimed_on_precision="day",
        kind="event",
        status="verified",
        rating="mostly_false",
        explanation="Sie fährt nur an Feiertagen nachts.",
        rated_by=reviewer,
        explained_by=reviewer,
        verified_by=editor,
        verified_at=VERIFIED_AT,
    )
    claim.tags.set([Tag.objects.create(name="verkehr"), Tag.objects.create(name="hafen")])
    cite(claim, 3, "fahrplan", "refutes", "Nachts nur an Feiertagen.")
    Claim.objects.filter(pk=claim.pk).update(updated_at=UPDATED_AT, created_at=VERIFIED_AT)
    claim.refresh_from_db()
    return claim


def cite(claim: Claim, number: int, path: str, stance: str, quote: str = "") -> Evidence:
    host, _created = WebHost.objects.get_or_create(name="reederei.example")
    page = CitedPage.objects.create(
        host=host,
        url=f"https://reederei.example/{path}",
        title="Fahrplan",
        link_state="alive",
        last_checked_at=UPDATED_AT,
    )
    return Evidence.objects.create(
        id=UUID(int=number),
        claim=claim,
        page=page,
        url=page.url,
        stance=stance,
        quote=quote,
        quote_state="found" if quote else "unknown",
        added_at=VERIFIED_AT,
    )
