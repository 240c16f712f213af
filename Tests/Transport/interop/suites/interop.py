"""gRPC's own interop client against Peer's TestService."""

import os
import shlex
import subprocess

from program import PATIENCE, Program

# Of gRPC's doc/interop-test-descriptions.md: all that need neither TLS, nor credentials, nor
# compression.
CASES = [
    "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong",
    "empty_stream", "timeout_on_sleeping_server", "cancel_after_begin",
    "cancel_after_first_response", "custom_metadata", "status_code_and_message",
    "special_status_message", "unimplemented_method", "unimplemented_service",
]


def play():
    peer = Program(os.environ["DATAHUB_PEER"], "serve", "--port", "0")
    try:
        line = peer.output.first("DataHub server listening on ")
        if line is None:
            raise AssertionError(f"Peer does not listen: {peer.errors.all}")
        return {case: call(case, line.rsplit(":", 1)[1]) for case in CASES}
    finally:
        peer.end()


def call(case, port):
    """Why the case failed, or None."""
    command = [
        *shlex.split(os.environ["INTEROP_CLIENT"]), "--server_host=127.0.0.1",
        f"--server_port={port}", f"--test_case={case}"]
    try:
        result = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", timeout=2 * PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return "it does not end"
    return " ".join(result.stdout.split())[-300:] or "no word" if result.returncode else None
