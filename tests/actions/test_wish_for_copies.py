"""Which pages a public archive is asked about, and how often."""

from datetime import timedelta

import pytest

from claims.actions.wish_for_copies import WAITING_AT_MOST, wish_for_copies
from claims.models import CitedPage, PublicCopy, WebHost
from claims.vocabulary import CopyWish, LinkState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _archive(settings):
    settings.LINKCHECK_WAYBACK_URL = "https://web.archive.example"
    settings.LINKCHECK_WAYBACK_ACCESS_KEY = "schluessel"
    settings.LINKCHECK_WAYBACK_SECRET_KEY = "geheim"


@pytest.fixture
def cite(now):
    def cite(path, link_state=LinkState.ALIVE, *, host="stadt.example", **fields):
        fields = {"next_check_at": now + timedelta(days=30)} | fields
        web_host, _created = WebHost.objects.get_or_create(name=host)
        return CitedPage.objects.create(
            host=web_host, url=f"https://{host}/{path}", link_state=link_state, **fields
        )

    return cite


def wishes():
    return list(PublicCopy.objects.order_by("pk").values_list("page__url", "wish"))


@pytest.mark.parametrize("link_state", [LinkState.ALIVE, LinkState.MOVED])
def test_a_good_page_is_saved_once(cite, link_state, now):
    page = cite("protokoll", link_state)

    assert (wish_for_copies(now=now), wish_for_copies(now=now)) == (1, 0)

    copy = PublicCopy.objects.get()
    assert (copy.page, copy.wish, copy.next_try_at) == (page, "save", now)


def test_a_page_that_died_is_looked_up_once_from_before_it_failed_first(cite, now):
    failed_at = now - timedelta(days=2)
    page = cite("protokoll", LinkState.DEAD, failures=2, first_failed_at=failed_at)

    assert (wish_for_copies(now=now), wish_for_copies(now=now)) == (1, 0)

    copy = PublicCopy.objects.get()
    assert (copy.page, copy.wish, copy.died_at) == (page, "look_up", failed_at)


@pytest.mark.parametrize(
    "link_state", [LinkState.UNCHECKED, LinkState.FAILING, LinkState.BLOCKED, LinkState.UNSAFE]
)
def test_pages_that_are_neither_good_nor_dead_are_left_alone(cite, link_state, now):
    cite("protokoll", link_state)

    assert wish_for_copies(now=now) == 0


def test_pages_that_no_claim_relies_on_are_left_alone(cite, now):
    cite("alt", next_check_at=None)
    cite("tot", LinkState.DEAD, next_check_at=None)

    assert wish_for_copies(now=now) == 0


def test_the_archives_own_copies_are_not_saved_again(cite, now):
    cite("web/20240801000000/https://stadt.example/", host="web.archive.example")

    assert wish_for_copies(now=now) == 0


def test_without_keys_pages_are_only_looked_up(cite, settings, now):
    settings.LINKCHECK_WAYBACK_SECRET_KEY = ""
    cite("protokoll")
    dead = cite("tot", LinkState.DEAD)

    wish_for_copies(now=now)

    assert wishes() == [(dead.url, "look_up")]


def test_without_an_archive_nothing_is_wished_for_or_even_looked_at(
    cite, settings, now, django_assert_num_queries
):
    settings.LINKCHECK_WAYBACK_URL = ""
    cite("protokoll")
    cite("tot", LinkState.DEAD)

    with django_assert_num_queries(0):
        assert wish_for_copies(now=now) == 0

    assert not PublicCopy.objects.exists()


def test_a_page_that_came_back_and_died_again_is_looked_up_anew(cite, now):
    page = cite("protokoll", LinkState.DEAD, failures=2, first_failed_at=now)
    wish_for_copies(now=now)
    PublicCopy.objects.update(next_try_at=None, refusal="none")

    CitedPage.objects.update(link_state=LinkState.ALIVE, failures=0, first_failed_at=None)
    wish_for_copies(now=now)
    assert wishes() == [(page.url, CopyWish.SAVE)]

    died_again_at = now + timedelta(days=40)
    CitedPage.objects.update(link_state=LinkState.DEAD, failures=2, first_failed_at=died_again_at)
    wish_for_copies(now=died_again_at)

    copy = PublicCopy.objects.get(wish=CopyWish.LOOK_UP)
    assert (copy.died_at, copy.refusal) == (died_again_at, "")


def test_the_queue_stays_short_the_dead_first_and_then_the_latest_cited(cite, now):
    good = [cite(str(number)) for number in range(WAITING_AT_MOST + 1)]
    dead = cite("tot", LinkState.DEAD)

    assert wish_for_copies(now=now) == WAITING_AT_MOST
    assert wish_for_copies(now=now) == 0

    first, second, *_others = wishes()
    assert (first, second) == ((dead.url, "look_up"), (good[-1].url, "save"))
    assert (good[0].url, "save") not in wishes()


def test_room_in_the_queue_is_filled_again(cite, now):
    for number in range(WAITING_AT_MOST + 1):
        cite(str(number))
    wish_for_copies(now=now)
    PublicCopy.objects.update(next_try_at=None, refusal="failed")

    assert wish_for_copies(now=now) == 1
