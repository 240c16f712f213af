"""Scripts keep to what bash 3.2, which macOS has, and the tools of BSD understand."""

import re
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent.parent
OUTSIDE = ("Tests/Answers/", "Tests/Transport/Fuzzer/corpus/")
# What each finds, in a line without its comment.
FOREIGN = {
    "braces in <(…), which bash 3.2 expands first": r"<\(.*\{[^{}()]*,[^{}()]*\}",
    "braces in a local array, of which bash 3.2 makes text": r"\blocal\b.*=\([^)]*\{[^{}()]*,",
    "a slash in a quoted pattern, where bash 3.2 ends it": r"\$\{\w+//?\"[^\"]*/",
    "an array of bash 4": r"\b(mapfile|readarray)\b|\b(declare|local|typeset)\s+-\w*[An]",
    "an expansion of bash 4": r"\$\{\w+(\[[^]]*\])?(,,?|\^\^?|@[A-Za-z])\}|\[-\d+\]\}",
    "a redirection of bash 4": r"&>>|\|&|\bexec\s+\{\w+\}|\bcoproc\b",
    "a test, wait or format of bash 4": r"\[\[ !? ?-[vR] |\bwait -n\b|printf[^|]*%\([^)]*\)T",
    "a variable or option of bash 4": r"\$\{?(BASHPID|EPOCH\w+)|\b(globstar|lastpipe)\b",
    "an option of GNU's find or xargs": r"\bfind\b.* -printf\b|\bxargs\b.* -[dr]\b",
    "an option of GNU's sed or grep": r"\bsed (-\w*i|-r\b)|\bgrep -\w*P",
    "an option of GNU's files": r"\breadlink -f|\bstat -c|\bmktemp -(p|-)|\btouch -d|\bdu -b",
    "an option of GNU's filters": r"\bdate\b.*(%N| -d )|\bbase64 -w|\bsort -V|\bhead -n -",
    "a command of GNU": r"(^|[|;&(]\s*)(timeout|nproc|setsid|tac)(\s|$)",
}


def scripts():
    """The path and the text of each that is the workbook's own."""
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z"], stdout=subprocess.PIPE, check=True)
    for path in listed.stdout.decode().split("\0"):
        file = ROOT / path
        if path.startswith(OUTSIDE) or file.suffix not in ("", ".sh") or not file.is_file():
            continue
        text = file.read_text(encoding="utf-8", errors="replace")
        if file.suffix == ".sh" or re.match(r"#!.*\b(ba)?sh\b", text):
            yield path, text


def faults(text):
    """What other systems do not know, each with its line. A statement may go on in the next one."""
    for number, line in enumerate(text.replace("\\\n", " \v").split("\n"), 1):
        code = re.sub(r"(^|\s)#.*", "", line)
        for what, pattern in FOREIGN.items():
            if re.search(pattern, code):
                yield f"{number}: {what}"


class PortabilityTests(unittest.TestCase):
    def test_scripts_are_for_bash_3_2_and_the_tools_of_bsd(self):
        found = dict(scripts())
        self.assertIn("Tests/scripts/doctor", found)
        self.assertGreater(len(found), 25)
        self.assertEqual(
            [f"{path}:{fault}" for path, text in found.items() for fault in faults(text)], [])

    def test_what_other_systems_do_not_know_is_found(self):
        for code in [
            "done < <(sed p \\\n  \"$root\"/{End,Protos}/Package.swift)", "cat < <(echo {a,b})",
            "local names=(a/{b,c})", 'echo "${path//"/$name"/x}"',
            "mapfile -t lines", "declare -A ages", "local -n name=$1",
            'echo "${name,,}"', 'echo "${names[@]@Q}"', 'echo "${names[-1]}"',
            "run &>>log", "run |& tail", "exec {output}>log",
            "[[ -v name ]]", "wait -n", "printf '%(%s)T'", "echo $EPOCHSECONDS",
            "find . -printf %p", "find . | xargs -d '\\n' cat",
            "sed -i s/a/b/ file", "sed -r s/a/b/", "grep -oP x",
            "readlink -f file", "stat -c %s file", "mktemp -p .",
            "date +%s%N", "date -d tomorrow", "head -n -1", "timeout 5 run", "true; nproc",
        ]:
            self.assertEqual(len(list(faults(code))), 1, code)

    def test_what_every_system_knows_is_not(self):
        for code in [
            "cp a/{b,c} d", "names=(a/{b,c})", "local names=(a b)", "declare -a names",
            'echo "${path//"$name"/x}"', 'cat < <(echo "${names[@]}")', 'echo "${name:-,}"',
            "run >>log 2>&1 || true", "sed -n -e p", "find . -type f -print",
            "# mapfile, timeout 5", "timeout=5", "local name=$1", "date +%s",
            "grep -E 'a|b'", 'tr "[:upper:]" "[:lower:]"',
        ]:
            self.assertEqual(list(faults(code)), [], code)


if __name__ == "__main__":
    unittest.main()
