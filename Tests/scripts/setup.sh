# shellcheck shell=bash
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
    # bash 3.2, which macOS has, takes an empty array for a variable that is not set.
    if ! { ${sudo[@]+"${sudo[@]}"} apt-get install -y "$apt" ||
      { ${sudo[@]+"${sudo[@]}"} apt-get update &&
        ${sudo[@]+"${sudo[@]}"} apt-get install -y "$apt"; }; } \
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

# python_packages FOLDER REQUIREMENTS: installs packages of PyPI into .build/FOLDER, once.
python_packages() {
  local folder="$root/.build/$1" requirements=$2
  need python3 python3 python3
  python3 -c 'import ensurepip, venv' 2>/dev/null ||
    install_package python3-venv python3 "Python's venv module"
  ! cmp -s "$requirements" "$folder/requirements.txt" ||
    ! "$folder/bin/python" -c '' 2>/dev/null || return 0
  say "Installing into $folder, once: $(paste -s -d ' ' "$requirements") …"
  rm -rf "$folder"
  { python3 -m venv "$folder" &&
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check \
      -r "$requirements" </dev/null; } || stop "that failed."
  cp "$requirements" "$folder/requirements.txt"
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
