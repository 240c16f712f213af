"""Plays the suites that are named, `suites.py NAME…`, and compares with expected.json. Exit 0 if
all is as expected."""

import json
import sys
from pathlib import Path

import deadline
import h2spec
import interop
import libraries
import proxies
from judgement import judge

PLAYS = {
    "deadline": deadline.play,
    "grpclib": libraries.play_grpclib,
    "purerpc": libraries.play_purerpc,
    "nginx": proxies.play_nginx,
    "haproxy": proxies.play_haproxy,
    "h2spec": h2spec.play,
    "interop": interop.play,
}


def main():
    expected = json.loads((Path(__file__).parent / "expected.json").read_text(encoding="utf-8"))
    is_good = True
    for name in sys.argv[1:]:
        results = PLAYS[name]()
        for case, why in results.items():
            print(f"ok     {name}: {case}" if why is None else f"not    {name}: {case}: {why}")
        wrong = judge(results, expected[name])
        for line in wrong:
            print(f"FAILED {name}: {line}")
        passed = sum(why is None for why in results.values())
        print(f"{name}: {passed} passed, {len(results) - passed} did not; unexpected: {len(wrong)}")
        is_good = is_good and not wrong
    sys.exit(0 if is_good else 1)


if __name__ == "__main__":
    main()
