import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from claims.actions.change_status import change_status
from claims.actions.cite_evidence import cite_evidence
from claims.actions.rate_claim import rate_claim


@pytest.fixture
def verified(claim_in_review, reviewer, editor, now):
    claim = claim_in_review
    rate_claim(claim, by=reviewer, rating="false", explanation="Es sind zehn.", now=now)
    cite_evidence(claim, by=reviewer, url="https://stadt.example/", stance="refutes", now=now)
    change_status(claim, "submit", by=reviewer, now=now)
    change_status(claim, "confirm", by=editor, now=now)
    return claim


@pytest.fixture
def export(tmp_path, verified, make_claim):
    make_claim("Sie kosten laut Bürgermeisterin Eva Roth 4,8 Millionen Euro.")

    def export(chosen):
        path = tmp_path / "claims"
        call_command("export_claims", format=chosen, output=str(path))
        return path.read_text(encoding="utf-8")

    return export


def test_public_claims_are_a_table(export):
    (row,) = csv.DictReader(io.StringIO(export("csv")))

    assert row["text"] == "Die Stadt kauft zwölf neue Busse."
    assert (row["rating"], row["evidence_url"]) == ("false", "https://stadt.example/")


def test_public_claims_are_json_lines(export, verified):
    (line,) = export("jsonl").splitlines()

    assert json.loads(line)["id"] == str(verified.pk)


def test_public_claims_are_claim_reviews(export):
    feed = json.loads(export("claimreview"))

    (item,) = feed["dataFeedElement"]
    assert item["item"][0]["claimReviewed"] == "Die Stadt kauft zwölf neue Busse."
    assert item["item"][0]["reviewRating"]["ratingValue"] == 1


def test_a_file_that_cannot_be_written_is_named(tmp_path, verified):
    with pytest.raises(CommandError, match="fehlt"):
        call_command("export_claims", format="csv", output=str(tmp_path / "fehlt" / "x"))
