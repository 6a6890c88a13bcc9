from claims.extraction.check_worthiness import Weights, hand_set
from claims.extraction.extract import VERSION
from claims.models import LearnedWeights
from claims.vocabulary import Language


def weights_in_use() -> dict[str, Weights]:
    """Return by language what scores a sentence: weights that the desk learned, or the shipped.

    Learned ones count only for the rules that they were learned with: other rules may see
    other things in a sentence. After such an update the shipped ones count until the desk
    learns anew.
    """
    learned = LearnedWeights.objects.newest().filter(features_version=VERSION)
    return {
        **{language: hand_set(language) for language in Language.values},
        **{row.language: _weights(row) for row in learned if row.weights},
    }


def _weights(row: LearnedWeights) -> Weights:
    features = dict(row.weights)
    return Weights(features.pop("bias"), features, name=row.name)
