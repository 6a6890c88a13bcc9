"""One request of a public archive at a time, and what is written down of it."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from claims.actions.ask_archive import MAX_TRIES, ask_archive
from claims.actions.release_lease import release_all_leases
from claims.models import CitedPage, LinkCheck, PublicCopy, WebHost
from claims.vocabulary import CopyWish
from tests.web import Reply, ScriptedWeb

pytestmark = pytest.mark.django_db

URL = "https://stadt.example/protokoll"
DIED = datetime(2024, 9, 1, 12, 0, 0, tzinfo=UTC)
CAPTURE = '[["timestamp","statuscode"],["20240829235959","200"]]'
JOB = '{"url":"https://stadt.example/protokoll","job_id":"spn2-7"}'
PENDING = '{"status":"pending","job_id":"spn2-7","resources":[]}'
SUCCESS = '{"status":"success","job_id":"spn2-7","timestamp":"20240902100307"}'
STATUS = "/save/status/spn2-7"


class Archive(ScriptedWeb):
    """Answers of the index are scripted under /cdx/search/cdx, whatever the query."""

    def reply_to(self, seen):
        path, seen.path = seen.path, urlsplit(seen.path).path
        try:
            return super().reply_to(seen)
        finally:
            seen.path = path


@pytest.fixture
def archive(settings):
    with Archive({"/cdx/search/cdx": CAPTURE, "/save": JOB, STATUS: SUCCESS}) as archive:
        settings.LINKCHECK_WAYBACK_URL = archive.url("")
        settings.LINKCHECK_WAYBACK_ACCESS_KEY = "schluessel"
        settings.LINKCHECK_WAYBACK_SECRET_KEY = "geheim"
        settings.LINKCHECK_ALLOWED_HOSTS = [archive.host, "wiki.desk.example"]
        yield archive


@pytest.fixture
def wish(now):
    def wish(kind, url=URL, **fields):
        host, _created = WebHost.objects.get_or_create(name=urlsplit(url).netloc)
        page = CitedPage.objects.create(host=host, url=url, **fields)
        died_at = DIED if kind == CopyWish.LOOK_UP else None
        return PublicCopy.objects.create(page=page, wish=kind, died_at=died_at, next_try_at=now)

    return wish


def rested(now):
    """Return the moment at which the archive may be asked again."""
    return WebHost.objects.get(name__startswith="127.0.0.1").leased_until or now


def test_a_page_that_died_gets_the_last_copy_from_before(archive, wish, now):
    copy = wish(CopyWish.LOOK_UP)

    assert ask_archive(now=now) == copy

    copy.refresh_from_db()
    assert copy.url == archive.url("/web/20240829235959/https://stadt.example/protokoll")
    assert copy.taken_at == datetime(2024, 8, 29, 23, 59, 59, tzinfo=UTC)
    assert (copy.next_try_at, copy.refusal) == (None, "")
    (seen,) = archive.requests
    query = parse_qs(urlsplit(seen.path).query)
    assert (query["url"], query["to"]) == ([URL], ["20240901120000"])


def test_a_copy_from_after_the_death_is_none(archive, wish, now):
    archive.pages["/cdx/search/cdx"] = CAPTURE.replace("20240829", "20240930")
    copy = wish(CopyWish.LOOK_UP)

    ask_archive(now=now)

    copy.refresh_from_db()
    assert (copy.url, copy.refusal, copy.next_try_at) == ("", "none", None)


def test_a_good_page_is_saved_and_asked_after_until_it_is_done(archive, wish, now):
    archive.pages[STATUS] = [PENDING, SUCCESS]
    copy = wish(CopyWish.SAVE)

    for _request in range(3):
        assert ask_archive(now=now) == copy
        copy.refresh_from_db()
        now = copy.next_try_at or now

    assert [(seen.method, seen.path) for seen in archive.requests] == [
        ("POST", "/save"),
        ("GET", STATUS),
        ("GET", STATUS),
    ]
    assert copy.url == archive.url("/web/20240902100307/https://stadt.example/protokoll")
    assert (copy.job, copy.tries, copy.next_try_at) == ("", 3, None)


def test_a_saving_that_failed_is_begun_anew(archive, wish, now):
    archive.pages[STATUS] = [
        '{"status":"error","status_ext":"error:proxy-error","message":"Broken."}',
        SUCCESS,
    ]
    copy = wish(CopyWish.SAVE)

    for _request in range(4):
        ask_archive(now=now)
        copy.refresh_from_db()
        now = copy.next_try_at or now

    assert [seen.method for seen in archive.requests] == ["POST", "GET", "POST", "GET"]
    assert (copy.refusal, bool(copy.url)) == ("", True)


@pytest.mark.parametrize(
    ("reply", "refusal"),
    [(Reply(status=429), "throttled"), (Reply(status=503), "down"), (Reply(reset=True), "down")],
)
def test_a_saving_goes_on_while_the_archive_puts_us_off(archive, wish, now, reply, refusal):
    archive.pages[STATUS] = [reply, SUCCESS]
    copy = wish(CopyWish.SAVE)
    refusals = []

    for _request in range(3):
        ask_archive(now=now)
        copy.refresh_from_db()
        refusals.append(copy.refusal)
        now = copy.next_try_at or now

    assert [seen.method for seen in archive.requests] == ["POST", "GET", "GET"]
    assert refusals == ["", refusal, ""]
    assert (bool(copy.url), copy.job, copy.next_try_at) == (True, "", None)


def test_a_saving_that_the_archive_does_not_know_is_begun_anew(archive, wish, now):
    archive.pages[STATUS] = [Reply(status=429), Reply(status=404), SUCCESS]
    copy = wish(CopyWish.SAVE)

    for _request in range(5):
        ask_archive(now=now)
        copy.refresh_from_db()
        now = copy.next_try_at or now

    assert [seen.method for seen in archive.requests] == ["POST", "GET", "GET", "POST", "GET"]
    assert copy.url


@pytest.mark.parametrize(
    ("headers", "questions"), [({}, 6), ({"Retry-After": "3600"}, 6), ({"Retry-After": "7200"}, 1)]
)
def test_a_saving_that_the_archive_will_have_forgotten_is_begun_anew(
    archive, wish, now, headers, questions
):
    """Its answers are kept for an hour: after six questions the next pause is longer."""
    archive.pages[STATUS] = Reply(status=429, headers=headers)
    copy = wish(CopyWish.SAVE)

    for _request in range(questions + 2):
        ask_archive(now=now)
        copy.refresh_from_db()
        now = copy.next_try_at

    methods = [seen.method for seen in archive.requests]
    assert methods == ["POST", *["GET"] * questions, "POST"]


def test_a_saving_that_could_only_be_begun_late_is_asked_after_within_the_hour(archive, wish, now):
    archive.pages["/save"] = Reply(status=502)
    copy = wish(CopyWish.SAVE)
    for _request in range(MAX_TRIES):
        ask_archive(now=now)
        copy.refresh_from_db()
        now = copy.next_try_at

    archive.pages["/save"] = JOB
    ask_archive(now=now)
    copy.refresh_from_db()
    assert copy.next_try_at - now < timedelta(hours=1)
    ask_archive(now=copy.next_try_at)

    copy.refresh_from_db()
    assert copy.url


def test_what_is_settled_is_never_asked_again(archive, wish, now):
    wish(CopyWish.LOOK_UP)
    ask_archive(now=now)

    assert ask_archive(now=now + timedelta(days=400)) is None
    assert len(archive.requests) == 1


def test_the_archive_rests_for_seconds_between_two_requests(archive, wish, now):
    wish(CopyWish.LOOK_UP)
    other = wish(CopyWish.LOOK_UP, "https://stadt.example/etat")
    ask_archive(now=now)

    assert ask_archive(now=now + timedelta(seconds=4)) is None
    assert rested(now) >= now + timedelta(seconds=5)
    assert ask_archive(now=rested(now)) == other


def test_copies_of_the_dead_come_before_savings_that_are_longer_due(archive, wish, now):
    wish(CopyWish.SAVE)
    look_up = wish(CopyWish.LOOK_UP, "https://stadt.example/etat")
    PublicCopy.objects.filter(wish=CopyWish.SAVE).update(next_try_at=now - timedelta(days=9))

    assert ask_archive(now=now) == look_up


def test_an_archive_that_asks_for_an_hour_of_rest_gets_it_for_every_page(archive, wish, now):
    archive.pages["/cdx/search/cdx"] = Reply(status=429, headers={"Retry-After": "3600"})
    copy = wish(CopyWish.LOOK_UP)
    other = wish(CopyWish.LOOK_UP, "https://stadt.example/etat")
    ask_archive(now=now)

    assert ask_archive(now=now + timedelta(minutes=59)) is None
    assert ask_archive(now=now + timedelta(minutes=61)) == other

    copy.refresh_from_db()
    assert (copy.refusal, copy.url) == ("throttled", "")
    assert copy.next_try_at >= now + timedelta(hours=1)


def test_no_archive_can_send_us_away_for_good(archive, wish, now):
    archive.pages["/cdx/search/cdx"] = Reply(status=503, headers={"Retry-After": "999999999"})
    copy = wish(CopyWish.LOOK_UP)

    ask_archive(now=now)

    copy.refresh_from_db()
    assert copy.next_try_at < now + timedelta(days=1, minutes=1)


def test_an_archive_that_puts_us_off_can_be_visited_like_any_other_host(archive, wish, now):
    """Evidence may be a page of the archive itself."""
    archive.pages["/save"] = Reply(status=429, headers={"Retry-After": "86400"})
    wish(CopyWish.SAVE)

    ask_archive(now=now)

    assert rested(now) < now + timedelta(minutes=1)


def test_an_archive_that_is_down_is_asked_ever_more_seldom_and_no_page_is_given_up(
    archive, wish, now
):
    archive.pages["/cdx/search/cdx"] = Reply(status=502)
    copy = wish(CopyWish.LOOK_UP)
    pauses = []
    for _request in range(MAX_TRIES + 2):
        ask_archive(now=now)
        copy.refresh_from_db()
        pauses.append(round((copy.next_try_at - now) / timedelta(minutes=1)))
        now = copy.next_try_at

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 1440]
    assert copy.refusal == "down"

    archive.pages["/cdx/search/cdx"] = CAPTURE
    ask_archive(now=now)
    copy.refresh_from_db()
    assert (copy.refusal, bool(copy.url)) == ("", True)


def test_an_archive_that_never_answers_holds_a_worker_no_longer_than_its_patience(
    archive, wish, settings, now
):
    settings.LINKCHECK_TIMEOUT = 0.1
    archive.pages["/cdx/search/cdx"] = Reply(holds_until=archive.closing)
    copy = wish(CopyWish.LOOK_UP)

    ask_archive(now=now)

    copy.refresh_from_db()
    assert (copy.refusal, copy.tries) == ("down", 1)


@pytest.mark.parametrize(
    ("kind", "path", "body"),
    [
        (CopyWish.LOOK_UP, "/cdx/search/cdx", "<h1>Wartung</h1>"),
        (CopyWish.SAVE, "/save", '{"message":"Not now."}'),
        (CopyWish.SAVE, STATUS, PENDING),
    ],
)
def test_what_the_archive_never_manages_is_given_up(archive, wish, now, kind, path, body):
    archive.pages[path] = body
    copy = wish(kind)
    for _request in range(MAX_TRIES):
        ask_archive(now=now)
        copy.refresh_from_db()
        now = copy.next_try_at or now

    assert copy.next_try_at is None
    assert copy.refusal in ("unreadable", "failed")
    assert (len(archive.requests), copy.job) == (MAX_TRIES, "")


def test_the_words_of_the_archive_are_kept(archive, wish, now):
    archive.pages["/save"] = (
        '{"status":"error","status_ext":"error:blocked-url","message":"This URL is blocked."}'
    )
    copy = wish(CopyWish.SAVE)

    ask_archive(now=now)

    copy.refresh_from_db()
    assert (copy.refusal, copy.words) == ("excluded", "This URL is blocked.")
    assert copy.next_try_at is None


@pytest.mark.parametrize(
    "url",
    [
        "http://10.1.2.3/protokoll",
        "http://intranet/protokoll",
        "http://wiki.local/protokoll",
        "https://wiki.desk.example/protokoll",
        "https://stadt.example:7443/protokoll",
    ],
)
@pytest.mark.parametrize("kind", [CopyWish.SAVE, CopyWish.LOOK_UP])
def test_a_page_of_our_own_network_is_told_to_nobody(archive, wish, now, kind, url):
    copy = wish(kind, url)

    ask_archive(now=now)

    copy.refresh_from_db()
    assert (copy.refusal, copy.next_try_at, archive.requests) == ("private", None, [])


def test_a_page_that_led_into_our_network_is_told_to_nobody(archive, wish, now):
    redirected = wish(CopyWish.SAVE, final_url="https://wiki.desk.example/start")
    resolved = wish(CopyWish.LOOK_UP, "https://intern.example/")
    LinkCheck.objects.create(
        page=resolved.page, checked_at=DIED, outcome="unsafe", link_state="unsafe"
    )

    ask_archive(now=now)
    ask_archive(now=now)

    refusals = PublicCopy.objects.order_by("pk").values_list("pk", "refusal")
    assert list(refusals) == [(redirected.pk, "private"), (resolved.pk, "private")]
    assert archive.requests == []


def test_without_keys_no_wish_to_save_is_tried(archive, wish, settings, now):
    settings.LINKCHECK_WAYBACK_ACCESS_KEY = ""
    wish(CopyWish.SAVE)
    look_up = wish(CopyWish.LOOK_UP, "https://stadt.example/etat")

    assert ask_archive(now=now) == look_up
    assert ask_archive(now=rested(now)) is None
    assert len(archive.requests) == 1


def test_without_an_archive_nothing_is_asked(
    archive, wish, settings, now, django_assert_num_queries
):
    wish(CopyWish.LOOK_UP)
    settings.LINKCHECK_WAYBACK_URL = ""

    with django_assert_num_queries(0):
        assert ask_archive(now=now) is None

    assert archive.requests == []


def test_a_wish_whose_worker_was_killed_is_asked_again(archive, wish, now):
    copy = wish(CopyWish.LOOK_UP)
    host = WebHost.objects.create(
        name=archive.host,
        lease="3a6d9a7e-5d5f-4a3c-8a53-0a5b3c3f9f11",
        leased_until=now + timedelta(minutes=2),
    )

    assert ask_archive(now=now + timedelta(minutes=1)) is None
    assert ask_archive(now=host.leased_until) == copy


def test_a_restarted_laptop_does_not_wait_for_the_lease_of_its_last_life(archive, wish, now):
    copy = wish(CopyWish.LOOK_UP)
    WebHost.objects.create(
        name=archive.host,
        lease="3a6d9a7e-5d5f-4a3c-8a53-0a5b3c3f9f11",
        leased_until=now + timedelta(minutes=2),
    )

    release_all_leases()

    assert ask_archive(now=now) == copy
