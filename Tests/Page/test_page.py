"""The page of a result in a browser: to look at, to use by keyboard, and with hostile words."""

import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from axe_core_python.selenium import Axe
from browser import Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

ROOT = Path(__file__).resolve().parent.parent.parent
GRADE = ROOT / ".build" / "debug" / "grade"
# The lesson's first version, which is wrong in many ways.
WRONG = ROOT / "Tests" / "Answers" / "W29" / "Sources"
WORDS = [
    "<script>window.pwned = 1</script>",
    "<img src=x onerror='window.pwned=1'>",
    '"><svg/onload=window.pwned=1>',
    "' onmouseover='window.pwned=1",
    "</pre></title></style></svg><iframe src=https://evil.example/></iframe>",
    "{{title}} {{{title}}} {{> style}} ]]>",
    "<a href='javascript:window.pwned=1'>x</a><link rel=stylesheet href=//evil.example/x.css>",
    "&lt;b&gt; &amp; \u202e\u0007 \u200b",
]
# What must stay as it is for the result to be one.
KEPT = {"schema", "verdict", "transport", "number", "direction", "from", "frame"}


def grade(*arguments):
    command = [str(GRADE), *map(str, arguments), "--root", str(ROOT)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)


def hostile(value, name=""):
    """The result with hostile words in every field that holds text."""
    if isinstance(value, dict):
        return {key: hostile(field, key) for key, field in value.items()}
    if isinstance(value, list):
        return [hostile(element, name) for element in value]
    if isinstance(value, str) and name not in KEPT:
        return f"{name} " + " ".join(WORDS)
    return value


class PageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name).resolve()
        submission = cls.folder / "Mine"
        shutil.copytree(ROOT / "End", submission)
        shutil.copytree(WRONG, submission / "Sources", dirs_exist_ok=True)
        cls.page, result = cls.folder / "page.html", cls.folder / "result.json"
        run = grade(submission, "1", "2", "3", "--html", cls.page, "--json", result)
        assert run.returncode == 1, run.stdout + run.stderr
        cls.result = json.loads(result.read_text())
        cls.failed = [
            check for check in cls.result["checks"] if check["verdict"] in ("failed", "timed out")
        ]
        assert len(cls.failed) > 3
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def test_each_size_and_scheme_reads_well(self):
        pictures = os.environ.get("DATAHUB_SCREENSHOTS")
        for width in (360, 1280):
            for scheme in ("light", "dark"):
                with self.subTest(width=width, scheme=scheme):
                    self.browser.show(self.page, width=width, scheme=scheme)
                    overflow = self.browser.run(
                        "return document.documentElement.scrollWidth - window.innerWidth"
                    )
                    self.assertLessEqual(overflow, 0)
                    rules = {
                        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
                    }
                    found = Axe().run(self.browser.driver, options=rules)
                    self.assertEqual([], [told(violation) for violation in found["violations"]])
                    self.assertIn("color-contrast", [rule["id"] for rule in found["passes"]])
                    if pictures:
                        self.browser.driver.save_screenshot(f"{pictures}/{width}-{scheme}.png")

    def test_light_and_dark_differ(self):
        grounds = []
        for scheme in ("light", "dark"):
            self.browser.show(self.page, scheme=scheme)
            grounds.append(
                self.browser.run("return getComputedStyle(document.body).backgroundColor")
            )
        self.assertEqual(2, len(set(grounds)))

    def test_every_check_is_there_and_each_failed_one_has_both_pictures(self):
        self.browser.show(self.page)
        for check in self.result["checks"]:
            name = f"check-{check['number']}"
            text = self.browser.run(
                "return document.getElementById(arguments[0]).textContent", name
            )
            self.assertIn(check["sentence"], text)
            self.assertIn(check["verdict"], text)
        for check in self.failed:
            captions = self.browser.run(
                "return [...document.getElementById(arguments[0]).querySelectorAll('figure')]"
                ".filter(figure => figure.querySelector('svg .arrow, svg text'))"
                ".map(figure => figure.querySelector('figcaption').textContent)",
                f"check-{check['number']}",
            )
            self.assertEqual(["What happened", "What the finished programs do"], captions)

    def test_all_of_it_can_be_used_by_keyboard(self):
        self.browser.show(self.page, width=360)
        self.press(Keys.TAB)
        self.assertEqual("Skip to the checks", self.focused("textContent"))
        self.press(Keys.ENTER)
        self.assertTrue(self.browser.run("return location.hash === '#checks'"))
        self.browser.show(self.page, width=360)
        reachable = self.browser.run(
            "return [...document.querySelectorAll('a, summary, [tabindex=\"0\"]')]"
            ".filter(element => element.checkVisibility()).length"
        )
        seen = 0
        while True:
            self.press(Keys.TAB)
            if self.focused("tagName") == "BODY" or seen > reachable:
                break
            seen += 1
            self.assertNotEqual(
                "none", self.focused_style("outlineStyle"), self.focused("outerHTML")
            )
        self.assertEqual(reachable, seen)

    def test_frames_open_and_a_wide_picture_moves_by_keyboard(self):
        self.browser.show(self.page, width=360)
        self.browser.run("document.querySelector('details:not([open]) summary').focus()")
        self.press(Keys.ENTER)
        self.assertTrue(self.browser.run("return document.activeElement.parentElement.open"))
        self.browser.run("document.querySelector('.picture').focus()")
        self.press(Keys.ARROW_RIGHT)
        moved = "return document.querySelector('.picture').scrollLeft > 0"
        self.wait_for(moved)

    def test_of_a_picture_that_is_wider_than_the_screen_it_is_said_that_it_scrolls(self):
        told = (
            "const picture = document.querySelector('.picture');"
            "const caption = picture.parentElement.querySelector('figcaption');"
            "return [picture.scrollWidth > picture.clientWidth,"
            " getComputedStyle(caption, '::after').content.includes('sideways')]"
        )
        for width, scrolls in ((360, True), (1280, False)):
            self.browser.show(self.page, width=width)
            self.assertEqual([scrolls, scrolls], self.browser.run(told), width)

    def test_it_asks_the_network_for_nothing(self):
        self.browser.show(self.page)
        self.assertEqual([self.page.as_uri()], self.browser.requests())

    def test_hostile_words_stay_words_in_every_field(self):
        result, page = self.folder / "hostile.json", self.folder / "hostile.html"
        value = hostile(self.result)
        value["trouble"] = {"what": " ".join(WORDS), "advice": " ".join(WORDS)}
        value["build"] |= {key: [" ".join(WORDS)] for key in ("errors", "warnings", "unused")}
        result.write_text(json.dumps(value))
        run = grade("page", result, page)
        self.assertEqual(0, run.returncode, run.stderr)
        self.browser.show(page, width=360)
        self.assertIsNone(self.browser.run("return window.pwned ?? null"))
        self.browser.run(
            "for (const e of document.querySelectorAll('*'))"
            " for (const t of ['mouseover', 'error', 'load', 'click', 'focus'])"
            " if (t !== 'click' || e.tagName !== 'A') e.dispatchEvent(new Event(t))"
        )
        self.assertIsNone(self.browser.run("return window.pwned ?? null"))
        self.assertEqual([page.as_uri()], self.browser.requests())
        for selector in (
            "script",
            "img",
            "iframe",
            "link",
            "b",
            "a[href^=javascript]",
            "[onmouseover]",
        ):
            found = self.browser.run(
                "return document.querySelectorAll(arguments[0]).length", selector
            )
            self.assertEqual(0, found, selector)
        text = self.browser.run("return document.body.textContent")
        for field in ("sentence", "requirement", "expected", "received", "hint", "read", "again"):
            self.assertTrue(f"{field} {WORDS[0]} {WORDS[1]}" in text, field)
        self.assertFalse("\u202e" in text or "\u0007" in text)
        overflow = "return document.documentElement.scrollWidth - window.innerWidth"
        self.assertLessEqual(self.browser.run(overflow), 0)

    def test_a_build_that_fails_is_told(self):
        submission = self.folder / "Broken"
        shutil.copytree(ROOT / "End", submission)
        file = next((submission / "Sources" / "DataHub").glob("*.swift"))
        file.write_text(file.read_text() + '\nlet broken: Int = "<b>"\n')
        page = self.folder / "broken.html"
        run = grade(submission, "1.1", "--html", page)
        self.assertEqual(1, run.returncode, run.stdout + run.stderr)
        self.browser.show(page)
        text = self.browser.run("return document.body.innerText")
        self.assertIn("It does not build", text)
        self.assertIn("<b>", text)
        self.assertIn("not run", text)

    def press(self, key):
        ActionChains(self.browser.driver).send_keys(key).perform()

    def wait_for(self, script):
        for _ in range(50):
            if self.browser.run(script):
                return
            self.browser.driver.execute_async_script("requestAnimationFrame(() => arguments[0]())")
        self.fail(script)

    def focused(self, name):
        return self.browser.run("return document.activeElement[arguments[0]]", name)

    def focused_style(self, name):
        return self.browser.run(
            "return getComputedStyle(document.activeElement)[arguments[0]]", name
        )


def told(violation):
    nodes = violation["nodes"][:3]
    return violation["id"], [(node["html"][:120], node["failureSummary"][:200]) for node in nodes]


if __name__ == "__main__":
    unittest.main()
