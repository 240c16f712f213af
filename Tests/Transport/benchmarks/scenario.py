"""What is measured: a kind of RPC, so many streams at once, and messages of a size."""

from dataclasses import dataclass

UNARY = "unary"
UPLOAD = "client-streaming"
SUBSCRIPTION = "server-streaming"
PING_PONG = "bidirectional"

NAMES = {SUBSCRIPTION: "server streaming", UPLOAD: "client streaming", PING_PONG: "ping-pong",
         UNARY: "unary"}


@dataclass(frozen=True)
class Scenario:
    kind: str
    streams: int
    size: int

    def __str__(self):
        streams = "1 stream" if self.streams == 1 else f"{self.streams} streams"
        if self.kind == UNARY:
            streams = "one at a time" if self.streams == 1 else f"{self.streams} at once"
        size = "16 KiB" if self.size == 16_384 else f"{self.size} octets"
        return f"{NAMES[self.kind]}, {streams}, {size}"


def scenarios(streams=(1, 100), sizes=(90, 16_384)):
    return [Scenario(kind, count, size) for kind in NAMES for size in sizes for count in streams]
