"""Why a visit ended as it did, for people."""

import ast
from pathlib import Path

import pytest

from claims.linkcheck.outage import OUR_OUTAGE
from claims.linkcheck.reasons import REASONS, reason_in_words
from claims.linkcheck.transport_error import CODES

LINKCHECK = Path(__file__).parents[2] / "claims/linkcheck"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("", ""),
        ("tls", "The encrypted connection failed."),
        ("says_not_found", "The page itself says that it is gone."),
        ("http_403", "The server refuses us."),
        ("http_502", "The server has an error of its own."),
        ("http_418", "The server answered with status 418."),
        ("something_new", "something_new"),
    ],
)
def test_a_reason_is_told_as_a_sentence(reason, words):
    assert reason_in_words(reason) == words


@pytest.mark.parametrize("code", [*sorted(set(CODES.values())), OUR_OUTAGE])
def test_every_failure_has_its_sentence(code):
    assert code in REASONS


@pytest.mark.parametrize("module", ["walls.py", "soft_404.py", "outcome.py"])
def test_whatever_gives_a_page_away_has_its_sentence(module):
    tree = ast.parse((LINKCHECK / module).read_text("utf-8"))
    returned = {
        node.value
        for answer in ast.walk(tree)
        if isinstance(answer, ast.Return | ast.Call)
        for node in ast.walk(answer)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    codes = {code for code in returned if code.replace("_", "").isalpha() and "_" in code}
    assert codes - REASONS.keys() - {"set-cookie", "http_"} == set()
