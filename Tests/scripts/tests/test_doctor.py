"""doctor in a workbook and a system that hold just what a test puts there."""

import fcntl
import os
import pty
import shutil
import struct
import subprocess
import tempfile
import termios
import unittest
from pathlib import Path

DOCTOR = Path(__file__).resolve().parent.parent / "doctor"
BASH = shutil.which("bash")
# What the script itself uses.
TOOLS = ["dirname", "id", "uname", "grep", "getconf", "awk", "sysctl", "sw_vers", "date", "chmod",
         "rm", "df", "head", "sed", "sort", "wc", "sleep", "find", "mktemp", "tail", "cat", "stty",
         "mkdir"]
PACKAGES = ["grpc-swift-2", "swift-log", "swift-nio"]
# A server and a client that can do what doctor asks of them.
SERVER = "echo DataHub server listening on 127.0.0.1:4711; sleep 20"
CLIENT = '[[ "$*" == "send --port 4711" ]] && echo 1'


class DoctorTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve() / "workbook"
        self.bin = self.root.parent / "bin"
        self.home = self.root.parent / "home" / "erika"
        scripts = self.root / "Tests" / "scripts"
        for made in (scripts, self.bin, self.home):
            made.mkdir(parents=True)
        shutil.copy(DOCTOR, scripts)
        (self.root / "End").mkdir()
        (self.root / "End" / "Package.swift").write_text("".join(
            f'.package(url: "https://github.com/them/{name}.git", from: "1.0.0"),\n'
            for name in [*PACKAGES, "grpc-swift-nio-transport"]))
        for package in PACKAGES:
            (self.root / ".build" / "checkouts" / package).mkdir(parents=True)
        (self.root / ".submission").mkdir()
        (self.root / ".submission" / "Package.resolved").touch()
        self.environment = {"PATH": str(self.bin), "HOME": str(self.home), "USER": "erika",
                            "TMPDIR": folder.name}
        for tool in TOOLS:
            real = shutil.which(tool)
            if real:
                (self.bin / tool).symlink_to(real)
        # As the real one, it leaves a folder behind.
        self.command("swift", 'mkdir "$TMPDIR/TemporaryDirectory.1"\n'
                     "echo Swift version 6.3.1 '(swift-6.3.1-RELEASE)'")
        self.command("pkg-config", "echo 1.52.0")
        self.git({})
        self.program("DataHubServer", SERVER)
        self.program("DataHubClient", CLIENT)

    def command(self, name, script, folder=None):
        file = (folder or self.bin) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_text(f"#!{BASH}\n{script}\n")
        file.chmod(0o755)

    def program(self, name, script):
        self.command(name, script, self.root / ".build" / "programs" / "1")

    def git(self, settings, script=""):
        """A git with just these settings."""
        cases = "".join(f'*"--get {name}") echo "{value}" ;;' for name, value in settings.items())
        self.command("git", f'{script}\ncase "$*" in --version) echo git version 2.39.5 ;;'
                     f'{cases} *) exit 1 ;; esac')

    def run_doctor(self):
        return subprocess.run(
            [BASH, self.root / "Tests/scripts/doctor"], check=False, text=True, timeout=60,
            env=self.environment, stdin=subprocess.DEVNULL, capture_output=True)

    def assert_bad(self, what, advice):
        """One thing is in the way: this."""
        result = self.run_doctor()
        lines = result.stdout.splitlines()
        wrong = [index for index, line in enumerate(lines) if line.startswith("✗")]
        self.assertEqual(len(wrong), 1, result.stdout + result.stderr)
        self.assertIn(what, lines[wrong[0]])
        self.assertIn(advice, lines[wrong[0] + 1])
        self.assertTrue(lines[wrong[0] + 1].startswith("    "))
        self.assertIn("1 thing is in the way: see the lines with ✗.", lines)
        self.assertEqual(result.returncode, 1)

    def test_where_nothing_is_in_the_way_it_says_so(self):
        result = self.run_doctor()
        self.assertEqual((result.returncode, result.stderr), (0, ""), result.stdout)
        self.assertIn("Nothing is in the way.", result.stdout)
        for words in ("Swift: 6.3.1", "libnghttp2: 1.52.0", "git: 2.39.5", "MiB free",
                      "a call from client to server on 127.0.0.1 is answered"):
            self.assertIn(words, result.stdout)

    def test_nothing_is_left_in_the_folder_for_temporary_files(self):
        before = set(self.root.parent.iterdir())
        self.run_doctor()
        self.assertEqual(set(self.root.parent.iterdir()), before)

    def test_no_line_is_wider_than_the_terminal_but_what_is_to_be_copied(self):
        self.command("pkg-config", "exit 1")
        self.command("df", "printf 'a b c d\\nx 9 9 1024 9 /\\n'")
        for columns in (50, 60, 200):
            ours, its = pty.openpty()
            fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
            subprocess.run(
                [BASH, self.root / "Tests/scripts/doctor"], check=False, timeout=60,
                env=self.environment | {"NO_COLOR": "1"}, stdin=subprocess.DEVNULL, stdout=its)
            os.close(its)
            text = b""
            try:
                while part := os.read(ours, 1 << 16):
                    text += part
            except OSError:
                pass
            os.close(ours)
            lines = text.decode().splitlines()
            self.assertIn("✓ git: 2.39.5", lines)
            self.assertTrue(any(line.startswith("✗ disk: 1 MiB free") for line in lines), lines)
            for line in lines:
                if "sudo " not in line:
                    self.assertLessEqual(len(line), columns, lines)

    def test_swift_that_is_not_there_or_too_old(self):
        self.command("swift", "echo Swift version 6.1.2 '(swift-6.1.2-RELEASE)'")
        self.assert_bad("6.1.2, which is older than 6.2", "https://www.swift.org/install")
        self.command("swift", "echo lib.so: cannot open >&2; exit 127")
        self.assert_bad("does not say which", "Run it by hand")
        (self.bin / "swift").unlink()
        self.assert_bad("Swift: not found", "https://www.swift.org/install")

    def test_a_later_version_is_as_good(self):
        for version in ("6.2", "6.10", "7.0.1"):
            self.command("swift", f"echo Swift version {version} '(swift)'")
            self.assertEqual(self.run_doctor().returncode, 0, version)

    def test_headers_that_are_missing(self):
        self.command("pkg-config", "exit 1")
        self.assert_bad("does not find its headers", "libnghttp2")

    def test_settings_of_git_that_break_builds(self):
        self.git({"safe.bareRepository": "explicit"})
        self.assert_bad("safe.bareRepository", "GIT_CONFIG_VALUE_0=all")
        self.git({"core.autocrlf": "true"})
        self.assert_bad("core.autocrlf", "input")
        self.git({})
        self.environment["GIT_DIR"] = "/nowhere"
        self.assert_bad("GIT_DIR is set", "unset GIT_DIR")

    def test_packages_that_cannot_be_fetched(self):
        shutil.rmtree(self.root / ".build" / "checkouts" / "swift-nio")
        self.assert_bad("swift-nio not fetched yet", "proxy")
        self.git({}, 'case "$*" in "ls-remote"*) exit 0 ;; esac')
        result = self.run_doctor()
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("2 of 3 are fetched, and github.com answers", result.stdout)

    def test_a_proxy_without_a_scheme(self):
        self.environment["https_proxy"] = "proxy.example.org:3128"
        self.assert_bad("https_proxy has no scheme", "http://host:port")

    def test_builds_that_are_forbidden(self):
        self.environment["DATAHUB_BUILDS"] = "never"
        self.assert_bad("DATAHUB_BUILDS forbids builds", "unset DATAHUB_BUILDS")

    def test_a_disk_that_is_full(self):
        self.command("df", "printf 'a b c d\\nx 9 9 1024 9 /\\n'")
        result = self.run_doctor()
        self.assertEqual(result.returncode, 1)
        self.assertIn("✗ disk: 1 MiB free", result.stdout)

    def test_a_place_with_a_space_in_its_path(self):
        moved = self.root.parent / "my workbook"
        self.root.rename(moved)
        self.root = moved
        self.assert_bad("there is a space in the workbook's path", "Move it")

    def test_a_server_that_does_not_start_and_one_that_does_not_answer(self):
        self.program("DataHubServer", "echo libnghttp2.so.14: cannot open >&2; exit 127")
        self.assert_bad("does not listen on 127.0.0.1: libnghttp2.so.14", "library")
        self.program("DataHubServer", SERVER)
        self.program("DataHubClient", "echo error: unavailable: refused >&2; exit 1")
        self.assert_bad("error: unavailable: refused", "firewall")

    def test_no_program_is_no_fault(self):
        shutil.rmtree(self.root / ".build" / "programs")
        result = self.run_doctor()
        self.assertEqual(result.returncode, 0, result.stdout)
        self.assertIn("· loopback: no programs to try it with yet", result.stdout)

    def test_nothing_that_it_prints_names_anybody(self):
        host = "build-server-7"
        self.command("uname", f'[[ $1 == -n ]] && echo {host} || echo Linux x86_64')
        self.command("id", 'echo erika')
        secret = "http://erika:s3cr3t@proxy.example.org:3128"
        self.environment |= {"https_proxy": secret, "CC": "/home/erika/cc", "LOGNAME": "erika"}
        self.git({"http.proxy": secret, "credential.helper": f"store --file {self.home}/x"})
        self.program("DataHubServer",
                     f"echo {self.home}/lib {host} {secret} /srv/erika/x $'\\e[2J' >&2; exit 1")
        output = self.run_doctor().stdout
        self.assertIn("does not listen", output)
        self.assertIn("http://…", output)
        for word in ("erika", "s3cr3t", "example.org", host, "\033"):
            self.assertNotIn(word, output)

    def test_it_leaves_nothing_behind(self):
        before = sorted(self.root.parent.rglob("*"))
        self.run_doctor()
        self.assertEqual(sorted(self.root.parent.rglob("*")), before)


if __name__ == "__main__":
    unittest.main()
