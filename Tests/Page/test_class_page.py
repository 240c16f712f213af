"""The page of a class in a browser: a table that is wider and longer than any screen."""

import tempfile
import unittest
from pathlib import Path

from axe_core_python.selenium import Axe
from browser import Browser
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from test_page import grade, told

NAMES = [f"student {number}" for number in range(40)]


class ClassPageTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        place = Path(folder.name).resolve()
        # Who handed nothing in is in the table as well, and needs no build.
        for name in NAMES:
            (place / "class" / name).mkdir(parents=True)
        run = grade("class", place / "class", "--into", place / "results", "--no-sandbox")
        assert run.returncode == 0, run.stdout + run.stderr
        cls.page = place / "results" / "class.html"
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.close)

    def names(self):
        return self.browser.run(
            "return [...document.querySelectorAll('tbody th')].map(cell => cell.textContent)"
        )

    def test_the_table_moves_and_not_the_page(self):
        for width in (360, 1280):
            for scheme in ("light", "dark"):
                with self.subTest(width=width, scheme=scheme):
                    self.browser.show(self.page, width=width, scheme=scheme)
                    overflow = self.browser.run(
                        "return document.documentElement.scrollWidth - window.innerWidth"
                    )
                    self.assertLessEqual(overflow, 0)
                    inside = self.browser.run(
                        "const table = document.querySelector('.scroll');"
                        " return table.scrollWidth - table.clientWidth"
                    )
                    self.assertGreater(inside, 0)
                    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
                    found = Axe().run(self.browser.driver, options=rules)
                    self.assertEqual([], [told(violation) for violation in found["violations"]])

    def test_a_heading_sorts_by_keyboard_and_numbers_as_numbers(self):
        self.browser.show(self.page, width=360)
        self.assertEqual(sorted(NAMES), self.names())
        self.browser.run("document.querySelector('thead button').focus()")
        for expected in (NAMES[::-1], NAMES):
            ActionChains(self.browser.driver).send_keys(Keys.ENTER).perform()
            self.assertEqual(expected, self.names())


if __name__ == "__main__":
    unittest.main()
