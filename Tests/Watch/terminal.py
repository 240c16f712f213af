"""A program on a terminal: what it shows there, as an emulator of one understands it."""

import fcntl
import os
import select
import signal
import struct
import termios
import time

import pyte


class Terminal:
    """Runs a command on a terminal of its own until it is closed."""

    def __init__(self, command, environment, columns=80, rows=24):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.written = b""
        self.status = None
        # Opened by hand, so that the terminal's settings can be read before the command starts.
        self.master, slave = os.openpty()
        self.resize(columns, rows)
        self.settings = termios.tcgetattr(slave)
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.master)
            self.log_in(slave)
            os.execve(command[0], command, environment)
        self.slave = slave

    @staticmethod
    def log_in(slave):
        os.setsid()
        fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
        for descriptor in range(3):
            os.dup2(slave, descriptor)

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self):
        return "\n".join(self.lines)

    def press(self, keys):
        os.write(self.master, keys.encode())

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        """Takes what is shown within that time; returns whether anything was."""
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            octets = os.read(self.master, 65536)
        except OSError:
            octets = b""
        self.written += octets
        self.stream.feed(octets)
        return bool(octets)

    def wait_for(self, condition, seconds=120):
        """Until the text is shown, or the condition on it holds."""
        deadline = time.monotonic() + seconds
        holds = condition if callable(condition) else lambda text: condition in text
        while not holds(self.text):
            left = deadline - time.monotonic()
            if left <= 0 or self.has_ended():
                raise AssertionError(f"{condition} is not shown, but:\n{self.text}")
            self.read(min(left, 0.2))

    def has_ended(self):
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def end(self, seconds=10):
        """The exit code, once it has ended by itself."""
        deadline = time.monotonic() + seconds
        while not self.has_ended() and time.monotonic() < deadline:
            self.read(0.05)
        while self.read(0):
            pass
        return self.status

    def is_as_before(self):
        """Whether the terminal's settings are those that it had, and its modes are taken back."""
        modes = [b"?1049", b"?25", b"?7"]
        last = [max(self.written.rfind(b"\x1b[" + mode + b"h"), -1) for mode in modes]
        off = [max(self.written.rfind(b"\x1b[" + mode + b"l"), -1) for mode in modes]
        return (termios.tcgetattr(self.slave) == self.settings
                and off[0] > last[0] and last[1] > off[1] and last[2] > off[2])

    def close(self):
        if not self.has_ended():
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)
        os.close(self.slave)
