"""How much formatting that is left open may add to a page."""

from claims.linkcheck.formatting import reopens_too_much


def test_tags_that_lie_in_each_other_are_not_measured_to_the_end():
    """Each of the 49,000 goes on to the end of the page, 6 GB together."""
    assert reopens_too_much(b"<a x= " * 49_000, most_bytes=10**15)
