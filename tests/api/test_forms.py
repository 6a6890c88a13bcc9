"""What `curl -d` and an HTML form send is read like JSON."""

FORM = "application/x-www-form-urlencoded"


def test_a_step_is_taken_by_a_form(caller_as, reviewer, claim):
    answer = caller_as(reviewer).client.post(
        f"/api/v1/claims/{claim.pk}/transitions/", "transition=start_review", content_type=FORM
    )

    assert answer.status_code == 200
    assert answer.json()["status"] == "in_review"


def test_an_article_is_imported_by_a_form(caller_as, reporter):
    answer = caller_as(reporter).client.post(
        "/api/v1/articles/", "text=Die+Stadt+kauft+zwölf+Busse.&language=de", content_type=FORM
    )

    assert answer.status_code == 201
    assert [claim["quote"] for claim in answer.json()["claims"]] == ["Die Stadt kauft zwölf Busse."]


def test_a_form_without_a_token_changes_nothing(client, reviewer, claim):
    """A page elsewhere may send such a form from the browser of somebody who is logged in."""
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(reviewer)

    answer = strict.post(
        f"/api/v1/claims/{claim.pk}/transitions/", "transition=start_review", content_type=FORM
    )

    claim.refresh_from_db()
    assert answer.status_code == 403
    assert claim.status == "new"
