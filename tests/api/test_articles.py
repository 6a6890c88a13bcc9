"""Articles through the API: which there are, importing one, and whether it may be printed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims.actions.change_status import change_status
from claims.models import Article, Claim

ARTICLES = "/api/v1/articles/"
TEXT = (
    "Neue Fähre im Hafen\n"
    "Die Reederei kaufte 2023 drei Fähren für 12 Millionen Euro. "
    "Laut Hafenmeister Jan Brandt fuhren im Mai 4.500 Menschen mit."
)


def test_anybody_lists_the_articles_with_public_claims(caller, make_article, make_verified):
    article = make_article("Mit Befund", publisher="Stadtblatt")
    make_article("Ohne Befund")
    make_verified(article=article)

    (found,) = caller.get(ARTICLES).json()["results"]

    assert found["title"] == "Mit Befund"
    assert found["publisher"] == "Stadtblatt"
    assert "text" not in found


def test_an_import_says_how_it_went_with_a_language_model(caller_as, reporter, set_up_model):
    client = caller_as(reporter)
    alone = client.post(ARTICLES, {"text": TEXT}).json()
    set_up_model().says("I would rather not.")

    helped = client.post(ARTICLES, {"text": f"{TEXT} Es regnet."}).json()

    assert alone["remark"] == ""
    assert helped["remark"].endswith(
        "was of no help: the answer is not the JSON that was asked for."
    )


def test_an_article_of_ours_does_not_leak_before_it_is_out(caller, make_article, make_verified):
    article = make_article("Unsere Enthüllung", ours=True)
    make_verified(article=article)

    assert caller.get(ARTICLES).json()["results"] == []
    assert caller.get(f"{ARTICLES}{article.pk}/").status_code == 404

    Article.objects.filter(pk=article.pk).update(published_on=date(2024, 9, 2))
    assert caller.get(f"{ARTICLES}{article.pk}/").json()["title"] == "Unsere Enthüllung"


def test_an_article_of_ours_that_is_dated_ahead_does_not_leak(caller, make_article, make_verified):
    make_verified(article=make_article(ours=True, published_on=date(2999, 1, 1)))

    assert caller.get(ARTICLES).json()["results"] == []


def test_the_text_of_an_article_is_for_the_desk(caller, caller_as, reporter, article, walked):
    public = caller.get(f"{ARTICLES}{article.pk}/").json()
    inside = caller_as(reporter).get(f"{ARTICLES}{article.pk}/").json()

    assert set(inside) - set(public) == {"ours", "publish_at", "version", "text", "claims"}
    assert inside["version"] == 1
    (claim,) = inside["claims"]
    assert inside["text"][claim["start"] : claim["end"]] == claim["quote"]


def test_articles_are_found_by_title_and_publisher(caller_as, reporter, make_article):
    make_article("Die Fähre", publisher="Hafenblatt")
    make_article("Die Brücke")
    desk = caller_as(reporter)

    def titles(**query: str) -> list[str]:
        return [article["title"] for article in desk.get(ARTICLES, **query).json()["results"]]

    assert titles(title="fähre") == ["Die Fähre"]
    assert titles(publisher="hafen") == ["Die Fähre"]
    assert len(titles(language="de")) == 2
    assert desk.get(ARTICLES, titel="Fähre").status_code == 400


def test_a_text_is_imported_with_its_claims(caller_as, reporter):
    answer = caller_as(reporter).post(
        ARTICLES, {"text": TEXT, "publisher": "Hafenblatt", "published_on": "2024-06-01"}
    )

    assert answer.status_code == 201
    result = answer.json()
    article = Article.objects.get()
    assert answer["Location"] == f"{ARTICLES}{article.pk}/"
    assert result["article"] == str(article.pk)
    assert result["created"] == len(result["claims"]) >= 2
    assert all(TEXT[claim["start"] : claim["end"]] == claim["quote"] for claim in result["claims"])
    assert (article.title, article.publisher) == ("Neue Fähre im Hafen", "Hafenblatt")
    assert article.published_on == date(2024, 6, 1)
    assert article.current_version.imported_by == reporter


def test_importing_the_same_text_again_changes_nothing(caller_as, reporter):
    desk = caller_as(reporter)
    first = desk.post(ARTICLES, {"text": TEXT}).json()

    again = desk.post(ARTICLES, {"text": TEXT})

    assert again.status_code == 200
    assert again.json()["article"] == first["article"]
    assert (again.json()["created"], again.json()["unchanged"]) == (0, first["created"])


def test_a_file_is_imported(caller_as, reporter):
    file = SimpleUploadedFile("faehre.txt", TEXT.encode("cp1252"), content_type="text/plain")

    answer = caller_as(reporter).client.post(ARTICLES, {"file": file, "title": "Die Fähre"})

    assert answer.status_code == 201
    assert Article.objects.get().title == "Die Fähre"
    assert Article.objects.get().source == "faehre.txt"


def test_a_page_is_imported(caller_as, reporter):
    body = "".join(f"<p>{line}</p>" for line in TEXT.split("\n")) * 3
    html = f"<html lang=de><head><title>Fähre</title></head><body><article>{body}</article></body>"

    answer = caller_as(reporter).post(ARTICLES, {"html": html, "url": "https://hafen.example/a"})

    assert answer.status_code == 201
    assert Article.objects.get().url == "https://hafen.example/a"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": TEXT, "html": "<p>x</p>"}, "text"),
        ({"text": ""}, "text"),
        ({"text": TEXT, "published_on": "gestern"}, "published_on"),
        ({"text": TEXT, "language": "fr"}, "language"),
        ({"url": "nirgends"}, "url"),
        ({"url": "http://127.0.0.1:9/"}, "url"),
        ({"html": "<p></p>"}, "html"),
    ],
)
def test_a_source_that_cannot_be_read_names_the_field(caller_as, reporter, body, field):
    answer = caller_as(reporter).post(ARTICLES, body)

    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]
    assert Article.objects.count() == 0


def test_a_picture_is_refused_in_one_sentence(caller_as, reporter):
    file = SimpleUploadedFile("bild.png", b"\x89PNG\r\n\x1a\n" + bytes(200))

    answer = caller_as(reporter).client.post(ARTICLES, {"file": file})

    assert answer.status_code == 400
    assert "bild.png" in answer.json()["errors"]["file"][0]


def test_a_table_of_empty_cells_is_refused_in_one_sentence(caller_as, reporter):
    file = SimpleUploadedFile("leer.csv", b",,\n,,\n")

    answer = caller_as(reporter).client.post(ARTICLES, {"file": file})

    assert answer.status_code == 400
    assert "leer.csv" in answer.json()["errors"]["file"][0]


def test_a_source_with_several_articles_is_sent_to_the_command(caller_as, reporter):
    table = "quote,title\nDie Stadt kauft 12 Busse.,Busse\nDer Hafen hat 3 Fähren.,Fähren\n"
    file = SimpleUploadedFile("behauptungen.csv", table.encode())

    answer = caller_as(reporter).client.post(ARTICLES, {"file": file})

    assert answer.status_code == 400
    assert "This holds 2 articles" in answer.json()["errors"]["file"][0]
    assert Article.objects.count() == 0


def test_a_long_text_is_read(caller_as, reporter):
    text = TEXT + "\n" + "Guten Morgen, liebe Leute!\n" * 120_000

    answer = caller_as(reporter).post(ARTICLES, {"text": text, "language": "fr"})

    assert list(answer.json()["errors"]) == ["language"]  # all 3 MB were read


def test_a_file_beyond_the_limit_is_refused(caller_as, reporter):
    file = SimpleUploadedFile("gross.txt", b"x" * 10_000_001)

    answer = caller_as(reporter).client.post(ARTICLES, {"file": file})

    assert answer.status_code == 413


def test_a_text_without_a_claim_is_refused(caller_as, reporter):
    answer = caller_as(reporter).post(ARTICLES, {"text": "Guten Morgen, liebe Leute!"})

    assert answer.status_code == 400
    assert Article.objects.count() == 0


def test_importing_needs_a_role(caller, caller_as, make_person, db):
    assert caller.post(ARTICLES, {"text": TEXT}).status_code == 401
    assert caller_as(make_person("nora")).post(ARTICLES, {"text": TEXT}).status_code == 403


def test_an_article_is_cleared_when_none_of_its_claims_is_open(
    caller_as, reporter, reviewer, article, walked, make_claim, now
):
    other: Claim = make_claim("Die Stadt kauft")
    desk = caller_as(reporter)

    before = desk.get(f"{ARTICLES}{article.pk}/clearance/").json()
    change_status(other, "dismiss", by=reviewer, now=now, reason="Ein Bruchstück.")
    after = desk.get(f"{ARTICLES}{article.pk}/clearance/").json()

    assert before["cleared"] is False
    assert before["open"] == [{"id": str(other.pk), "text": "Die Stadt kauft", "status": "new"}]
    assert after == {
        "article": str(article.pk),
        "cleared": True,
        "open": [],
        "claims": 2,
        "verified": 1,
        "not_checkable": 1,
        "withdrawn": 0,
        "ratings": {"true": 1},
    }


def test_a_claim_to_be_rechecked_holds_its_article_back(
    caller_as, reporter, reviewer, article, walked, now
):
    change_status(walked, "flag", by=reviewer, now=now, reason="Zweifel.")

    clearance = caller_as(reporter).get(f"{ARTICLES}{article.pk}/clearance/").json()

    assert clearance["cleared"] is False


def test_a_claim_that_left_the_text_holds_nothing_back(
    caller_as, reporter, article, walked, make_claim, now
):
    make_claim("Die Stadt kauft", orphaned_at=now)

    clearance = caller_as(reporter).get(f"{ARTICLES}{article.pk}/clearance/").json()

    assert clearance["cleared"] is True
    assert clearance["claims"] == 1


def test_an_article_whose_claims_nobody_knows_is_not_cleared(caller_as, reporter, article):
    clearance = caller_as(reporter).get(f"{ARTICLES}{article.pk}/clearance/").json()

    assert clearance["cleared"] is False


def test_clearance_is_not_for_strangers(caller, article, walked):
    assert caller.get(f"{ARTICLES}{article.pk}/clearance/").status_code == 401
