"""The people, the article and the claims that most tests begin with."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group
from django.utils import translation

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.sync_roles import sync_roles
from claims.actions.take_step import take_step
from claims.management.commands.compile_messages import compile_catalogues
from claims.models import Article, ArticleVersion, Claim, Person
from claims.vocabulary import Kind, Role

pytest_plugins = ["tests.services", "tests.scripted_model"]

NOW = datetime(2024, 9, 2, 10, 0, tzinfo=UTC)
TEXT = (
    "Zwölf Busse für die Stadt\n"
    "Die Stadt kauft zwölf neue Busse. Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro."
)

PersonFactory = Callable[..., Person]
ClaimFactory = Callable[..., Claim]


def pytest_sessionstart() -> None:
    """Let the suite read German without `make`, which compiles the translations too."""
    compile_catalogues()


@pytest.fixture(autouse=True)
def _quick_passwords(settings: LazySettings) -> None:
    """Hash the passwords of test people cheaply; nobody guesses them."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _unhashed_static_files(settings: LazySettings) -> None:
    """Name static files as they are: on PostgreSQL, too, no test collects them first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Forget the language of the last request, which Django leaves active in the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def make_person(db: None) -> PersonFactory:
    sync_roles()

    def make(username: str, *roles: Role, **fields: object) -> Person:
        fields = {"email": f"{username}@example.org", "is_staff": True} | fields
        person = Person.objects.create_user(username, password="kein-Geheimnis-7", **fields)
        person.groups.set(Group.objects.filter(name__in=roles))
        return person

    return make


@pytest.fixture
def reporter(make_person: PersonFactory) -> Person:
    return make_person("rita", Role.REPORTER, first_name="Rita", last_name="Reporter")


@pytest.fixture
def reviewer(make_person: PersonFactory) -> Person:
    return make_person("ria", Role.REVIEWER, first_name="Ria", last_name="Reviewer")


@pytest.fixture
def second_reviewer(make_person: PersonFactory) -> Person:
    return make_person("rolf", Role.REVIEWER, first_name="Rolf", last_name="Reviewer")


@pytest.fixture
def editor(make_person: PersonFactory) -> Person:
    return make_person("edda", Role.EDITOR, first_name="Edda", last_name="Editor")


@pytest.fixture
def second_editor(make_person: PersonFactory) -> Person:
    return make_person("emil", Role.EDITOR, first_name="Emil", last_name="Editor")


@pytest.fixture
def administrator(make_person: PersonFactory) -> Person:
    return make_person("adam", Role.ADMINISTRATOR, first_name="Adam", last_name="Admin")


@pytest.fixture
def superuser(make_person: PersonFactory) -> Person:
    return make_person("sofia", is_superuser=True, first_name="Sofia", last_name="Super")


@pytest.fixture
def article(db: None) -> Article:
    article = Article.objects.create(
        title="Zwölf Busse für die Stadt", language="de", publisher="Stadtblatt", url=""
    )
    ArticleVersion.objects.create(
        article=article, number=1, text=TEXT, text_sha256="0" * 64, imported_at=NOW
    )
    return article


@pytest.fixture
def make_claim(article: Article) -> ClaimFactory:
    def make(quote: str = "Die Stadt kauft zwölf neue Busse.", **fields: object) -> Claim:
        start = TEXT.index(quote)
        fields = {"kind": Kind.NUMBER, "check_worthiness": 0.7, "text": quote} | fields
        return Claim.objects.create(
            article=article,
            version=article.current_version,
            quote=quote,
            start=start,
            end=start + len(quote),
            **fields,
        )

    return make


@pytest.fixture
def claim(make_claim: ClaimFactory) -> Claim:
    return make_claim()


@pytest.fixture
def claim_in_review(claim: Claim, reviewer: Person) -> Claim:
    change_status(claim, "start_review", by=reviewer, now=NOW)
    return claim


@pytest.fixture
def walk_all_the_way(
    claim_in_review: Claim, reviewer: Person, editor: Person
) -> Callable[[str], Claim]:
    """Cite a page for the claim, submit it with this rating, and have it confirmed."""

    def walk(rating: str) -> Claim:
        cite_evidence(
            claim_in_review,
            by=reviewer,
            url="https://haushalt.example/busse",
            stance="supports",
            quote="Zwölf Busse werden beschafft.",
            now=NOW,
        )
        finding = {"rating": rating, "explanation": "So steht es im Haushalt."}
        take_step(claim_in_review, "submit", by=reviewer, now=NOW, **finding)
        take_step(claim_in_review, "confirm", by=editor, now=NOW + timedelta(hours=1))
        return claim_in_review

    return walk
