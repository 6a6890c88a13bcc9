import pytest
from django.core.exceptions import PermissionDenied

from claims.vocabulary import Role
from claims.workflow.permissions import Permission, may, require

REVIEWS = {
    "import_article",
    "add_evidence",
    "add_reviewnote",
    "check_now",
    "mark_seen",
    "review_claim",
}


@pytest.mark.parametrize(
    ("role", "permitted"),
    [
        (Role.REPORTER, REVIEWS - {"review_claim"}),
        (Role.REVIEWER, REVIEWS),
        (Role.EDITOR, REVIEWS | {"confirm_claim"}),
        (Role.ADMINISTRATOR, set()),
    ],
)
def test_each_role_may_do_its_own_work_and_no_more(make_person, role, permitted):
    person = make_person("pia", role)

    assert {name for name in REVIEWS | {"confirm_claim"} if may(person, Permission(name))} == (
        permitted
    )


def test_only_the_administrator_adds_people(make_person):
    may_add = {role for role in Role if may(make_person(role, role), Permission.ADD_PERSON)}

    assert may_add == {Role.ADMINISTRATOR}


def test_a_person_without_a_role_is_refused_with_a_sentence(make_person):
    with pytest.raises(PermissionDenied, match="Your role does not permit this"):
        require(make_person("gast"), Permission.ADD_NOTE)


def test_the_operator_needs_no_role():
    require(None, Permission.IMPORT_ARTICLE)
