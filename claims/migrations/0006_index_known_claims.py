"""Index the claims that the desk has already, the earliest first."""

from itertools import islice

from django.db import migrations
from django.db.models import Count

from claims.extraction.repeats_keys import key_number, keys_to_store
from claims.extraction.repeats_words import telling_words

BATCH = 500


def index_claims(apps, schema_editor):
    Claim = apps.get_model("claims", "Claim")
    fields = ("pk", "text", "article__language", "article__title", "article__claim_count")
    counted = Claim.objects.annotate(article__claim_count=Count("article__claims"))
    rows = counted.order_by("created_at", "pk").values_list(*fields).iterator()
    while batch := list(islice(rows, BATCH)):
        _store(apps, batch)


def _store(apps, batch):
    IndexedClaim, RepeatKey = (apps.get_model("claims", n) for n in ("IndexedClaim", "RepeatKey"))

    def lengths(keys):
        numbers = {key_number(key): key for key in keys}
        listed = RepeatKey.objects.filter(key__in=numbers).values("key")
        counted = listed.annotate(claims=Count("entry")).values_list("key", "claims")
        return {numbers[number]: claims for number, claims in counted}

    entries = IndexedClaim.objects.bulk_create(
        IndexedClaim(claim_id=pk, words=" ".join(_words(*claim))) for pk, *claim in batch
    )
    stored = keys_to_store([entry.words.split() for entry in entries], lengths)
    RepeatKey.objects.bulk_create(
        RepeatKey(key=key_number(key), entry_id=entry.pk)
        for entry, keys in zip(entries, stored)
        for key in keys
    )


def _words(text, language, title, claims):
    said = (text, title) if claims == 1 else (text,)
    return [word for part in said for word in telling_words(part, language)]


class Migration(migrations.Migration):

    dependencies = [
        ("claims", "0005_index_of_repeats"),
    ]

    operations = [
        migrations.RunPython(index_claims, migrations.RunPython.noop),
    ]
