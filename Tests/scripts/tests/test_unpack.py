"""unpack with archives that are made to do harm."""

import io
import subprocess
import sys
import tarfile
import tempfile
import unittest
import zipfile
from pathlib import Path

UNPACK = Path(__file__).resolve().parent.parent / "unpack"
GOOD = "Start/Sources/DataHub/a.swift"


class UnpackTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.into = self.folder / "deep" / "into"
        self.into.mkdir(parents=True)

    def zip(self, entries, name="a.zip"):
        with zipfile.ZipFile(self.folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in entries:
                archive.writestr(path, content)
        return self.folder / name

    def tar(self, entries, name="a.tar.gz"):
        """`entries` are names with contents, or with a TarInfo that says what they are."""
        with tarfile.open(self.folder / name, "w:gz") as archive:
            for path, content in entries:
                info = content if isinstance(content, tarfile.TarInfo) else tarfile.TarInfo(path)
                octets = b"" if isinstance(content, tarfile.TarInfo) else content
                info.size = len(octets)
                archive.addfile(info, io.BytesIO(octets))
        return self.folder / name

    def unpack(self, archive):
        run = subprocess.run([sys.executable, "-B", UNPACK, archive, self.into],
                             capture_output=True, text=True, timeout=100, check=False)
        return run.returncode, run.stdout, run.stderr

    def taken(self):
        return sorted(str(file.relative_to(self.into)) for file in self.into.rglob("*")
                      if not file.is_dir())

    def test_regular_files_are_taken_and_hidden_ones_are_not(self):
        entries = [(GOOD, b"1"), (".build/x", b"1"), ("Start/.hidden/x", b"1"), (".git/HEAD", b"x"),
                   (".git/refs/heads/main", b"x"), (".git/config", b"x"), ("__MACOSX/x", b"1")]
        for archive in (self.zip(entries), self.tar(entries)):
            with self.subTest(archive.name):
                self.assertEqual(self.unpack(archive), (0, "", ""))
                self.assertEqual(self.taken(), [".git/HEAD", ".git/refs/heads/main", GOOD])
                self.assertEqual((self.into / GOOD).read_bytes(), b"1")

    def test_paths_that_lead_out_are_refused(self):
        for path in ("../x.swift", "a/../../x.swift", "/etc/x.swift", "..\\x.swift", "C:/x.swift",
                     "Start/Sources/../../../x.swift"):
            for pack in (self.zip, self.tar):
                with self.subTest(path=path, pack=pack.__name__):
                    status, _, words = self.unpack(pack([(path, b"1")]))
                    self.assertEqual(status, 1)
                    self.assertRegex(words, "absolute path|leads out of it")
        self.assertEqual(self.taken(), [])
        self.assertEqual(list(self.folder.rglob("x.swift")), [])

    def test_links_and_devices_are_left_out_by_name(self):
        def special(name, kind, target=""):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, target
            return name, info
        archive = self.tar([
            special("Start/Sources/DataHub", tarfile.SYMTYPE, "/etc"),
            ("Start/Sources/DataHub/passwd", b"1"),
            special("Start/Sources/b.swift", tarfile.SYMTYPE, "/etc/passwd"),
            special("Start/Sources/c.swift", tarfile.LNKTYPE, "/etc/passwd"),
            special("Start/Sources/d.swift", tarfile.FIFOTYPE),
            special("Start/Sources/e.swift", tarfile.CHRTYPE)])
        status, out, _ = self.unpack(archive)
        self.assertEqual(status, 0)
        self.assertEqual(self.taken(), ["Start/Sources/DataHub/passwd"])
        self.assertFalse(any(path.is_symlink() for path in self.into.rglob("*")))
        self.assertIn("Start/Sources/b.swift\ta link\n", out)
        self.assertIn("Start/Sources/e.swift\tno file\n", out)
        info = zipfile.ZipInfo("Start/Sources/l.swift")
        info.external_attr = 0o120777 << 16
        with zipfile.ZipFile(self.folder / "l.zip", "w") as links:
            links.writestr(info, "/etc/passwd")
        self.assertEqual(self.unpack(self.folder / "l.zip")[1], "Start/Sources/l.swift\ta link\n")

    def test_bombs_take_no_room(self):
        zeros = bytes(1 << 20)
        one = self.zip([(f"Sources/{name}.swift", zeros) for name in range(70)])
        self.assertLess(one.stat().st_size, 200_000)
        self.assertIn("more than 64 MiB", self.unpack(one)[2])
        big = self.zip([("Sources/a.swift", zeros * 40)])
        self.assertEqual(self.unpack(big)[:2], (0, "Sources/a.swift\tlonger than 1 MiB\n"))
        many = self.zip([(f"Sources/{name}", b"") for name in range(5_001)])
        self.assertIn("more than 5,000 files", self.unpack(many)[2])
        stored = sum(file.stat().st_size for file in self.into.rglob("*") if file.is_file())
        self.assertLessEqual(stored, 64 << 20)

    def test_a_size_that_is_not_true_is_found_out(self):
        archive = self.zip([("Sources/a.swift", bytes(3 << 20))])
        octets = archive.read_bytes()
        lie = (3 << 20).to_bytes(4, "little")
        self.assertEqual(octets.count(lie), 2)
        archive.write_bytes(octets.replace(lie, (10).to_bytes(4, "little")))
        status, out, words = self.unpack(archive)
        self.assertIn(status, (0, 1), words)
        for file in self.into.rglob("*.swift"):
            self.assertLessEqual(file.stat().st_size, 1 << 20)

    def test_what_is_no_archive_is_refused_in_words(self):
        good = self.zip([(GOOD, b"1" * 5_000)]).read_bytes()
        packed = self.tar([(GOOD, bytes(range(256)) * 400)]).read_bytes()
        for name, octets in [("empty.zip", b""), ("text.zip", b"hello"), ("cut.zip", good[:-30]),
                             ("cut.tar.gz", packed[:-40]),
                             ("flipped.zip", good[:60] + b"x" + good[61:])]:
            with self.subTest(name):
                (self.folder / name).write_bytes(octets)
                status, _, words = self.unpack(self.folder / name)
                self.assertEqual(status, 1, words)
                self.assertNotIn("Traceback", words)
                self.assertTrue(words.strip())
        self.assertEqual(self.unpack(self.folder)[0], 1)

    def test_names_are_bounded_and_told_without_their_control_characters(self):
        entries = [("Sources/" + "x" * 300 + ".swift", b"1"), ("Sources/a\x1b[2Jb\nc.swift", b"1"),
                   ("Sources/d/e.swift", b"1"), ("Sources/d", b"1"),
                   ("Sources/" + "/".join(["y" * 200] * 20), b"1")]
        status, out, words = self.unpack(self.tar(entries))
        self.assertEqual(status, 0, words)
        self.assertEqual(self.taken(), ["Sources/d/e.swift"])
        self.assertNotIn("\x1b", out)
        self.assertEqual(len(out.splitlines()), 4)


if __name__ == "__main__":
    unittest.main()
