"""What every edge may rely on: a draft can be stored, or is refused with its field."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from claims.actions.import_article import import_articles
from claims.models import Article
from claims.readers.text import read_text

pytestmark = pytest.mark.django_db

TEXT = "Neue Halle\nDie Stadt Kiel zahlt 12 Millionen Euro für eine Halle am Hafen."
TOO_LONG = "%d characters are too many, at most %d are kept."


def store(now, **told):
    draft = replace(read_text(TEXT), language="de", **told)
    return import_articles([draft], by=None, now=now)[0].article


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("title", "t" * 501, TOO_LONG % (501, 500)),
        ("author", "a" * 301, TOO_LONG % (301, 300)),
        ("publisher", "p" * 400, TOO_LONG % (400, 300)),
        ("url", "https://kiel.example/" + "u" * 1980, TOO_LONG % (2001, 2000)),
        ("url", "javascript:alert(1)", "The address must begin with http:// or https://."),
        ("url", "ftp://kiel.example/", "Only addresses with http or https can be visited."),
        ("url", "kiel.example/hafen", "The address must begin with http:// or https://."),
        ("url", "https:///hafen", "The address names no host."),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_field(now, field, value, sentence):
    with pytest.raises(ValidationError) as refusal:
        store(now, **{field: value})

    assert refusal.value.message_dict == {field: [sentence]}
    assert not Article.objects.exists()


def test_what_just_fits_is_kept_whole(now):
    url = "https://kiel.example/" + "u" * 1979

    article = store(now, url=url, title="t" * 500, author="a" * 300, publisher="p" * 300)

    article.refresh_from_db()
    assert (article.url, article.title) == (url, "t" * 500)
    assert (article.author, article.publisher) == ("a" * 300, "p" * 300)


def test_a_text_without_a_title_is_called_by_its_first_line(now):
    line = "Die Stadt Kiel zahlt 12 Millionen Euro für eine Halle" + " am Hafen" * 60 + "."
    draft = read_text(f"{line}\n{line}")

    (result,) = import_articles([replace(draft, language="de")], by=None, now=now)

    assert result.article.title == line[:499] + "…"
