import pytest

from claims.models import ReviewNote, StatusChange
from claims.models.append_only import AppendOnlyError


@pytest.fixture
def note(claim, reviewer, now):
    return ReviewNote.objects.create(claim=claim, text="Quelle angefragt.", by=reviewer, at=now)


def test_a_note_cannot_be_changed(note):
    note.text = "Nie gefragt."

    with pytest.raises(AppendOnlyError):
        note.save()

    assert ReviewNote.objects.get().text == "Quelle angefragt."


def test_a_note_cannot_be_deleted(note):
    with pytest.raises(AppendOnlyError):
        note.delete()


def test_a_history_cannot_be_rewritten_at_once(note):
    with pytest.raises(AppendOnlyError):
        ReviewNote.objects.update(text="Nie gefragt.")


def test_a_history_cannot_be_emptied(claim_in_review):
    with pytest.raises(AppendOnlyError):
        StatusChange.objects.filter(claim=claim_in_review).delete()
