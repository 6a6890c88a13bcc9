"""Clients written for Google's Fact Check Tools API find the fields they know."""

from claims.publishing.google import search_result


def result_of(claim):
    return search_result(claim, base_url="https://faktencheck.example:8443", desk_name="Deichdesk")


def test_a_claim_is_a_result_as_google_words_it(ferry):
    assert result_of(ferry) == {
        "text": "Seit Mai fährt die Fähre auch nachts.",
        "claimant": "Reederei Nord",
        "claimDate": "2024-08-14T00:00:00Z",
        "claimReview": [
            {
                "publisher": {"name": "Deichdesk", "site": "faktencheck.example"},
                "url": "https://faktencheck.example:8443/claims/"
                "00000000-0000-0000-0000-000000000002/",
                "title": "Seit Mai fährt die Fähre auch nachts.",
                "reviewDate": "2024-08-20T09:30:00Z",
                "textualRating": "Größtenteils falsch",
                "languageCode": "de",
            }
        ],
    }


def test_what_is_empty_is_left_out_as_google_does(ferry):
    ferry.claimant = ""

    assert "claimant" not in result_of(ferry)


def test_a_day_is_not_invented_where_only_the_month_is_known(ferry):
    ferry.claimed_on_precision = "month"

    assert "claimDate" not in result_of(ferry)
