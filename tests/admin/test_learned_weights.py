"""What the desk taught check-worthiness, for everybody at the desk to read."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from claims.actions.use_shipped_weights import use_shipped_weights
from claims.actions.weights_in_use import weights_in_use
from claims.extraction.extract import VERSION
from claims.models import LearnedWeights

LIST = reverse("admin:claims_learnedweights_changelist")
GERMAN = {"accept-language": "de"}


@pytest.fixture
def learn(editor, now):
    """Return what keeps weights as `learn_weights` does, without learning."""

    def keep(language="de", *, weights=None, version=VERSION, figures=None):
        number = LearnedWeights.objects.next_number(language)
        return LearnedWeights.objects.create(
            language=language,
            number=number,
            weights=weights or {"bias": 0.25, "number": 1.5, "question": -2.0, "past": -0.5},
            features_version=version,
            accepted=64,
            dismissed=41,
            figures=figures or {"learned": {"average_precision": 0.8163, "f1": 0.7412}},
            learned_by=editor,
            learned_at=now + timedelta(days=number),
        )

    return keep


def page_of(learned):
    return reverse("admin:claims_learnedweights_change", args=[learned.pk])


def rows_of(html):
    """Return the tables of a page as tuples of their cells' words, without their heads."""
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.+?)</th>(.+?)</tr>", html, re.DOTALL)
    return [
        (name, *(re.sub(r"<.+?>", "", cell).strip() for cell in re.findall("<td.*?</td>", rest)))
        for name, rest in rows
    ]


def states(client):
    """Return what the list says of each row."""
    html = client.get(LIST).content.decode()
    names = re.findall(r'field-name"><a [^>]+>([^<]+)</a>', html)
    found = re.findall(r'<span class="badge badge-\w+">([^<]+)</span>', html)
    return dict(zip(names, found, strict=True))


def test_the_list_tells_from_how_many_decisions_when_by_whom_and_how_well(browser, reporter, learn):
    learn()

    html = browser(reporter).get(LIST).content.decode()

    for words in ("de.1", "Deutsch", "Sept. 3, 2024", "64 / 41", "0.82", "Edda Editor"):
        assert words in html


def test_the_list_tells_which_weights_score_new_imports(browser, reporter, learn):
    learn()

    html = browser(reporter).get(LIST).content.decode()

    assert "<strong>Deutsch</strong>: de.1 · <strong>English</strong>: shipped weights" in html


def test_only_the_newest_weights_of_a_language_are_in_use(browser, reporter, learn):
    learn("de")
    learn("de")
    learn("en")

    assert states(browser(reporter)) == {
        "de.2": "In use",
        "de.1": "Replaced",
        "en.1": "In use",
    }
    assert {weights.name for weights in weights_in_use().values()} == {"de.2", "en.1"}


def test_weights_that_older_rules_were_learned_with_are_not_in_use(browser, reporter, learn):
    learn(version="0")

    assert states(browser(reporter)) == {"de.1": "Learned for older rules"}
    assert weights_in_use()["de"].name == ""


def test_going_back_to_the_shipped_weights_is_seen(browser, reporter, learn, now):
    learn()
    back = use_shipped_weights("de", by=None, now=now + timedelta(days=9))
    client = browser(reporter)

    assert states(client) == {"de.2": "Shipped weights in use", "de.1": "Replaced"}
    html = client.get(page_of(back)).content.decode()
    assert "From here on the shipped weights counted again." in html
    assert ("links to a page", "1.50") in rows_of(html)


def test_the_reasons_are_named_the_strongest_first_beside_what_was_shipped(
    browser, reporter, learn
):
    html = browser(reporter).get(page_of(learn())).content.decode()

    assert rows_of(html)[:3] == [
        ("contains a number", "1.50", "1.10"),
        ("asks a question", "-2.00", "-1.20"),
        ("is about the past", "-0.50", "0.30"),
    ]
    assert "0.25 <span" in html
    assert "(as shipped: -0.20)" in html


def test_a_reason_that_the_rules_do_not_know_any_more_goes_by_its_code(browser, reporter, learn):
    learned = learn(weights={"bias": 0.0, "rhyme": 0.7})

    rows = rows_of(browser(reporter).get(page_of(learned)).content.decode())

    assert rows[0] == ("rhyme", "0.70", "–")


def test_the_figures_stand_beside_those_that_they_had_to_beat(browser, reporter, learn):
    learned = learn(
        figures={
            "chance": {"average_precision": 0.61, "f1": None},
            "de.1": {"average_precision": 0.79, "f1": 0.72},
            "order": {"average_precision": 0.6512, "f1": None},
            "learned": {"average_precision": 0.8123, "f1": 0.7412},
            "shipped": {"average_precision": 0.7634, "f1": 0.6921},
        }
    )

    rows = rows_of(browser(reporter).get(page_of(learned)).content.decode())

    assert rows[-5:] == [
        ("these weights, on decisions that they had not seen", "0.81", "0.74"),
        ("shipped weights", "0.76", "0.69"),
        ("learned before: de.1", "0.79", "0.72"),
        ("order of the text", "0.65", "–"),
        ("chance", "0.61", "–"),
    ]


def test_a_german_reads_reasons_and_numbers_in_german(browser, reporter, learn):
    client = browser(reporter)

    html = client.get(page_of(learn()), headers=GERMAN).content.decode()

    assert rows_of(html)[0] == ("enthält eine Zahl", "1,50", "1,10")
    assert "64 angenommen, 41 verworfen" in html
    assert 'value="1.5000"' in html  # what the browser draws is not for people
    assert "Neue Importe werden bewertet mit:" in client.get(LIST, headers=GERMAN).content.decode()


def test_nobody_adds_changes_or_deletes_weights(browser, superuser, learn):
    learned = learn()
    client = browser(superuser)

    for name, pks in {"add": [], "delete": [learned.pk]}.items():
        url = reverse(f"admin:claims_learnedweights_{name}", args=pks)
        assert client.post(url, {"post": "yes"}).status_code == 403
    client.post(page_of(learned), {"accepted": "1000"})

    assert LearnedWeights.objects.get().accepted == 64


def test_who_may_not_see_claims_does_not_see_how_they_are_weighed(browser, make_person, learn):
    client = browser(make_person("gast"))

    assert client.get(LIST).status_code == 403
    assert client.get(page_of(learn())).status_code == 403
    assert LIST not in client.get(reverse("admin:index")).content.decode()


def test_weights_that_never_were_are_not_found(browser, reporter):
    url = reverse("admin:claims_learnedweights_change", args=[77])

    assert browser(reporter).get(url).status_code == 404


def test_more_weights_cost_no_more_queries(browser, reporter, learn, django_assert_max_num_queries):
    for _number in range(10):
        learn()

    client = browser(reporter)

    with django_assert_max_num_queries(7):
        rows = client.get(LIST).context["cl"].result_list

    assert len(rows) == 10
