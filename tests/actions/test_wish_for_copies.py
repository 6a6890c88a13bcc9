"""Which pages a public archive is asked about, and how often."""

from datetime import timedelta

import pytest

from claims.actions.cite_evidence import cite_evidence
from claims.actions.replay_visit import replay_visit
from claims.actions.wish_for_copies import wish_for_copies
from claims.models import CitedPage, LinkCheck, PublicCopy, WebHost
from claims.vocabulary import CopyWish, LinkState

pytestmark = pytest.mark.django_db

URL = "https://stadt.example/protokoll"
PAGE = ("<title>Protokoll</title><h1>Sitzung</h1>" + "<p>Der Rat bestellt Busse.</p>" * 40).encode()


@pytest.fixture(autouse=True)
def _archive(settings, tmp_path):
    settings.LINKCHECK_WAYBACK_URL = "https://web.archive.example"
    settings.LINKCHECK_WAYBACK_ACCESS_KEY = "schluessel"
    settings.LINKCHECK_WAYBACK_SECRET_KEY = "geheim"
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def visited(now):
    """Return a page as a visit left it."""

    def visited(link_state=LinkState.ALIVE, *, host="stadt.example", **fields):
        fields = {"next_check_at": now + timedelta(days=30)} | fields
        return CitedPage.objects.create(
            host=WebHost.objects.create(name=host),
            url=f"https://{host}/protokoll",
            link_state=link_state,
            **fields,
        )

    return visited


@pytest.mark.parametrize("link_state", [LinkState.ALIVE, LinkState.MOVED])
def test_a_good_page_is_saved_once(visited, link_state, now):
    page = visited(link_state)

    wish_for_copies([page], now=now)
    wish_for_copies([page], now=now + timedelta(days=30))

    copy = PublicCopy.objects.get()
    assert (copy.page, copy.wish, copy.next_try_at) == (page, "save", now)


def test_a_page_that_died_is_looked_up_once_from_before_it_failed_first(visited, now):
    failed_at = now - timedelta(days=2)
    page = visited(LinkState.DEAD, failures=2, first_failed_at=failed_at)

    wish_for_copies([page], now=now)
    wish_for_copies([page], now=now + timedelta(days=1))

    copy = PublicCopy.objects.get()
    assert (copy.page, copy.wish, copy.died_at) == (page, "look_up", failed_at)


@pytest.mark.parametrize(
    "link_state", [LinkState.UNCHECKED, LinkState.FAILING, LinkState.BLOCKED, LinkState.UNSAFE]
)
def test_pages_that_are_neither_good_nor_dead_are_left_alone(visited, link_state, now):
    wish_for_copies([visited(link_state)], now=now)

    assert not PublicCopy.objects.exists()


@pytest.mark.parametrize("link_state", [LinkState.ALIVE, LinkState.DEAD])
def test_pages_that_no_claim_relies_on_are_left_alone(visited, link_state, now):
    wish_for_copies([visited(link_state, next_check_at=None)], now=now)

    assert not PublicCopy.objects.exists()


@pytest.mark.parametrize("link_state", [LinkState.ALIVE, LinkState.DEAD])
def test_the_archive_is_not_asked_about_itself(visited, link_state, now):
    wish_for_copies([visited(link_state, host="web.archive.example")], now=now)

    assert not PublicCopy.objects.exists()


def test_without_keys_pages_are_only_looked_up(visited, settings, now):
    settings.LINKCHECK_WAYBACK_SECRET_KEY = ""
    good, dead = visited(), visited(LinkState.DEAD, host="amt.example")

    wish_for_copies([good, dead], now=now)

    assert [copy.page for copy in PublicCopy.objects.all()] == [dead]


def test_without_an_archive_nothing_is_wished_for_and_nothing_asked_of_the_database(
    visited, settings, now, django_assert_num_queries
):
    settings.LINKCHECK_WAYBACK_URL = ""
    pages = [visited(), visited(LinkState.DEAD, host="amt.example")]

    with django_assert_num_queries(0):
        wish_for_copies(pages, now=now)

    assert not PublicCopy.objects.exists()


def test_a_group_of_visits_costs_three_queries_however_large(
    visited, now, django_assert_max_num_queries
):
    pages = [visited(host=f"blatt{number}.example") for number in range(30)]

    with django_assert_max_num_queries(3):
        wish_for_copies(pages, now=now)

    assert PublicCopy.objects.count() == 30


def test_a_page_that_came_back_and_died_again_is_looked_up_anew(visited, now):
    page = visited(LinkState.DEAD, failures=2, first_failed_at=now)
    wish_for_copies([page], now=now)
    PublicCopy.objects.update(next_try_at=None, refusal="none")

    page.link_state, page.first_failed_at = LinkState.ALIVE, None
    wish_for_copies([page], now=now)
    assert [copy.wish for copy in PublicCopy.objects.all()] == [CopyWish.SAVE]

    died_again_at = now + timedelta(days=40)
    page.link_state, page.first_failed_at = LinkState.DEAD, died_again_at
    wish_for_copies([page], now=died_again_at)

    copy = PublicCopy.objects.get(wish=CopyWish.LOOK_UP)
    assert (copy.died_at, copy.refusal) == (died_again_at, "")


def test_the_visits_of_a_page_leave_the_wishes(claim_in_review, reviewer, now):
    cite_evidence(claim_in_review, by=reviewer, url=URL, stance="supports", now=now)
    failed_at, died_at = now + timedelta(days=30), now + timedelta(days=32)

    replay_visit(URL, body=PAGE, now=now)
    replay_visit(URL, body=b"", http_status=410, now=failed_at)
    replay_visit(URL, body=b"", http_status=410, now=died_at)

    wishes = PublicCopy.objects.order_by("pk").values_list("wish", "died_at", "next_try_at")
    assert list(wishes) == [("save", None, now), ("look_up", failed_at, died_at)]


def test_without_an_archive_visits_leave_none(claim_in_review, reviewer, settings, now):
    settings.LINKCHECK_WAYBACK_URL = ""
    cite_evidence(claim_in_review, by=reviewer, url=URL, stance="supports", now=now)

    replay_visit(URL, body=PAGE, now=now)

    assert LinkCheck.objects.count() == 1
    assert not PublicCopy.objects.exists()
