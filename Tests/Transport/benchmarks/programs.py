"""The programs to be measured, built when they have to be: servers and clients by their names."""

import functools
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
ROOT = HERE.parent.parent
BUILD = ROOT / ".build"
INTEROP = HERE / "interop"

NIO = "NIO"
OURS = "nghttp2"
GO = "grpc-go"
CPP = "grpc-cpp"
GRPCIO = "grpcio"
ALL = [NIO, OURS, GO, CPP, GRPCIO]


def run(*command):
    print("building:", *command, file=sys.stderr)
    # What they print is no part of the tables.
    if subprocess.run(command, stdout=sys.stderr, stdin=subprocess.DEVNULL, check=False).returncode:
        sys.exit("Tests/Transport/benchmark: the build failed; its errors are above.")


@functools.cache
def swift(package, product, name, configuration="release"):
    """A program of a Swift package, built on the transport of that name."""
    if configuration == "release":
        scratch = BUILD / ("release-nio" if name == NIO else "release-nghttp2")
    else:
        # The folders where the grader has compiled the same dependencies.
        scratch = BUILD / "nio" if name == NIO else BUILD
    traits = ["--traits", "NIO"] if name == NIO else []
    run("env", "SWIFT_DETERMINISTIC_HASHING=1", "swift", "build", "-c", configuration,
        "--package-path", ROOT / package, "--scratch-path", scratch, "--product", product,
        "--disable-build-manifest-caching", *traits)
    return scratch / configuration / product


def install():
    """Makes sure that there is what the foreign peers and h2load need."""
    run("bash", "-c", 'source "$1/scripts/setup.sh"; need h2load nghttp2-client nghttp2 nghttp2 '
        'nghttp2 nghttp2; source "$1/Transport/interop/foreign/needs.sh"', "benchmark",
        ROOT / "Tests")


@functools.cache
def foreign_folder(language):
    into = BUILD / "foreign" / language
    run(INTEROP / "foreign" / f"build-{language}", into)
    return into


def foreign(language, program):
    return foreign_folder(language) / program


def server(name):
    """The command that serves the contract."""
    if name in (NIO, OURS):
        return [swift("End", "DataHubServer", name)]
    if name == GRPCIO:
        return [INTEROP / "grpcio" / "run", "server.py"]
    return [foreign("go" if name == GO else "cpp", "server")]


def measure(name):
    """The command that loads a server: an address, a kind, streams, octets and seconds follow."""
    if name in (NIO, OURS):
        return [swift("Tests/Transport/interop/swift", "Peer", name), "measure"]
    if name == GRPCIO:
        return [INTEROP / "grpcio" / "run", "measure.py"]
    return [foreign("go" if name == GO else "cpp", "measure")]
