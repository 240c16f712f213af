# shellcheck shell=bash
# What Python peers need; sourced after Tests/scripts/setup.sh. Installs grpcio, once, into a folder
# of its own, generates the contract's Python, sets `python` to the interpreter that has grpcio, and
# exports what makes it find the contract.

# shellcheck disable=SC2154 # setup.sh sets root.
python_packages interop "$root/Tests/Transport/interop/requirements.txt"
python="$root/.build/interop/bin/python"

generated="$root/.build/interop/generated"
if [[ ! $generated/datahub_pb2_grpc.py -nt $root/Protos/datahub.proto ]]; then
  mkdir -p "$generated"
  "$python" -m grpc_tools.protoc -I "$root/Protos" \
    --python_out="$generated" --grpc_python_out="$generated" datahub.proto
fi

# The peers are on this machine, and no proxy's.
export no_proxy="127.0.0.1,localhost${no_proxy:+,$no_proxy}"
export NO_PROXY="$no_proxy"
export PYTHONPATH="$generated" PYTHONDONTWRITEBYTECODE=1
