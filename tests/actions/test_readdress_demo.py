import pytest

from claims.actions.readdress_demo import readdress_demo
from claims.actions.seed_demo import seed_demo
from claims.models import CitedPage, Evidence, PublishedClaim


@pytest.fixture
def demo_at_port_8000(db, settings, tmp_path, now):
    settings.MEDIA_ROOT = tmp_path
    settings.BASE_URL = "http://127.0.0.1:8000"
    settings.LINKCHECK_ALLOWED_HOSTS = ["127.0.0.1:8000", "127.0.0.1:9000"]
    seed_demo(now=now)


def test_the_demo_follows_the_desk_to_another_port(demo_at_port_8000, settings, now):
    settings.BASE_URL = "http://127.0.0.1:9000"

    seed_demo(now=now)

    assert not CitedPage.objects.exclude(url__startswith="http://127.0.0.1:9000/").exists()
    assert not Evidence.objects.exclude(url__startswith="http://127.0.0.1:9000/").exists()
    assert {page.host.name for page in CitedPage.objects.all()} == {"127.0.0.1:9000"}
    assert "127.0.0.1:8000" not in str([row.document for row in PublishedClaim.objects.all()])


def test_at_the_same_port_nothing_moves(demo_at_port_8000, now):
    assert readdress_demo(now=now) == 0
