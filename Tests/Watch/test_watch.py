"""Tests/grade watch on a terminal, with copies of End and Start, and without one."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from terminal import Terminal

ROOT = Path(__file__).resolve().parent.parent.parent
GRADE = ROOT / ".build" / "debug" / "grade"
SERVICE = "Sources/DataHubServer/EgressService.swift"
FOOTER = "r again  a all  n next exercise"
WAITING = "waiting for a save"


class WatchTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        self.temporary = self.folder / "tmp"
        self.temporary.mkdir()
        self.environment = os.environ | {"TMPDIR": str(self.temporary), "TERM": "xterm-256color"}
        for name in ("NO_COLOR", "DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
            self.environment.pop(name, None)

    def copy_of(self, package):
        submission = self.folder / f"My{package}"
        shutil.copytree(ROOT / package, submission)
        return submission

    def command(self, submission, *numbers):
        return [str(GRADE), "watch", str(submission), *numbers, "--root", str(ROOT)]

    def watch(self, submission, *numbers, columns=80, rows=24):
        terminal = Terminal(
            self.command(submission, *numbers), self.environment, columns, rows)
        self.addCleanup(terminal.close)
        return terminal

    def processes(self):
        """Those that were started from here, by their folder for temporary files."""
        mark = f"TMPDIR={self.temporary}".encode()
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (entry / "environ").read_bytes():
                    found.append((entry / "comm").read_text().strip())
            except OSError:
                continue
        return found

    def assert_left_nothing(self, terminal):
        deadline = time.monotonic() + 5
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(self.processes(), [])
        self.assertEqual(list(self.temporary.iterdir()), [])
        self.assertTrue(terminal.is_as_before())

    def test_it_grades_shows_every_exercise_and_is_quit(self):
        terminal = self.watch(self.copy_of("End"), "1")
        terminal.wait_for(WAITING)
        lines = terminal.lines
        self.assertRegex(lines[0], r"End: 7 of \d+ checks passed   watching exercise 1$")
        self.assertRegex(lines[1], r"^1 Server streaming: the server +✓ ✓ ✓ ✓ ✓ ✓ ✓$")
        self.assertRegex(lines[6], r"^6 Flow control and many streams +·( ·)+$")
        self.assertIn("7 of 7 checks passed", terminal.text)
        self.assertTrue(lines[-1].startswith(FOOTER))
        terminal.press("q")
        self.assertEqual(terminal.end(), 0)
        self.assert_left_nothing(terminal)

    def test_every_key(self):
        terminal = self.watch(self.copy_of("Start"), "1.1")
        terminal.wait_for(lambda text: WAITING in text and "○ 1.1" in text)
        terminal.press("h")
        terminal.wait_for(lambda text: re.search(r"hint \d of \d", text))
        terminal.press("r")
        terminal.wait_for(lambda text: "hint" not in text.replace("h hint", ""))
        terminal.wait_for(WAITING)
        terminal.press("n")
        terminal.wait_for("watching exercise 2")
        terminal.wait_for(lambda text: WAITING in text and "○ 2.1" in text)
        terminal.press("w")
        terminal.wait_for(lambda text: "the call is over" in text
                          and "error: unimplemented: exercise 2" in text)
        terminal.press("f")
        terminal.wait_for("watching all")
        terminal.press("a")
        terminal.wait_for("watching all")
        terminal.press("n")
        terminal.wait_for("watching exercise 1")
        terminal.press("\x1b[B\x1b[A j k zéü")
        terminal.wait_for(WAITING)
        terminal.press("q")
        self.assertEqual(terminal.end(), 0)
        self.assert_left_nothing(terminal)

    def test_the_page_is_given_to_a_browser_that_outlives_it(self):
        commands, given = self.folder / "bin", self.folder / "given"
        commands.mkdir()
        opener = commands / "xdg-open"
        opener.write_text(f"#!/bin/sh\nsleep 1\nprintf %s \"$1\" >'{given}'\n")
        opener.chmod(0o755)
        self.environment["PATH"] = f"{commands}:{self.environment['PATH']}"
        submission = self.copy_of("Start")
        page = ROOT / ".build" / "report.html"
        for screen in ("", ":99"):
            self.environment["DISPLAY"] = screen
            page.unlink(missing_ok=True)
            terminal = self.watch(submission, "1.1")
            terminal.wait_for(WAITING)
            terminal.press("o")
            terminal.wait_for("given to xdg-open" if screen else "There is no browser here")
            self.assertIn("report.html", terminal.text)
            self.assertIn('<article id="check-1.1"', page.read_text())
            terminal.press("q")
            self.assertEqual(terminal.end(), 0)
            if not screen:
                self.assertFalse(given.exists())
        deadline = time.monotonic() + 10
        while not given.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertEqual(given.read_text(), str(page))
        self.assert_left_nothing(terminal)

    def test_saves_of_every_kind_are_noticed_and_the_last_one_counts(self):
        submission = self.copy_of("End")
        service = submission / SERVICE
        whole = service.read_text()
        terminal = self.watch(submission, "1.1")
        terminal.wait_for(WAITING)
        # In place, while nothing runs; then again and again, while it is built.
        service.write_text(whole + "let broken: Int = \"\"\n")
        terminal.wait_for("EgressService.swift")
        for number in range(5):
            service.write_text(whole + f"// {number}\n")
            terminal.read(0.03)
        # By rename, as editors save.
        fresh = service.with_name("EgressService.swift~")
        fresh.write_text(whole + "// by rename\n")
        fresh.rename(service)
        terminal.wait_for(lambda text: "ending what ran" in text or "building" in text)
        # Added, and removed again.
        added = service.with_name("Added.swift")
        added.write_text("let broken: Int = \"\"\n")
        terminal.wait_for("Added.swift")
        added.unlink()
        service.write_text(whole)
        terminal.wait_for(lambda text: WAITING in text and "1 of 1 check passed" in text)
        self.assertNotIn("does not build", terminal.text)
        terminal.press("q")
        self.assertEqual(terminal.end(), 0)
        self.assert_left_nothing(terminal)

    def test_a_build_that_fails_says_why_and_the_next_save_mends_it(self):
        submission = self.copy_of("End")
        service = submission / SERVICE
        whole = service.read_text()
        terminal = self.watch(submission, "1.1", columns=100, rows=30)
        terminal.wait_for(WAITING)
        service.write_text(whole + "let broken: Int = \"\"\n")
        terminal.wait_for(lambda text: "does not build" in text and WAITING in text, 300)
        self.assertIn("EgressService.swift", terminal.text)
        self.assertIn("error:", terminal.text)
        service.write_text(whole)
        terminal.wait_for("1 of 1 check passed")
        terminal.press("q")
        self.assertEqual(terminal.end(), 0)

    def test_a_save_during_the_checks_ends_them(self):
        submission = self.copy_of("End")
        terminal = self.watch(submission, "6", "1.1")
        terminal.wait_for("judging")
        (submission / SERVICE).touch()
        terminal.wait_for(lambda text: "ending what ran" in text or "saved:" in text)
        terminal.wait_for("judging")
        terminal.press("\x03")
        self.assertEqual(terminal.end(), 130)
        self.assert_left_nothing(terminal)

    def test_it_fits_its_terminal_when_that_changes(self):
        terminal = self.watch(self.copy_of("End"), "1.1", columns=120, rows=40)
        terminal.wait_for(lambda text: WAITING in text and FOOTER in text)
        for columns, rows in ((60, 24), (80, 12), (40, 6), (200, 50), (80, 24)):
            terminal.resize(columns, rows)
            terminal.wait_for(
                lambda text, rows=rows: text.startswith("MyEnd: ")
                and text.splitlines()[rows - 1:] and text.splitlines()[-1].startswith("r again"))
        terminal.press("q")
        self.assertEqual(terminal.end(), 0)

    def test_signals_end_it_and_whatever_runs(self):
        submission = self.copy_of("End")
        for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            terminal = self.watch(submission)
            terminal.wait_for("judging")
            os.kill(terminal.pid, number)
            self.assertEqual(terminal.end(), code)
            self.assert_left_nothing(terminal)

    def test_signals_end_a_build_with_its_compilers(self):
        submission = self.copy_of("End")
        service = submission / SERVICE
        for number in range(5):
            service.write_text(service.read_text() + f"// {number} {time.time()}\n")
            terminal = self.watch(submission, "1.1")
            terminal.wait_for(lambda text: re.search(r"building .* [1-9]\d* s", text))
            os.kill(terminal.pid, signal.SIGTERM)
            self.assertEqual(terminal.end(), 143)
            self.assert_left_nothing(terminal)

    @unittest.skipUnless(Path("/proc/self/stat").exists(), "needs /proc")
    def test_it_costs_nothing_while_it_waits(self):
        terminal = self.watch(self.copy_of("End"), "1.1")
        terminal.wait_for(WAITING)

        def ticks():
            fields = Path(f"/proc/{terminal.pid}/stat").read_text().rsplit(") ", 1)[1].split()
            return int(fields[11]) + int(fields[12])

        before, began = ticks(), time.monotonic()
        while time.monotonic() - began < 4:
            terminal.read(1)
        share = (ticks() - before) / os.sysconf("SC_CLK_TCK") / (time.monotonic() - began)
        self.assertLess(share, 0.01)

    def test_a_terminal_that_cannot_move_its_cursor_gets_lines(self):
        self.environment["TERM"] = "dumb"
        terminal = self.watch(self.copy_of("End"), "1.1")
        terminal.wait_for("— waiting for a save")
        self.assertIn("✓ 1.1 the first package arrives at once", terminal.text)
        terminal.press("\x03")
        self.assertEqual(terminal.end(), 130)
        self.assertNotIn(b"\x1b", terminal.written)

    def test_colours_are_taken_away_by_no_color(self):
        self.environment["NO_COLOR"] = "1"
        terminal = self.watch(self.copy_of("End"), "1.1")
        terminal.wait_for(WAITING)
        terminal.press("q")
        self.assertEqual(terminal.end(), 0)
        self.assertIsNone(re.search(rb"\x1b\[[1-9][0-9;]*m", terminal.written))

    def test_without_a_terminal_it_prints_reports_line_by_line(self):
        submission = self.copy_of("End")
        with subprocess.Popen(
                self.command(submission, "1.1"), text=True, stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=self.environment) as watch:
            lines = []
            for line in watch.stdout:
                lines.append(line.rstrip("\n"))
                if lines[-1].startswith("— " + WAITING):
                    if any(" saved: " in line for line in lines):
                        break
                    (submission / SERVICE).touch()
            watch.send_signal(signal.SIGINT)
            self.assertEqual(watch.wait(10), 130)
        self.assertEqual(lines.count("✓ 1.1 the first package arrives at once"), 2)
        self.assertFalse(any("\x1b" in line for line in lines))
        saved = [line for line in lines if " saved: " in line]
        self.assertEqual(len(saved), 1)
        self.assertRegex(saved[0], r"^— .* saved: DataHubServer/EgressService\.swift$")

    def test_nobody_who_reads_ends_it(self):
        submission = self.copy_of("End")
        with subprocess.Popen(
                self.command(submission, "1.1"), stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self.environment) as watch:
            watch.stdout.readline()
            watch.stdout.close()
            (submission / SERVICE).touch()
            self.assertEqual(watch.wait(60), 0)
        self.assertEqual(self.processes(), [])


if __name__ == "__main__":
    unittest.main()
