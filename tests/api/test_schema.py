"""The API keeps to its own schema, whatever it is asked."""

from django.core.management import call_command

PATHS = {
    "/api/v1/claims/",
    "/api/v1/claims/{claim_id}/",
    "/api/v1/claims/{claim_id}/history/",
    "/api/v1/claims/{claim_id}/claim-review/",
    "/api/v1/claims/{claim_id}/similar/",
    "/api/v1/claims/{claim_id}/transitions/",
    "/api/v1/claims/{claim_id}/evidence/",
    "/api/v1/claims/{claim_id}/notes/",
    "/api/v1/articles/",
    "/api/v1/articles/{article_id}/",
    "/api/v1/articles/{article_id}/clearance/",
    "/api/v1/evidence/{evidence_id}/checks/",
    "/api/v1/evidence/{evidence_id}/recheck/",
    "/api/v1/export/claims.jsonl",
    "/api/v1/export/claims.csv",
    "/api/v1/feeds/claim-review.json",
    "/v1alpha1/claims:search",
}


def test_the_schema_names_every_path_of_the_api(client):
    schema = client.get("/api/schema/", headers={"Accept": "application/json"}).json()

    assert schema["openapi"].startswith("3.")
    assert set(schema["paths"]) == PATHS


def test_the_schema_is_valid_and_made_without_a_warning(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "s.yml"))


def test_the_filters_of_the_list_are_in_the_schema(client):
    schema = client.get("/api/schema/", headers={"Accept": "application/json"}).json()

    names = {each["name"] for each in schema["paths"]["/api/v1/claims/"]["get"]["parameters"]}
    assert names == {
        "q", "status", "rating", "claimant", "kind", "language", "article", "publisher", "tag",
        "verified_after", "verified_before", "claimed_after", "claimed_before", "link_state",
        "ordering", "cursor", "page_size",
    }  # fmt: skip


def test_the_documentation_has_no_inline_script(client):
    page = client.get("/api/docs/")

    assert page.status_code == 200
    assert "unsafe" not in page["Content-Security-Policy"]
    assert "<style" not in page.content.decode()
    script = client.get("/api/docs/?script=")
    assert script["Content-Type"] == "application/javascript"
