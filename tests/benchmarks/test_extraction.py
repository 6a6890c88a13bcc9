import csv
import gzip
import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from benchmarks.extraction_articles import own_articles, read_article
from benchmarks.extraction_figures import Hits, average_precision, macro_f1
from benchmarks.extraction_measures import Measure
from benchmarks.extraction_report import main
from benchmarks.extraction_speakers import SpokenSentence

ROOT = Path(__file__).parent.parent.parent
FACT, NO_FACT = "Die Halle gehört der Stadt Ulm.", "Wie dumm und peinlich ist das denn!"
ENGLISH_FACT, ENGLISH_NO_FACT = "The rent rose by 12 percent in 2021.", "I think that is awful."
SPEECH = "„Die Brücke bleibt zu“, sagte Bürgermeisterin Anna Kolb. Am Abend regnete es in Ulm."


@pytest.fixture
def data(tmp_path):
    write(tmp_path / "germeval21" / "GermEval21_TrainData.csv", ",", [
        ("comment_id", "comment_text", "Sub1_Toxic", "Sub2_Engaging", "Sub3_FactClaiming"),
        ("1", f"{FACT} {NO_FACT}", "0", "0", "1"),
        ("2", NO_FACT, "1", "0", "0"),
    ])  # fmt: skip
    for part in ("train", "dev", "dev_test"):
        write(tmp_path / "ct25_subj" / f"{part}_de.tsv", "\t", [
            ("sentence_id", "sentence", "label"),
            ("a", FACT, "OBJ"), ("b", FACT, "SUBJ"), ("c", FACT, "SUBJ"),
        ])  # fmt: skip
    debate = [("Sentence_id", "Text", "class_label"), ("1", ENGLISH_FACT, "Yes")]
    write(tmp_path / "ct24" / "CT24_checkworthy_english_dev.tsv", "\t", debate)
    train = write(
        tmp_path / "ct24" / "CT24_checkworthy_english_train.tsv",
        "\t",
        [*debate, ("2", ENGLISH_NO_FACT, "No")],
    )
    train.with_name(f"{train.name}.gz").write_bytes(gzip.compress(train.read_bytes()))
    train.unlink()
    pack(tmp_path / "wikinews_quotes" / "wikinews_dev.tgz", [SPEECH] * 61)
    return tmp_path


def write(path, delimiter, rows):
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, delimiter=delimiter).writerows(rows)
    return path


def pack(path, texts):
    path.parent.mkdir()
    with tarfile.open(path, "w:gz") as archive:
        for number, text in enumerate(texts):
            content = json.dumps(annotated(text)).encode()
            member = tarfile.TarInfo(f"data/dev/{number}.json")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


def annotated(text):
    speech = {"charBegin": 0, "charEnd": text.index("“") + 1}
    return {
        "originalText": text,
        "sentences": [
            {"charBegin": 0, "charEnd": text.index("Am ")},
            {"charBegin": text.index("Am "), "charEnd": len(text)},
        ],
        "annotations": [{"quote": {"spans": [speech]}, "speaker": {"text": "Anna Kolb"}}],
    }


def reached(data, measure):
    """Return the figure, the verdict and the note of a measure."""
    row = main(["--data", str(data), "--only", measure]).splitlines()[2]
    return tuple(row.strip("| ").split(" | ")[3:6])


@pytest.mark.parametrize(
    ("measure", "figure"),
    [
        ("comments", ("1.000", "at the aim", "2 comments, 1 checkable, score from 0.5")),
        # Every sentence is the same fact: F1 of yes is 1/2, of no 0.
        ("news", ("0.250", "below the must", "9 sentences, 3 checkable, score from 0.5")),
        ("debates", ("1.000", "at the aim", "1 sentences, 1 check-worthy")),
        ("debates-train", ("1.000", "at the aim", "2 sentences, 1 check-worthy")),
        ("speaker", ("1.000", "at the aim", "P 1.000, R 1.000, 61 quoted sentences")),
        ("repeats", ("–", "not measured", "no data: ct20_task2/v3.zip is not there")),
    ],
)
def test_a_measure_tells_what_it_reached_and_on_what(data, measure, figure):
    assert reached(data, measure) == figure


def test_detection_tells_from_which_confidence_on_it_is_precise(data):
    value, _, note = reached(data, "detection")
    assert (value, note) == (
        "1.000",
        "P 1.000, R 1.000, 61 quoted sentences, confidence from 0.9",
    )


def test_speed_is_a_ratio_over_articles_of_sixty_sentences(data):
    value, _, note = reached(data, "speed")
    assert value.endswith(" ×")
    assert note.endswith(", 1 articles")


@pytest.mark.parametrize(
    ("is_ratio", "value", "verdict"),
    [
        (True, 5, "at the aim"),
        (True, 7, "over the must"),
        (True, 11, "below the must"),
        (False, 11, "at the aim"),
        (False, 4, "below the must"),
    ],
)
def test_a_ratio_is_good_when_it_is_small_and_all_else_when_large(is_ratio, value, verdict):
    must, aim = (10, 5) if is_ratio else (5, 10)
    measure = Measure("name", "title", must, aim, lambda data: None, is_ratio=is_ratio)
    assert measure.verdict(value) == verdict


def test_a_data_set_that_is_missing_leaves_the_others_measured(data):
    (data / "ct25_subj" / "dev_de.tsv").unlink()
    report = main(["--data", str(data), "--only", "news", "comments"])
    assert "no data: ct25_subj/dev_de.tsv is not there" in report
    assert "2 comments" in report


def test_the_benchmark_runs_as_a_script_from_any_folder(tmp_path):
    script = ROOT / "benchmarks" / "extraction.py"
    asked = [sys.executable, script, "--data", tmp_path, "--only", "tricky"]
    done = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("| measure | must | aim |")
    assert "at the aim" in done.stdout


def test_average_precision_is_the_mean_precision_at_each_wanted_item():
    # Wanted are the 1st and the 3rd of the ranking: (1/1 + 2/3) / 2.
    assert average_precision([0.9, 0.2, 0.5, 0.1], [True, True, False, False]) == pytest.approx(
        0.8333, abs=0.0001
    )


def test_equal_scores_rank_nothing_before_anything():
    assert average_precision([0.5, 0.5, 0.5, 0.5], [True, False, False, False]) == 0.25


def test_macro_f1_counts_yes_and_no_alike():
    # Yes: 1 right of 1 found and 2 wanted, 2/3. No: 2 right of 3 found and 2 wanted, 4/5.
    assert macro_f1([True, False, False, False], [True, True, False, False]) == pytest.approx(
        0.7333, abs=0.0001
    )


def test_hits_of_nothing_are_zero_not_an_error():
    assert (Hits(0, 0, 0).precision, Hits(0, 0, 0).recall, Hits(0, 0, 0).f1) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("suggested", "annotated", "is_right"),
    [
        ("Anna Kolb", "die Bürgermeisterin Anna Kolb", True),
        ("der Rat", "der Verein", False),
        ("die", "die", True),
        ("er", "Anna Kolb", False),
    ],
)
def test_a_speaker_is_right_when_a_word_of_the_name_is(suggested, annotated, is_right):
    sentence = SpokenSentence(True, (annotated,), ((suggested, 0.9),))
    assert sentence.is_right is is_right


def test_an_article_of_our_own_is_read_with_its_labels():
    article = read_article("# Neue Brücke\n\n+ Sie ist lang.\n- Wie schön!\n\n+ Sie steht.\n")
    assert article.text == "Neue Brücke\nSie ist lang. Wie schön!\nSie steht.\n"
    assert [article.text[start:end] for start, end in article.places] == [
        "Neue Brücke",
        "Sie ist lang.",
        "Wie schön!",
        "Sie steht.",
    ]
    assert list(article.labels.values()) == [True, False, True]


def test_every_article_of_our_own_holds_what_is_checkable_and_what_is_not():
    for article in own_articles():
        assert {*article.labels.values()} == {True, False}


@pytest.mark.parametrize("measure", ["spans", "ranking", "checkable"])
def test_our_own_articles_need_no_data(tmp_path, measure):
    value, verdict, note = reached(tmp_path, measure)
    assert float(value) > 0.9
    assert verdict in {"at the aim", "over the must"}
    assert "of our own" in note
