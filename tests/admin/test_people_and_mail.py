"""People, what they watch, and the e-mails that they were sent."""

import pytest
from django.urls import reverse
from post_office.models import Email

from claims.models import Person, Subscription

EMAILS = "/admin/post_office/email/"


@pytest.fixture
def email(db):
    return Email.objects.create(
        from_email="desk@example.org",
        to=["rita@example.org"],
        subject="A claim was verified",
        message="Grüße: <b>twelve</b> buses",
        html_message='<p style="color:red">Twelve buses</p><script>x</script>',
        status=2,
    )


def person_page(person, name="change"):
    return reverse(f"admin:claims_person_{name}", args=[person.pk])


def test_an_administrator_adds_a_person_with_a_role(browser, administrator, editor):
    fields = {
        "username": "neu",
        "usable_password": "true",
        "password1": "ein-langes-Wort-5",
        "password2": "ein-langes-Wort-5",
        "language": "de",
        "is_staff": "on",
        "groups": [editor.groups.get().pk],
    }

    browser(administrator).post(reverse("admin:claims_person_add"), fields)

    person = Person.objects.get(username="neu")
    assert person.check_password("ein-langes-Wort-5")
    assert person.has_perm("claims.confirm_claim")


def test_a_new_person_may_log_in_unless_told_otherwise(browser, administrator):
    response = browser(administrator).get(reverse("admin:claims_person_add"))

    assert response.context["adminform"].form["is_staff"].value() is True


def test_an_administrator_cannot_reach_a_superuser(browser, administrator, superuser):
    client = browser(administrator)

    client.post(person_page(superuser), {"username": "sofia", "language": "de"})
    password = client.post(
        reverse("admin:auth_user_password_change", args=[superuser.pk]),
        {"password1": "gekapert-123-x", "password2": "gekapert-123-x"},
    )

    superuser.refresh_from_db()
    assert password.status_code == 403
    assert superuser.check_password("kein-Geheimnis-7")
    assert superuser.is_superuser


def test_nobody_makes_a_superuser_through_the_form(browser, administrator, reporter):
    fields = {"username": "rita", "language": "en", "is_superuser": "on", "is_active": "on"}

    browser(administrator).post(person_page(reporter), fields)

    reporter.refresh_from_db()
    assert not reporter.is_superuser


def test_people_are_switched_off_and_never_deleted(browser, superuser, reporter):
    response = browser(superuser).post(person_page(reporter, "delete"), {"post": "yes"})

    assert response.status_code == 403
    assert Person.objects.filter(pk=reporter.pk).exists()


@pytest.mark.parametrize("name", ["reporter", "reviewer", "editor"])
def test_only_administrators_see_people(request, browser, name):
    client = browser(request.getfixturevalue(name))

    assert client.get(reverse("admin:claims_person_changelist")).status_code == 403


@pytest.mark.parametrize(
    ("name", "status"),
    [("reporter", 403), ("reviewer", 403), ("editor", 200), ("administrator", 200)],
)
def test_editors_and_administrators_see_the_mail(request, browser, name, status, email):
    client = browser(request.getfixturevalue(name))

    for url in (EMAILS, f"{EMAILS}{email.pk}/change/", f"{EMAILS}{email.pk}/preview/"):
        assert client.get(url).status_code == status


def test_an_administrator_reads_the_mail(browser, administrator, email):
    client = browser(administrator)

    listed = client.get(EMAILS).content.decode()
    page = client.get(f"{EMAILS}{email.pk}/change/").content.decode()

    assert "A claim was verified" in listed
    assert '<pre class="letter">Grüße: &lt;b&gt;twelve&lt;/b&gt; buses</pre>' in page
    assert f"{EMAILS}{email.pk}/preview/" in page
    assert f"{EMAILS}{email.pk}/resend/" not in page


def test_a_german_reads_about_the_mail_in_german(browser, administrator, email):
    client = browser(administrator)
    german = {"accept-language": "de"}

    index = client.get(reverse("admin:index"), headers=german).content.decode()
    html = client.get(reverse("admin:post_office_email_changelist"), headers=german)

    assert "Post Office" not in index
    for words in ("Geschrieben am", "wieder in der Warteschleife"):
        assert words in html.content.decode()


def test_the_preview_of_a_mail_runs_no_script(browser, administrator, email):
    response = browser(administrator).get(f"{EMAILS}{email.pk}/preview/")

    assert "Twelve buses" in response.content.decode()
    policy = response["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy


def test_the_mail_is_not_sent_again_by_hand(browser, superuser, email):
    client = browser(superuser)

    client.post(EMAILS, {"action": "requeue", "_selected_action": [email.pk]})
    resent = client.get(f"{EMAILS}{email.pk}/resend/")

    email.refresh_from_db()
    assert email.status == 2
    assert resent.status_code == 403


def watch(client, **fields):
    return client.post(reverse("admin:claims_subscription_add"), fields)


def test_a_person_watches_a_claim_for_herself(browser, reporter, claim):
    watch(browser(reporter), scope="claim", claim=str(claim.pk), cadence="daily")

    subscription = Subscription.objects.get()
    assert (subscription.person, subscription.claim) == (reporter, claim)


def test_the_form_to_watch_something_leads_nowhere_else(browser, editor):
    html = browser(editor).get(reverse("admin:claims_subscription_add")).content.decode()

    assert "related-widget-wrapper-link" not in html


def test_the_same_thing_is_watched_once(browser, reporter):
    client = browser(reporter)
    watch(client, scope="everything", cadence="immediate")

    response = watch(client, scope="everything", cadence="daily")

    assert Subscription.objects.count() == 1
    assert "This is watched already." in response.content.decode()


def test_a_scope_names_what_it_watches(browser, reporter, claim):
    response = watch(browser(reporter), scope="article", claim=str(claim.pk), cadence="daily")

    assert Subscription.objects.count() == 0
    assert "Choose what to watch." in response.content.decode()


def test_nobody_sees_or_ends_what_another_watches(browser, reporter, reviewer):
    subscription = Subscription.objects.create(person=reviewer, scope="everything")
    client = browser(reporter)

    url = reverse("admin:claims_subscription_delete", args=[subscription.pk])
    client.post(url, {"post": "yes"})

    assert Subscription.objects.filter(pk=subscription.pk).exists()
    listed = client.get(reverse("admin:claims_subscription_changelist"))
    assert list(listed.context["cl"].result_list) == []


def test_a_person_stops_watching(browser, reporter):
    subscription = Subscription.objects.create(person=reporter, scope="everything")

    url = reverse("admin:claims_subscription_delete", args=[subscription.pk])
    browser(reporter).post(url, {"post": "yes"})

    assert Subscription.objects.count() == 0
