"""Whom we ask, when most are silent, whether our line is up."""

import pytest

from claims.actions.find_witnesses import find_witnesses
from claims.models import CitedPage, LinkCheck, WebHost


@pytest.fixture
def find_alive(db, settings, now):
    """Note that a page was found alive, inside our network or on the public web."""
    settings.LINKCHECK_ALLOWED_HOSTS = []

    def find(name, *, inside=False):
        if inside:
            settings.LINKCHECK_ALLOWED_HOSTS = [*settings.LINKCHECK_ALLOWED_HOSTS, name]
        host = WebHost.objects.create(name=name)
        page = CitedPage.objects.create(host=host, url=f"https://{name}/")
        LinkCheck.objects.create(page=page, checked_at=now, outcome="alive", link_state="alive")

    return find


def urls(witnesses):
    return [witness.url for witness in witnesses]


def test_hosts_inside_our_network_are_asked_after_those_of_the_web(find_alive):
    find_alive("amt.example")
    find_alive("wiki.example", inside=True)

    amt, wiki = find_witnesses(but=())

    assert (amt.url, amt.is_public) == ("https://amt.example/", True)
    assert (wiki.url, wiki.is_public) == ("https://wiki.example/", False)


def test_hosts_inside_our_network_take_the_place_of_none_of_the_web(find_alive):
    for number in range(5):
        find_alive(f"amt{number}.example")
    for number in range(5):
        find_alive(f"wiki{number}.example", inside=True)

    assert urls(find_witnesses(but=())) == [f"https://amt{n}.example/" for n in (4, 3, 2, 1, 0)]


def test_a_host_that_was_asked_already_is_no_witness(find_alive):
    find_alive("amt.example")
    find_alive("blatt.example")

    assert urls(find_witnesses(but={"amt.example"})) == ["https://blatt.example/"]
