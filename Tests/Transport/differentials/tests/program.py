"""Stands for a program of tests: `program.py BEHAVIOURS …`, with the flags that one has.

BEHAVIOURS is JSON: what each test does by its name, `passes`, `fails`, `crashes`, `hangs`, `silent`
for a program that does not even say which tests it has, or two of these, for the first time and for
later ones, with FOLDER/NAME to know which it is.
"""

import argparse
import json
import os
import re
import sys
import time
from pathlib import Path

parser = argparse.ArgumentParser()
parser.add_argument("behaviours")
parser.add_argument("folder")
parser.add_argument("--event-stream-output-path")
parser.add_argument("--event-stream-version")
parser.add_argument("--filter", action="append", default=[])
parser.add_argument("--skip", action="append", default=[])
options = parser.parse_args()


def identifier(test):
    suite, sentence = test.split("/", 1)
    return f"TransportTests.{suite}/`{sentence}`()/{suite}.swift:1:2"


def tell(record, **payload):
    with open(options.event_stream_output_path, "a") as stream:
        print(json.dumps({"kind": record, "payload": payload}), file=stream)


def is_chosen(test):
    name = identifier(test)
    return (any(re.search(each, name) for each in options.filter)
            and not any(re.search(each, name) for each in options.skip))


def result_of(test, does):
    was_here = Path(options.folder) / re.sub(r"\W", "-", test)
    result = does[-1] if was_here.exists() else does[0]
    was_here.touch()
    return result


behaviours = {test: does.split(" then ") for test, does in json.loads(options.behaviours).items()
              if is_chosen(test)}
if any(does[0] == "silent" and result_of(test, does) == "silent"
       for test, does in behaviours.items()):
    time.sleep(600)
for test in behaviours:
    tell("test", kind="function", id=identifier(test))
for test, does in behaviours.items():
    tell("event", kind="testStarted", testID=identifier(test))
    result = result_of(test, does)
    if result == "crashes":
        print("Fatal error: as it was told")
        sys.stdout.flush()
        os.abort()
    if result == "hangs":
        time.sleep(600)
    if result == "fails":
        tell("event", kind="issueRecorded", testID=identifier(test), issue={},
             messages=[{"text": "as it was told"}])
    tell("event", kind="testEnded", testID=identifier(test))
tell("event", kind="runEnded")
