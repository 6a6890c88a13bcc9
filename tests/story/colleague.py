"""Somebody of the desk at work in the browser: what is clicked and typed, in their words."""

from playwright.sync_api import Locator, expect

from tests.browser import Visitor


class Colleague(Visitor):
    """Finds everything by names that are the same in each language of the desk."""

    def log_in(self, name: str, password: str) -> None:
        self.open("/admin/login/?next=/admin/")
        self.tab.locator("#id_username").fill(name)
        self.tab.locator("#id_password").fill(password)
        self.tab.locator("input[type=submit]").click()
        expect(self.tab.locator(".tallies")).to_be_visible()

    def open_new_claims(self) -> Locator:
        """Follow the number of new claims at the top of the first page; return the rows."""
        self.open("/admin/")
        self.tab.locator(".tallies a[href*='status__exact=new']").click()
        rows = self.tab.locator("#result_list tbody tr")
        expect(rows.first).to_be_visible()
        return rows

    def open_claim(self, row: Locator) -> str:
        """Follow a row of the list to its claim; return the claim's id."""
        row.locator("th a").click()
        expect(self.tab.locator("h1.claim-text")).to_be_visible()
        return self.tab.url.split("/claim/")[1].split("/")[0]

    def go_to_claim(self, claim_id: str) -> None:
        self.open(f"/admin/claims/claim/{claim_id}/change/")

    def step_button(self, transition: str) -> Locator:
        return self.tab.locator(f"button[name=transition][value={transition}]")

    def take_step(self, transition: str, *, leads_to: str) -> None:
        self.step_button(transition).click()
        expect(self.status(leads_to)).to_be_visible()

    def status(self, status: str) -> Locator:
        """Return the badge beside the claim that says where our work stands."""
        return self.tab.locator(f"h1 + .states .badge-{status}")

    def write_note(self, text: str) -> None:
        self.tab.locator("#note_text").fill(text)
        self.tab.locator("#notes form button").click()
        expect(self.tab.locator("#notes .note")).to_contain_text(text)

    def cite(self, url: str, *, stance: str, quote: str) -> None:
        form = self.tab.locator("form[action$='/evidence/']")
        if not form.is_visible():
            self.tab.locator("#evidence details:has(form[action$='/evidence/']) summary").click()
        form.locator("[name=url]").fill(url)
        form.locator("[name=stance]").select_option(stance)
        form.locator("[name=quote]").fill(quote)
        form.locator("button").click()
        expect(self.evidence(url)).to_contain_text(quote)

    def evidence(self, url: str) -> Locator:
        return self.tab.locator("#evidence article").filter(has_text=url)

    def rate(self, rating: str, explanation: str) -> None:
        self.tab.locator("#rating_rating").select_option(rating)
        self.tab.locator("#rating_explanation").fill(explanation)

    def have_checked_now(self, url: str) -> None:
        self.evidence(url).locator("form[action$='/check/'] button").click()
        expect(self.tab.locator(".messagelist .success")).to_be_visible()

    def messages(self) -> Locator:
        return self.tab.locator(".messagelist li")
