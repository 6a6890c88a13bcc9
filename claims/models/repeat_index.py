from django.db import models

from claims.models.claims import Claim


class IndexedClaim(models.Model):
    """A claim as it is compared with others; ids tell the order in which claims came."""

    claim = models.OneToOneField(Claim, models.CASCADE, related_name="indexed")
    words = models.TextField()
    version = models.PositiveSmallIntegerField(
        default=0, help_text="Which rules made its words and keys: `extraction.repeats_keys`."
    )

    def __str__(self) -> str:
        return self.words

    @property
    def word_list(self) -> list[str]:
        return self.words.split()


class RepeatKey(models.Model):
    """A claim in the list of a key, as `extraction.repeats_keys` explains.

    Without an id of its own: a million claims have some twenty million of these rows.
    """

    pk = models.CompositePrimaryKey("key", "entry_id")
    key = models.BigIntegerField()
    entry = models.ForeignKey(IndexedClaim, models.CASCADE, related_name="keys")

    def __str__(self) -> str:
        return f"{self.key}: {self.entry_id}"
