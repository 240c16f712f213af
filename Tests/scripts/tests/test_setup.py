"""setup.sh in a system that holds just what a test puts there."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SETUP = Path(__file__).resolve().parent.parent / "setup.sh"
BASH = shutil.which("bash")
# What the script itself uses, and pkg-config.
TOOLS = [
    "dirname", "find", "id", "mkdir", "mkfifo", "mktemp", "mv", "tail", "rm", "uname", "pkg-config"]
PACKAGES = "for-debian for-fedora for-arch - for-homebrew"


class SetupTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.environment = {
            "PATH": str(self.root / "bin"), "HOME": str(self.root / "home"),
            "TMPDIR": folder.name, "PKG_CONFIG_LIBDIR": str(self.root / "system")}
        (self.root / "bin").mkdir()
        for tool in TOOLS:
            real = shutil.which(tool)
            if real:
                (self.root / "bin" / tool).symlink_to(real)
        self.command("swift")
        self.library("libnghttp2", "system", libdir="/usr/lib")

    def command(self, name, script="exit 0"):
        file = self.root / "bin" / name
        file.unlink(missing_ok=True)
        file.write_text(f"#!{BASH}\n{script}\n")
        file.chmod(0o755)

    def library(self, name, folder, libdir):
        file = self.root / folder / f"{name}.pc"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"libdir={libdir}\nName: {name}\nDescription: it\nVersion: 1\n")

    def source(self, then=""):
        """Sources the script and runs something then, as its users do."""
        return subprocess.run(
            [BASH, "-c", f'set -euo pipefail; source "{SETUP}"; {then}'], check=False, text=True,
            env=self.environment, stdin=subprocess.DEVNULL, capture_output=True)

    def test_what_is_there_is_not_installed(self):
        self.command("apt-get", "exit 1")
        result = self.source('need pkg-config a b c d e; echo "$root"')
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(Path(result.stdout.strip()), SETUP.parent.parent.parent)

    def test_a_build_that_ends_leaves_the_temporary_folder_of_another_one(self):
        self.command("swift", """case $* in
  *slow*) echo >"$STARTED"; read -r _ <"$GO" ;;
esac
[[ -d $TMPDIR ]]""")
        result = self.source("""root=$TMPDIR/workbook; mkdir -p "$root/.build"
            export STARTED=$TMPDIR/started GO=$TMPDIR/go; mkfifo "$STARTED" "$GO"
            build slow & slow=$!
            read -r _ <"$STARTED"
            build quick
            echo >"$GO"
            wait "$slow" """)
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_where_the_workbook_was_moved_with_its_builds_what_knows_its_place_is_built_again(self):
        result = self.source("""root=$TMPDIR/workbook; cache=.build/linux/debug/ModuleCache
            mkdir -p "$root/$cache"; : >"$root/.build/grade.stamp"
            settle; settle
            [[ -d $root/$cache && -e $root/.build/grade.stamp ]]
            mv "$root" "$TMPDIR/moved"; root=$TMPDIR/moved
            settle
            [[ ! -d $root/$cache && ! -e $root/.build/grade.stamp ]]
            settle""")
        self.assertEqual(result.returncode, 0)
        self.assertEqual(result.stderr.count("The workbook has moved"), 1, result.stderr)

    def test_a_library_of_ones_own_is_found_and_loaded(self):
        self.library("libits", "home/.local/lib/pkgconfig", libdir="/opt/its/lib")
        result = self.source(
            f'need libits.pc {PACKAGES}; echo "$PKG_CONFIG_PATH $LD_LIBRARY_PATH"')
        self.assertEqual(result.stderr, "")
        self.assertEqual(result.stdout.split(),
                         [f"{self.root}/home/.local/lib/pkgconfig", "/opt/its/lib"])

    def test_what_the_user_has_set_comes_first(self):
        self.library("libits", "mine", libdir="/mine/lib")
        self.library("libits", "home/.local/lib/pkgconfig", libdir="/opt/its/lib")
        self.environment["PKG_CONFIG_PATH"] = str(self.root / "mine")
        self.environment["LD_LIBRARY_PATH"] = "/usr/lib/first"
        result = self.source(
            f'need libits.pc {PACKAGES}; echo "$PKG_CONFIG_PATH $LD_LIBRARY_PATH"')
        self.assertEqual(result.stdout.split(), [f"{self.root}/mine", "/usr/lib/first:/mine/lib"])

    def test_a_library_of_the_system_needs_nothing(self):
        result = self.source('echo "${PKG_CONFIG_PATH-} ${LD_LIBRARY_PATH-}"')
        self.assertEqual((result.stdout.strip(), result.stderr), ("", ""))

    def test_without_a_package_manager_every_systems_package_is_named(self):
        result = self.source(f"need libits.pc {PACKAGES}")
        self.assertEqual(result.returncode, 2)
        for text in ["libits is missing", "apt-get install for-debian", "dnf install for-fedora",
                     "pacman -S for-arch", "brew install for-homebrew", "PKG_CONFIG_PATH"]:
            self.assertIn(text, result.stderr)
        self.assertNotIn("apk", result.stderr)

    def test_who_may_not_install_is_told_the_command(self):
        self.command("apt-get", "exit 1")
        self.command("id", "echo 1000")
        result = self.source(f"need its {PACKAGES}")
        self.assertEqual(result.returncode, 2)
        self.assertIn("its is missing. Run: sudo apt-get install for-debian", result.stderr)

    def test_root_installs_with_apt(self):
        self.command("id", "echo 0")
        self.command("apt-get", f'echo "$*" >>"{self.root}/asked"')
        result = self.source(f"need its {PACKAGES}")
        self.assertEqual(result.returncode, 0)
        self.assertIn("Installing for-debian through apt-get, as its is missing", result.stderr)
        self.assertEqual((self.root / "asked").read_text(), "install -y for-debian\n")

    def test_old_lists_of_packages_are_updated(self):
        self.command("id", "echo 1000")
        self.command("sudo", 'shift; if [[ $1 != true ]]; then "$@"; fi')
        self.command("apt-get", f'echo "$*" >>"{self.root}/asked"; '
                     f'[[ $1 == update || -e "{self.root}/updated" ]] || '
                     f'{{ : >"{self.root}/updated"; exit 100; }}')
        result = self.source(f"need its {PACKAGES}")
        self.assertEqual(result.returncode, 0, result.stderr)
        self.assertEqual((self.root / "asked").read_text().splitlines(),
                         ["install -y for-debian", "update", "install -y for-debian"])

    def test_what_apt_said_is_shown_when_it_fails(self):
        self.command("id", "echo 0")
        self.command("apt-get", "echo no such package; exit 100")
        result = self.source(f"need its {PACKAGES}")
        self.assertEqual(result.returncode, 2)
        self.assertIn("no such package", result.stderr)

    def test_homebrew_installs(self):
        self.command("brew", f'echo "$*" >>"{self.root}/asked"')
        self.assertEqual(self.source(f"need its {PACKAGES}").returncode, 0)
        self.assertEqual((self.root / "asked").read_text(), "install for-homebrew\n")

    def test_zlib_is_in_the_sdk_of_macos(self):
        self.command("uname", "echo Darwin")
        self.command("apt-get", "exit 1")
        self.assertEqual(self.source("need_zlib").returncode, 0)

    def test_without_swift_nothing_goes(self):
        (self.root / "bin/swift").unlink()
        result = self.source()
        self.assertEqual(result.returncode, 2)
        self.assertIn("https://www.swift.org/install", result.stderr)


if __name__ == "__main__":
    unittest.main()
