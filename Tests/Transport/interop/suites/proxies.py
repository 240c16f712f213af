"""grpcio calls Peer through a proxy: every kind of RPC with metadata, status, cancellation,
deadline, 4 MiB and 1,000 messages."""

import os
import socket
import sys
import tempfile
import time
from pathlib import Path

from judgement import cases

from program import PATIENCE, Program

TRIALS = Path(__file__).parent.parent / "grpcio" / "peer.py"

NGINX = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen unix:{folder}/socket http2;
    client_max_body_size 0;
    client_body_timeout 300s;
    location / {{
      grpc_pass grpc://127.0.0.1:{port};
      grpc_read_timeout 300s;
      grpc_send_timeout 300s;
    }}
  }}
}}
"""

HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 300s
  timeout server 300s
frontend callers
  bind unix@{folder}/socket proto h2
  default_backend peer
backend peer
  server peer 127.0.0.1:{port} proto h2
"""


def play_nginx():
    return play(NGINX, lambda file, folder: ["nginx", "-p", folder, "-c", file])


def play_haproxy():
    return play(HAPROXY, lambda file, _: ["haproxy", "-db", "-f", file])


def play(configuration, command):
    """The trials' results through the proxy that `command` starts with a file of configuration."""
    peer = Program(os.environ["DATAHUB_PEER"], "serve", "--port", "0")
    programs = [peer]
    try:
        line = peer.output.first("DataHub server listening on ")
        if line is None:
            raise AssertionError(f"Peer does not listen: {peer.errors.all}")
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "configuration")
            port = line.rsplit(":", 1)[1]
            file.write_text(configuration.format(folder=folder, port=port), encoding="utf-8")
            proxy = Program(*command(str(file), folder))
            programs.append(proxy)
            wait_for(Path(folder, "socket"), proxy)
            caller = Program(sys.executable, str(TRIALS), f"unix:{folder}/socket", "1000")
            programs.append(caller)
            # It gives up by itself.
            caller.process.wait(20 * PATIENCE)
            caller.exit_code()
            return cases(caller.output.all, parts=2)
    finally:
        for program in programs:
            program.end()


def wait_for(path, proxy):
    """Until somebody listens there."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with socket.socket(socket.AF_UNIX) as probe:
                probe.connect(str(path))
            return
        except OSError as error:
            if time.monotonic() > end or proxy.process.poll() is not None:
                raise AssertionError(f"the proxy does not listen: {proxy.errors.all}") from error
            time.sleep(0.02)
