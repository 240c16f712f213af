"""Names of tests: `Suite/A sentence`, and `Suite/A sentence [arguments]` for one of its cases."""

import re


def name(identifier):
    """The `Suite/A sentence` of ``TransportTests.Suite/`A sentence`(x:)/File.swift:1:2``."""
    path = identifier.removeprefix("TransportTests.").rsplit("/", 1)[0]
    return re.sub(r"\([^()]*\)$", "", path).replace("`", "")


def whole(row):
    """The test of a row, which may be that of one of its arguments."""
    return row.split(" [")[0]


def filter_for(test):
    """A regular expression for `--filter`; what is no letter could mean something there."""
    suite, sentence = test.split("/", 1)
    return rf"TransportTests\.{suite}/`?{re.sub('[^A-Za-z0-9]', '.', sentence)}`?\("


def matcher(pattern):
    """A compiled pattern, in which `*` stands for any characters and all else for itself."""
    return re.compile(".*".join(map(re.escape, pattern.split("*"))), re.DOTALL)
