import tomllib
from pathlib import Path

import pytest

import claims.extraction
from claims.extraction.reasons import REASONS, reason_label


def test_every_weight_has_a_label_and_every_label_a_weight():
    assert set(REASONS) == {*_weights()["any"]} - {"bias"}


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_language_weighs_nothing_that_no_language_weighs(language):
    assert {*_weights()[language]} <= {*_weights()["any"]}


def _weights():
    weights = Path(claims.extraction.__file__).with_name("weights.toml").read_text("utf-8")
    return tomllib.loads(weights)


def test_a_reason_is_told_in_words():
    assert str(reason_label("money")) == "names an amount of money"


def test_an_unknown_code_is_shown_as_it_is():
    assert reason_label("from_a_later_version") == "from_a_later_version"
