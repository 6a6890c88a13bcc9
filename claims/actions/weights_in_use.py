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
    return {language: _learned(language) or hand_set(language) for language in Language.values}


def _learned(language: str) -> Weights | None:
    newest = LearnedWeights.objects.filter(language=language).first()
    if newest is None or not newest.weights or newest.features_version != VERSION:
        return None
    features = dict(newest.weights)
    return Weights(features.pop("bias"), features, name=newest.name)
