"""Where the API answers."""

from django.urls import path

from claims.api import articles, claims, docs, evidence, exports, google, health, review

app_name = "api"

V1 = "api/v1"

urlpatterns = [
    path(f"{V1}/claims/", claims.ClaimList.as_view(), name="claims"),
    path(f"{V1}/claims/<uuid:claim_id>/", claims.ClaimDetail.as_view(), name="claim"),
    path(f"{V1}/claims/<uuid:claim_id>/history/", claims.ClaimHistory.as_view(), name="history"),
    path(
        f"{V1}/claims/<uuid:claim_id>/claim-review/",
        claims.ClaimReview.as_view(),
        name="claim-review",
    ),
    path(f"{V1}/claims/<uuid:claim_id>/similar/", claims.SimilarClaims.as_view(), name="similar"),
    path(f"{V1}/claims/<uuid:claim_id>/transitions/", review.TakeStep.as_view(), name="step"),
    path(f"{V1}/claims/<uuid:claim_id>/evidence/", review.CiteEvidence.as_view(), name="cite"),
    path(f"{V1}/claims/<uuid:claim_id>/notes/", review.AddNote.as_view(), name="note"),
    path(f"{V1}/articles/", articles.ArticleList.as_view(), name="articles"),
    path(f"{V1}/articles/<uuid:article_id>/", articles.ArticleDetail.as_view(), name="article"),
    path(
        f"{V1}/articles/<uuid:article_id>/clearance/",
        articles.Clearance.as_view(),
        name="clearance",
    ),
    path(
        f"{V1}/evidence/<uuid:evidence_id>/checks/",
        evidence.EvidenceChecks.as_view(),
        name="checks",
    ),
    path(
        f"{V1}/evidence/<uuid:evidence_id>/recheck/",
        evidence.RecheckEvidence.as_view(),
        name="recheck",
    ),
    path(f"{V1}/export/claims.jsonl", exports.JsonLines.as_view(), name="json-lines"),
    path(f"{V1}/export/claims.csv", exports.Table.as_view(), name="table"),
    path(f"{V1}/feeds/claim-review.json", exports.ClaimReviewFeed.as_view(), name="feed"),
    path("v1alpha1/claims:search", google.ClaimSearch.as_view(), name="google"),
    path("api/schema/", docs.Schema.as_view(), name="schema"),
    path("api/docs/", docs.Docs.as_view(), name="docs"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
