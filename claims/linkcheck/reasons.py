"""Why a visit ended as it did, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

REASONS = {
    "dns": gettext_lazy("The host's name leads nowhere."),
    "connect": gettext_lazy("No connection could be made."),
    "tls": gettext_lazy("The encrypted connection failed."),
    "timeout": gettext_lazy("No answer came in time."),
    "too_slow": gettext_lazy("The answer came too slowly."),
    "reset": gettext_lazy("The connection broke off."),
    "bad_response": gettext_lazy("The answer was not proper HTTP."),
    "too_many_redirects": gettext_lazy("The redirects had no end."),
    "unsafe": gettext_lazy("It led to an address that is not contacted."),
    "robots": gettext_lazy("The site's robots.txt forbids visits."),
    "robots_failed": gettext_lazy("The site's robots.txt could not be read."),
    "robots_throttled": gettext_lazy("The site asked to come back later, at its robots.txt."),
    "challenge": gettext_lazy("It asks whether the visitor is a person."),
    "login": gettext_lazy("It leads to a log-in."),
    "consent": gettext_lazy("It lets nobody in who has not agreed to advertising or tracking."),
    "cookie_wall": gettext_lazy("It lets nobody in without a cookie."),
    "needs_script": gettext_lazy("It shows what it says only to browsers that run scripts."),
    "redirected_to_home": gettext_lazy("It leads to the home page now."),
    "redirected_to_not_found": gettext_lazy("It leads to an error page."),
    "says_not_found": gettext_lazy("The page itself says that it is gone."),
    "same_as_random_address": gettext_lazy("The site shows the same at any address."),
    "our_outage": gettext_lazy("Our own network was down: it does not count."),
}
HTTP = {
    "301": gettext_lazy("It has moved for good."),
    "308": gettext_lazy("It has moved for good."),
    "401": gettext_lazy("It wants a password."),
    "403": gettext_lazy("The server refuses us."),
    "404": gettext_lazy("The server does not know it."),
    "410": gettext_lazy("The server says that it is gone for good."),
    "429": gettext_lazy("The server asked to come back later."),
    "451": gettext_lazy("It is withheld for legal reasons."),
    "503": gettext_lazy("The server is overloaded or being worked on."),
}


def reason_in_words(reason: str) -> str:
    """Return a sentence for a reason of `Verdict` or an error of `Visit`; "" for none.

    What nobody has put into words is told as it is.
    """
    if reason in REASONS:
        return str(REASONS[reason])
    status = reason.removeprefix("http_")
    if status == reason:
        return reason
    if status.startswith("5") and status not in HTTP:
        return _("The server has an error of its own.")
    return str(HTTP.get(status, _("The server answered with status %(code)s.") % {"code": status}))
