# What every script of Tests needs; sourced, not run. Sets `root`, and offers `need` and `build`.
#
# Installs what is missing through the system's package manager where it may, saying so, and
# otherwise says which command does it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
me=${0##*/}

say() { printf '%s\n' "$*" >&2; }
stop() { say "$me: $*"; exit 2; }

# need FILE_OR_COMMAND APT_PACKAGE BREW_PACKAGE: makes sure that it is there.
need() {
  if [[ $1 == */* ]]; then
    local place
    for place in /usr /usr/local /opt/homebrew; do
      [[ -e $place/$1 ]] && return
    done
  elif command -v "$1" >/dev/null 2>&1; then
    return
  fi
  install_package "$2" "$3" "$1"
}

install_package() {
  local apt=$1 brew=$2 what=$3 sudo=()
  if command -v apt-get >/dev/null 2>&1; then
    if [[ $(id -u) != 0 ]]; then
      sudo -n true 2>/dev/null || stop "$what is missing. Run: sudo apt-get install $apt"
      sudo=(sudo -n)
    fi
    say "Installing $apt through apt-get, as $what is missing …"
    local log
    log=$(mktemp)
    if ! { "${sudo[@]}" apt-get install -y "$apt" ||
      { "${sudo[@]}" apt-get update && "${sudo[@]}" apt-get install -y "$apt"; }; } \
      >"$log" 2>&1 </dev/null; then
      tail -n 5 "$log" >&2
      stop "apt-get could not install $apt (whole output: $log)."
    fi
    rm -f "$log"
  elif command -v brew >/dev/null 2>&1; then
    say "Installing $brew through Homebrew, as $what is missing …"
    brew install "$brew" >&2 </dev/null || stop "brew could not install $brew."
  else
    stop "$what is missing. Install your system's package of libnghttp2's headers ($apt on Debian)."
  fi
}

# SwiftPM passes a dependency's traits to the compiler in the order of a hashed set, and in another
# order the dependency is compiled again.
export SWIFT_DETERMINISTIC_HASHING=1

# build PACKAGE ARGUMENTS…: builds in the folder that all packages share. Several packages take
# turns in it, so that the plan of the last one must not be taken for this one's.
build() {
  local package=$1
  shift
  swift build --package-path "$root/$package" --scratch-path "$root/.build" \
    --disable-build-manifest-caching "$@"
}

command -v swift >/dev/null 2>&1 ||
  stop "there is no swift here. Install Swift 6.2 or later: https://www.swift.org/install"
need include/nghttp2/nghttp2.h libnghttp2-dev libnghttp2
need pkg-config pkg-config pkgconf
