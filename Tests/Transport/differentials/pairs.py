"""The transports, and the pairs of a server and a client that run the tests."""

TRANSPORTS = ["nghttp2", "NIO"]
# server/client
PAIRS = [f"{server}/{client}" for client in TRANSPORTS for server in TRANSPORTS]
