"""What corpus-class hands in, and which verdicts it takes for those that an answer names."""

import importlib.machinery
import importlib.util
import json
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "corpus-class"


def load():
    loader = importlib.machinery.SourceFileLoader("corpus_class", str(SCRIPT))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


corpus = load()
WRONG = {"expect": "fails", "checks": ["5.3", "1.2"], "passes": [1]}
RIGHT = {"expect": "passes", "passes": [5, 6]}


class CorpusClassTests(unittest.TestCase):
    def test_a_wrong_answer_has_to_fail_what_it_names(self):
        self.assertEqual(5, corpus.exercise(WRONG))
        for verdict in ("failed", "timed out"):
            self.assertEqual([], corpus.differences(WRONG, "judged", {"5.3": verdict}, 5))
        for verdict in ("passed", "crashed", "not run"):
            found = corpus.differences(WRONG, "judged", {"5.1": "failed", "5.3": verdict}, 5)
            self.assertEqual([f"5.3 {verdict}"], found)

    def test_exercises_that_must_pass_are_looked_at(self):
        verdicts = {"1.1": "failed", "1.2": "failed", "1.3": "passed"}
        self.assertEqual(["1.1 failed"], corpus.differences(WRONG, "judged", verdicts, 1))

    def test_a_right_answer_has_to_pass_everything(self):
        self.assertEqual(5, corpus.exercise(RIGHT))
        self.assertEqual([], corpus.differences(RIGHT, "judged", {"5.1": "passed"}, 5))
        self.assertEqual(
            ["5.1 timed out"], corpus.differences(RIGHT, "judged", {"5.1": "timed out"}, 5)
        )
        for outcome in ("not judged", "does not build", "no result"):
            self.assertEqual([outcome], corpus.differences(RIGHT, outcome, {}, 5))

    def test_what_does_not_build_has_to_say_so(self):
        answer = {"expect": "doesNotBuild"}
        self.assertEqual([], corpus.differences(answer, "does not build", {}, 1))
        self.assertEqual(["judged"], corpus.differences(answer, "judged", {"1.1": "passed"}, 1))

    def test_every_answer_of_the_corpus_belongs_to_an_exercise(self):
        for file in (SCRIPT.parent.parent / "Answers").glob("*/answer.json"):
            self.assertIn(corpus.exercise(json.loads(file.read_text())), range(1, 9), file)

    def test_each_form_holds_the_sources_of_the_answer(self):
        answer = SCRIPT.parent.parent / "Answers" / "W01"
        name = next(answer.glob("Sources/*/*.swift")).relative_to(answer).as_posix()
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            for form in corpus.FORMS:
                corpus.hand_in(answer, form, place / form)
            self.assertTrue((place / "folder" / name).is_file())
            self.assertTrue((place / "clone" / "Start" / name).is_file())
            self.assertTrue((place / "clone" / ".git").is_dir())
            with zipfile.ZipFile(place / "zip.zip") as archive:
                self.assertIn(name, archive.namelist())
            with tarfile.open(place / "tar.tar.gz") as archive:
                self.assertIn(f"./{name}", archive.getnames())
            self.assertFalse((place / "zip").exists() or (place / "tar").exists())


if __name__ == "__main__":
    unittest.main()
