# What Python peers need; sourced after Tests/scripts/setup.sh. Installs grpcio, once, into a folder
# of its own, generates the contract's Python, sets `python` to the interpreter that has grpcio, and
# exports what makes it find the contract.

need python3 python3 python3
python3 -c 'import ensurepip, venv' 2>/dev/null ||
  install_package python3-venv python3 "Python's venv module"

requirements="$root/Tests/Transport/interop/requirements.txt"
cache="$root/.build/interop"
python="$cache/venv/bin/python"
if ! cmp -s "$requirements" "$cache/requirements.txt" || ! "$python" -c '' 2>/dev/null; then
  say "Installing grpcio into $cache, once …"
  rm -rf "$cache"
  mkdir -p "$cache"
  python3 -m venv "$cache/venv"
  "$python" -m pip install --quiet --disable-pip-version-check -r "$requirements" </dev/null
  cp "$requirements" "$cache/requirements.txt"
fi

generated="$cache/generated"
if [[ ! $generated/datahub_pb2_grpc.py -nt $root/Protos/datahub.proto ]]; then
  mkdir -p "$generated"
  "$python" -m grpc_tools.protoc -I "$root/Protos" \
    --python_out="$generated" --grpc_python_out="$generated" datahub.proto
fi

export PYTHONPATH="$generated" PYTHONDONTWRITEBYTECODE=1
