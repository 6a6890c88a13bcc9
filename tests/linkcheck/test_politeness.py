"""What a server's own access log shows of us."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from threading import Event

from claims.linkcheck.fetcher import Fetcher, fetch_pages
from claims.linkcheck.robots import RobotsFile
from claims.linkcheck.visit import PageRequest
from tests.web import Reply, redirect

PAUSE = 0.05


def named(policy, web, *names):
    """The policy, allowing `web` under these names, each of which is a host of its own."""
    hosts = [f"{name}:{web.port}" for name in names]
    return replace(
        policy,
        allowed_hosts=policy.allowed_hosts | set(hosts),
        addresses=tuple(f"{host}:127.0.0.1" for host in hosts),
    )


def visit_all(urls, policy, free_at=None):
    requests = [PageRequest(url) for url in urls]
    return [found for _request, found in fetch_pages(requests, policy, {}, free_at)]


def hosts_of(web):
    return [seen.headers["host"].split(".")[0] for seen in web.requests]


def test_a_host_is_asked_one_thing_at_a_time_and_then_left_in_peace(web, policy):
    policy = replace(policy, host_pause=timedelta(seconds=PAUSE))
    web.pages |= {"/0": redirect("/1"), "/2": redirect("/3", 301)}

    visit_all([web.url(f"/{number}") for number in range(5)], policy)

    assert len(web.requests) == 8  # robots.txt, five pages, two redirects
    for before, after in pairwise(web.requests):
        assert after.started_at - before.started_at >= PAUSE


def test_the_pause_also_holds_between_two_batches(web, policy):
    policy = replace(policy, host_pause=timedelta(seconds=PAUSE))
    free_at = {}

    visit_all([web.url("/a")], policy, free_at)
    visit_all([web.url("/b")], policy, free_at)

    for before, after in pairwise(web.requests):
        assert after.started_at - before.started_at >= PAUSE


def test_http_and_https_and_all_pages_of_a_host_share_its_turn(web, policy):
    policy = replace(named(policy, web, "a.example"), concurrency=8)
    web.pages |= {f"/{number}": "<p>Here</p>" for number in range(20)}

    visit_all([web.url(f"/{number}", "a.example") for number in range(20)], policy)

    for before, after in pairwise(web.requests):
        assert after.started_at >= before.started_at


def test_a_host_that_does_not_answer_delays_no_other(web, policy):
    policy = named(policy, web, "slow.example", "quick.example")
    released = Event()
    web.pages["/held"] = Reply("<p>late</p>", holds_until=released)
    web.pages["/last"] = lambda seen: (released.set(), Reply("<p>last</p>"))[1]
    urls = [web.url("/held", "slow.example")] * 2
    urls += [web.url(f"/{number}", "quick.example") for number in range(10)]

    found = visit_all([*urls, web.url("/last", "quick.example")], policy)

    assert [visit.error for visit in found] == [""] * 13


def test_hosts_take_turns(web, policy):
    policy = replace(named(policy, web, "a.example", "b.example"), concurrency=1)
    urls = [web.url(f"/{number}", "a.example") for number in range(3)]
    urls += [web.url(f"/{number}", "b.example") for number in range(3)]

    visit_all(urls, policy)

    assert hosts_of(web) == ["a", "b"] * 4


def test_no_more_requests_are_in_flight_than_allowed(web, policy):
    names = [f"h{number}.example" for number in range(6)]
    policy = replace(named(policy, web, *names), concurrency=2, obeys_robots=False)
    in_flight, most = set(), []

    def answer(seen):
        in_flight.add(id(seen))
        most.append(len(in_flight))
        Event().wait(0.01)
        in_flight.discard(id(seen))
        return Reply("<p>Here</p>")

    web.pages["/a"] = answer

    visit_all([web.url("/a", name) for name in names], policy)

    assert len(most) == 6
    assert max(most) <= 2


def test_connections_are_used_again(web, policy):
    visit_all([web.url(f"/{number}") for number in range(20)], policy)

    assert len(web.requests) == 21
    assert web.connections == 1


def test_a_robots_txt_that_another_worker_has_read_is_not_asked_for_again(web, policy):
    """What it knows is there when the host becomes ours; until then nobody asked."""
    web.pages["/a"] = "<p>Here</p>"
    robots = {}

    class Door:
        def enter(self, hosts):
            text = "User-agent: *\nDisallow: /private\n"
            robots[f"http://{web.host}"] = RobotsFile(text, datetime.now(UTC))
            return hosts

    with Fetcher(policy, robots, door=Door()) as fetcher:
        fetcher.add([PageRequest(web.url("/a")), PageRequest(web.url("/private"))])
        found = [visit for _request, visit in fetcher.arrivals()]
        while fetcher.under_way:
            found += [visit for _request, visit in fetcher.arrivals()]

    assert {visit.url: visit.error for visit in found} == {
        web.url("/a"): "",
        web.url("/private"): "robots",
    }
    assert [seen.path for seen in web.requests] == ["/a"]
