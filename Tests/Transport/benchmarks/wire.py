"""gRPC messages of the contract as octets, for clients that know no gRPC."""

import struct

GUID = "6f1c2f3a-0b1d-4e2f-8a3b-4c5d6e7f8091"

# Text beside the identifiers that makes a message 90 octets or 16 KiB long, with gRPC's prefix.
SUBSCRIPTION_TEXT = {90: 23, 16_384: 16_316}
PACKAGE_TEXT = {90: 2, 16_384: 16_295}


def field(number, text):
    octets = text.encode()
    length, prefix = len(octets), bytearray()
    while length >= 0x80:
        prefix.append(length & 0x7F | 0x80)
        length >>= 7
    return bytes([number << 3 | 2]) + bytes(prefix) + bytes([length]) + octets


def message(*fields):
    """A gRPC message: flag, length, and the fields."""
    body = b"".join(field(number, text) for number, text in fields)
    return b"\0" + struct.pack(">I", len(body)) + body


def package(size):
    """What is uploaded, alone or in a stream: a message of `size` octets."""
    text = "x" * PACKAGE_TEXT[size]
    packed = message((1, GUID), (2, GUID), (3, "Tag"), (4, text))
    assert len(packed) == size
    return packed


def subscription(size):
    """Asks for packages that are messages of `size` octets."""
    return message((1, GUID), (2, "x" * SUBSCRIPTION_TEXT[size]))
