"""What we ask of a Wayback Machine, and what we make of its answers, right or wrong."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from claims.linkcheck.wayback import (
    PublicArchive,
    archive_from_settings,
    archive_policy,
    ask,
    pause_after,
)
from claims.linkcheck.wayback_answers import Job, Refusal, read_captures, read_saving
from claims.vocabulary import CopyRefusal
from tests.web import Reply, ScriptedWeb, redirect

URL = "https://stadt.example/protokoll?nr=7&x=*"
DIED = datetime(2024, 9, 1, 12, 0, 0, tzinfo=UTC)
COLUMNS = '["timestamp","statuscode"]'
JSON = {"Content-Type": "application/json"}


@pytest.fixture(autouse=True)
def _settings(settings, web):
    settings.LINKCHECK_WAYBACK_URL = web.url("")
    settings.LINKCHECK_WAYBACK_ACCESS_KEY = "schluessel"
    settings.LINKCHECK_WAYBACK_SECRET_KEY = "geheim"
    settings.LINKCHECK_ALLOWED_HOSTS = [web.host]
    settings.LINKCHECK_HOST_PAUSE = 0


@pytest.fixture
def archive():
    return archive_from_settings()


def answering(web, reply):
    """Answer whatever is asked for."""
    web.pages = _Everywhere(reply)


class _Everywhere(dict):
    def __init__(self, reply):
        self.reply = reply

    def get(self, _path, _otherwise=None):
        return self.reply


def looked_up(web, archive, reply):
    answering(web, reply)
    visit = ask(archive.look_up(URL, before=DIED), archive_policy())
    return read_captures(visit, before=DIED)


def saved(web, archive, reply):
    answering(web, reply)
    return read_saving(ask(archive.save(URL), archive_policy()))


def test_without_an_address_there_is_no_archive(settings):
    settings.LINKCHECK_WAYBACK_URL = ""

    assert archive_from_settings() is None


def test_its_address_may_be_spelt_in_any_way(settings):
    settings.LINKCHECK_WAYBACK_URL = "HTTPS://Web.Archive.Example:443/"

    archive = archive_from_settings()

    assert (archive.root, archive.host) == ("https://web.archive.example", "web.archive.example")
    assert archive.save(URL).url == "https://web.archive.example/save"


def test_without_both_keys_an_archive_saves_nothing():
    assert not PublicArchive("https://web.archive.org").saves
    assert not PublicArchive("https://web.archive.org", access_key="schluessel").saves
    assert PublicArchive("https://web.archive.org", "schluessel", "geheim").saves


def test_the_index_is_asked_for_good_captures_of_this_very_page_from_before_it_died(web, archive):
    looked_up(web, archive, "[]")

    (seen,) = web.requests
    path = urlsplit(seen.path)
    assert (seen.method, path.path) == ("GET", "/cdx/search/cdx")
    assert parse_qs(path.query) == {
        "url": [URL],
        "matchType": ["exact"],
        "to": ["20240901120000"],
        "filter": ["statuscode:200"],
        "fl": ["timestamp,statuscode"],
        "limit": ["-10"],
        "output": ["json"],
    }
    assert "authorization" not in seen.headers


def test_the_last_capture_before_the_death_is_taken(web, archive):
    rows = f'[{COLUMNS},["20190303101500","200"],["20240829235959","200"]]'

    assert looked_up(web, archive, rows) == datetime(2024, 8, 29, 23, 59, 59, tzinfo=UTC)


def test_a_copy_is_opened_at_the_archive_whatever_address_that_gave(web, archive):
    taken_at = datetime(2024, 8, 29, 23, 59, 59, tzinfo=UTC)

    assert archive.copy_url(URL, taken_at) == web.url(f"/web/20240829235959/{URL}")


@pytest.mark.parametrize(
    "rows",
    [
        "[]",
        f"[{COLUMNS}]",
        f'[{COLUMNS},["20240901120001","200"]]',
        f'[{COLUMNS},["20240801000000","404"]]',
        f'[{COLUMNS},["20240801000000","-"]]',
    ],
    ids=["no row", "no capture", "after the death", "a page not found", "a revisit"],
)
def test_nothing_but_a_good_capture_from_before_the_death_counts(web, archive, rows):
    assert looked_up(web, archive, rows) == Refusal(CopyRefusal.NONE, is_final=True)


@pytest.mark.parametrize("exception", ["AdministrativeAccess", "RobotAccess"])
@pytest.mark.parametrize("has_body", [True, False])
def test_a_site_that_the_archive_must_not_show_is_not_asked_for_again(
    web, archive, exception, has_body
):
    error = f"org.archive.wayback.exception.{exception}ControlException: Blocked"
    headers = {} if has_body else {"X-Archive-Wayback-Runtime-Error": error}
    body = error if has_body else ""

    refusal = looked_up(web, archive, Reply(body, 403, headers))

    assert refusal == Refusal(CopyRefusal.EXCLUDED, is_final=True)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(""),
        Reply("<h1>Wartung</h1>"),
        Reply("[[["),
        Reply('{"archived_snapshots": {}}'),
        Reply('["timestamp"]'),
        Reply("[" * 100_000),
        Reply('[["urlkey","timestamp"],["de,stadt)/","20240801000000"]]'),
        Reply(b"\xff\xfe\x00"),
        Reply("Forbidden", 403),
        Reply("Not here", 404),
    ],
    ids=lambda reply: str(reply.body[:20]),
)
def test_an_index_that_answers_something_else_is_not_read(web, archive, reply):
    refusal = looked_up(web, archive, reply)

    assert (refusal.reason, refusal.is_final) == (CopyRefusal.UNREADABLE, False)


@pytest.mark.parametrize(
    "row",
    [
        "[]",
        '["20240801000000"]',
        "[20240801000000, 200]",
        '["20249901000000","200"]',
        '["２０２４０８０１００００００","200"]',
        '["2024080100000","200"]',
        '[null,"200"]',
    ],
)
def test_a_row_that_makes_no_sense_is_passed_over(web, archive, row):
    assert looked_up(web, archive, f"[{COLUMNS},{row}]").reason == CopyRefusal.NONE


def test_a_page_is_saved_with_our_keys(web, archive):
    answer = saved(web, archive, Reply(f'{{"url":"{URL}","job_id":"spn2-dea4b01e"}}', headers=JSON))

    (seen,) = web.requests
    assert answer == Job("spn2-dea4b01e")
    assert (seen.method, seen.path) == ("POST", "/save")
    assert parse_qs(seen.body.decode()) == {"url": [URL], "skip_first_archive": ["1"]}
    assert seen.headers["authorization"] == "LOW schluessel:geheim"
    assert seen.headers["accept"] == "application/json"


def test_the_keys_go_along_when_we_ask_what_became_of_a_job(web, archive):
    answering(web, '{"status":"pending","job_id":"spn2-dea4b01e","resources":[]}')

    answer = read_saving(ask(archive.progress("spn2-dea4b01e"), archive_policy()))

    (seen,) = web.requests
    assert answer == Job("spn2-dea4b01e")
    assert (seen.method, seen.path) == ("GET", "/save/status/spn2-dea4b01e")
    assert seen.headers["authorization"] == "LOW schluessel:geheim"


def test_a_job_that_is_done_says_when_the_copy_was_made(web, archive):
    document = (
        '{"status":"success","job_id":"spn2-dea4b01e","original_url":"javascript:alert(1)",'
        '"timestamp":"20240902100307","duration_sec":6.2,"outlinks":[],"resources":[]}'
    )

    assert saved(web, archive, document) == datetime(2024, 9, 2, 10, 3, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "reason", "is_final", "retry_after"),
    [
        ("blocked-url", CopyRefusal.EXCLUDED, True, timedelta()),
        ("not-found", CopyRefusal.FAILED, True, timedelta()),
        ("no-access", CopyRefusal.FAILED, True, timedelta()),
        ("user-session-limit", CopyRefusal.THROTTLED, False, timedelta()),
        ("too-many-daily-captures", CopyRefusal.FAILED, False, timedelta(days=1)),
        ("browsing-timeout", CopyRefusal.FAILED, False, timedelta()),
        ("never-heard-of", CopyRefusal.FAILED, False, timedelta()),
    ],
)
def test_an_error_of_the_saving_is_kept_in_its_words(
    web, archive, code, reason, is_final, retry_after
):
    document = (
        f'{{"status":"error","status_ext":"error:{code}","exception":null,"job_id":"spn2-1",'
        '"message":"Couldn\'t do\\n  it \\u0000today.","resources":[]}'
    )

    refusal = saved(web, archive, document)

    assert refusal == Refusal(reason, "Couldn't do it today.", is_final, retry_after)


def test_an_error_without_a_message_is_kept_by_its_code(web, archive):
    refusal = saved(web, archive, '{"status":"error","status_ext":"error:proxy-error"}')

    assert (refusal.reason, refusal.words) == (CopyRefusal.FAILED, "proxy-error")


def test_a_page_that_somebody_saved_within_the_hour_is_tried_again(web, archive):
    message = "The same snapshot had been made 2 minutes ago."

    refusal = saved(web, archive, f'{{"url":"{URL}","job_id":null,"message":"{message}"}}')

    assert refusal == Refusal(CopyRefusal.FAILED, message)


@pytest.mark.parametrize("status", [401, 403])
def test_keys_that_are_not_accepted_are_told_apart(web, archive, status):
    reply = Reply('{"message":"You need to be logged in to use Save Page Now."}', status)

    assert saved(web, archive, reply).reason == CopyRefusal.DENIED


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>Saving page …</html>",
        "[]",
        "{}",
        "null",
        '{"job_id":"../../web/2024/x"}',
        '{"job_id":7}',
        f'{{"job_id":"{"x" * 101}"}}',
        '{"status":"success","timestamp":"gestern"}',
        '{"status":"success","timestamp":20240902100307}',
        '{"message":["x"]}',
    ],
)
def test_a_saving_that_is_answered_with_something_else_is_not_read(web, archive, body):
    assert saved(web, archive, body).reason == CopyRefusal.UNREADABLE


def test_an_archive_that_wants_to_be_left_alone_says_for_how_long(web, archive):
    busy = Reply("<h1>Too Many Requests</h1>", 429, {"Retry-After": "3600"})

    refusal = looked_up(web, archive, busy)

    assert refusal == Refusal(CopyRefusal.THROTTLED, retry_after=timedelta(hours=1))
    assert refusal.is_passing


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_an_archive_that_is_broken_is_down(web, archive, status):
    refusal = saved(web, archive, Reply("<h1>Oops</h1>", status, {"Retry-After": "120"}))

    assert refusal == Refusal(CopyRefusal.DOWN, f"HTTP {status}", retry_after=timedelta(minutes=2))


def test_an_archive_that_never_answers_is_given_up(web, archive, settings):
    settings.LINKCHECK_TIMEOUT = 0.1
    never = Reply(holds_until=web.closing)

    refusal = looked_up(web, archive, never)

    assert (refusal.reason, refusal.is_final) == (CopyRefusal.DOWN, False)


def test_an_archive_that_hangs_up_is_down(web, archive):
    assert looked_up(web, archive, Reply(reset=True)).reason == CopyRefusal.DOWN


def test_an_answer_without_end_is_cut_and_not_read(web, archive, settings):
    settings.LINKCHECK_MAX_BYTES = 10_000
    endless = f"[{COLUMNS}," + '["20240801000000","200"],' * 10_000

    assert looked_up(web, archive, endless).reason == CopyRefusal.UNREADABLE


def test_an_archive_leads_us_nowhere_else_least_of_all_with_our_keys(web, canary, archive):
    refusal = saved(web, archive, redirect(canary.url("/save"), 307))

    assert refusal.reason == CopyRefusal.DOWN
    assert len(web.requests) == 1


def test_a_redirect_is_not_followed_even_to_a_host_that_we_may_visit(web, archive, settings):
    with ScriptedWeb({"/save": '{"job_id":"spn2-1"}'}) as other:
        settings.LINKCHECK_ALLOWED_HOSTS = [web.host, other.host]

        refusal = saved(web, archive, redirect(other.url("/save"), 307))

        assert (refusal.reason, other.requests) == (CopyRefusal.DOWN, [])


def test_an_archive_inside_our_network_must_be_allowed(web, archive, settings):
    settings.LINKCHECK_ALLOWED_HOSTS = []

    refusal = looked_up(web, archive, "[]")

    assert refusal.reason == CopyRefusal.DOWN
    assert web.connections == 0


@pytest.mark.parametrize(
    ("tries", "pause"),
    [
        (1, timedelta(minutes=1)),
        (2, timedelta(minutes=2)),
        (5, timedelta(minutes=16)),
        (12, timedelta(days=1)),
        (30_000, timedelta(days=1)),
    ],
)
def test_each_try_waits_twice_as_long_as_the_last_but_never_over_a_day(tries, pause):
    assert pause_after(tries) == pause
