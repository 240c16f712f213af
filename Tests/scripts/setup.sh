# shellcheck shell=bash
# What every script of Tests needs; sourced, not run. Sets `root`, and offers `need` and `build`.
#
# Installs what is missing through the system's package manager where it may, saying so, and
# otherwise says which command does it.

root=$(CDPATH='' cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
me=${0##*/}

say() { printf '%s\n' "$*" >&2; }
stop() { say "$me: $*"; exit 2; }

# need WHAT DEBIAN FEDORA ARCH ALPINE HOMEBREW: makes sure that WHAT is there, a command, a library
# that pkg-config knows (libnghttp2.pc), or a path below /usr (share/…); otherwise installs the
# package of this system, or names those that have it. A package `-` is one that nobody knows.
need() {
  case $1 in
    *.pc) has_library "${1%.pc}" && return ;;
    */*) [[ -e /usr/$1 || -e /usr/local/$1 || -e /opt/homebrew/$1 ]] && return ;;
    *) command -v "$1" >/dev/null 2>&1 && return ;;
  esac
  install_package "$@"
}

# Where libraries lie that pkg-config does not look for by itself: one's own builds, Homebrew,
# Linuxbrew, MacPorts, Nix.
places=("${HOME:-/nowhere}/.local" /usr/local /opt/homebrew "${HOME:-/nowhere}/.linuxbrew"
  /home/linuxbrew/.linuxbrew /opt/local "${HOME:-/nowhere}/.nix-profile"
  /run/current-system/sw /nix/var/nix/profiles/default)

# has_library NAME: whether pkg-config knows it, as it is or with PKG_CONFIG_PATH for one of `places`,
# which is then exported. Programs find a library of another place than the system's at run time.
has_library() {
  local name=$1 place folder
  if ! pkg-config --exists "$name" 2>/dev/null; then
    folder=
    for place in "${places[@]}"; do
      for folder in "$place"/lib/pkgconfig "$place"/lib64/pkgconfig "$place"/opt/*/lib/pkgconfig \
        "$place"/share/pkgconfig; do
        [[ -e $folder/$name.pc ]] && break 2
      done
      folder=
    done
    [[ $folder ]] || return 1
    # That of the place goes last: what a user has set comes first.
    PKG_CONFIG_PATH=${PKG_CONFIG_PATH:+$PKG_CONFIG_PATH:}$folder
    export PKG_CONFIG_PATH
    pkg-config --exists "$name" 2>/dev/null || return 1
  fi
  folder=$(pkg-config --variable=libdir "$name" 2>/dev/null) || return 0
  case $folder in
    '' | /usr/lib* | /lib*) return 0 ;;
  esac
  [[ :${LD_LIBRARY_PATH-}: == *:"$folder":* ]] ||
    export LD_LIBRARY_PATH="${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}$folder"
}

# zlib is in the SDK of macOS; elsewhere the compiler looks where its headers are by itself.
need_zlib() {
  [[ $(uname) == Darwin ]] ||
    need include/zlib.h zlib1g-dev zlib-devel zlib zlib-dev zlib
}

# What takes submissions out of archives and keeps them apart; there is no such sandbox but on Linux.
need_sandbox() {
  need python3 python3 python3 python python3 python3
  [[ $(uname) == Linux ]] || return 0
  need bwrap bubblewrap bubblewrap bubblewrap bubblewrap -
  need setpriv util-linux util-linux util-linux setpriv -
  need unshare util-linux util-linux-core util-linux util-linux -
}

install_package() {
  local what=${1%.pc} debian=$2 fedora=$3 arch=$4 alpine=$5 homebrew=$6 sudo=() log
  if command -v apt-get >/dev/null 2>&1; then
    if [[ $(id -u) != 0 ]]; then
      sudo -n true 2>/dev/null || stop "$what is missing. Run: sudo apt-get install $debian"
      sudo=(sudo -n)
    fi
    say "Installing $debian through apt-get, as $what is missing …"
    log=$(mktemp)
    # bash 3.2, which macOS has, takes an empty array for a variable that is not set.
    if ! { ${sudo[@]+"${sudo[@]}"} apt-get install -y "$debian" ||
      { ${sudo[@]+"${sudo[@]}"} apt-get update &&
        ${sudo[@]+"${sudo[@]}"} apt-get install -y "$debian"; }; } \
      >"$log" 2>&1 </dev/null; then
      tail -n 5 "$log" >&2
      stop "apt-get could not install $debian (whole output: $log)."
    fi
    rm -f "$log"
  elif command -v brew >/dev/null 2>&1 && [[ $homebrew != - ]]; then
    say "Installing $homebrew through Homebrew, as $what is missing …"
    brew install "$homebrew" >&2 </dev/null || stop "brew could not install $homebrew."
  else
    say "$me: $what is missing. Install it:"
    name_package "Debian, Ubuntu:  apt-get install" "$debian"
    name_package "Fedora, RHEL:    dnf install" "$fedora"
    name_package "Arch:            pacman -S" "$arch"
    name_package "Alpine:          apk add" "$alpine"
    name_package "macOS, Linux:    brew install" "$homebrew"
    say "A library that you have built yourself is found by its .pc file: set PKG_CONFIG_PATH."
    exit 2
  fi
}

# name_package COMMAND PACKAGE: says how to install it, if there is one.
name_package() { [[ $2 == - ]] || say "  $1 $2"; }

# python_packages FOLDER REQUIREMENTS: installs packages of PyPI into .build/FOLDER, once.
python_packages() {
  local folder="$root/.build/$1" requirements=$2
  need python3 python3 python3 python python3 python3
  python3 -c 'import ensurepip, venv' 2>/dev/null ||
    install_package "Python's venv module" python3-venv python3 python python3 python3
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
# SwiftPM asks git for the state of every package: interrupted, it must not leave an index locked.
export GIT_OPTIONAL_LOCKS=0

# What a build has compiled for all modules knows its place, and a compiler takes it in no other one:
# where the workbook was moved or copied together with its builds, that goes, and is made again.
settle() {
  local file=$root/.build/place place
  place=$(CDPATH='' cd "$root" && pwd -P)
  if [[ -e $file ]]; then
    [[ $(<"$file") != "$place" ]] || return 0
    say "The workbook has moved: what was built is built again, once."
    find "$root/.build" -maxdepth 4 -type d -name ModuleCache -prune -exec rm -rf {} +
    rm -f "$root/.build/grade.stamp"
  fi
  # Where the disk is full, the build says so.
  printf '%s\n' "$place" 2>/dev/null >"$file" || true
}

# build PACKAGE ARGUMENTS…: builds in the folder that all packages share. Several packages take
# turns in it, so that the plan of the last one must not be taken for this one's.
build() {
  local package=$1
  shift
  # SwiftPM leaves its own temporary folders behind where it is interrupted. It is always the same
  # place: what SwiftPM keeps of manifests and plugins is for builds of the same environment alone. It
  # stays, as another build may be waiting for this one's end; what is old in it is nobody's any more.
  local temporary=$root/.build/temporary-tools
  mkdir -p "$temporary" || stop "cannot make the folder $temporary."
  settle
  find "$temporary" -mindepth 1 -maxdepth 1 -mmin +120 -exec rm -rf {} + || true
  TMPDIR=$temporary swift build --package-path "$root/$package" \
    --scratch-path "$root/.build" --disable-build-manifest-caching "$@"
}

# shown WHAT LOG COMMAND…: runs a build with its output in LOG, and shows meanwhile what is done, how
# far it is and for how long: in a terminal in one line, elsewhere in one every 15 s. Its status is
# the command's.
shown() {
  local what=$1 log=$2 status=0 began=$SECONDS ticker
  shift 2
  : >"$log"
  # Ctrl-C does not reach what runs beside a command: it looks whether it is still wanted.
  while sleep 1 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
    show_step "$what" "$(grep -E "$steps" "$log" | tail -n 1)" $((SECONDS - began))
  done </dev/null >/dev/null &
  ticker=$!
  "$@" >"$log" 2>&1 </dev/null || status=$?
  kill "$ticker" 2>/dev/null || :
  wait "$ticker" 2>/dev/null || :
  ! is_live || printf '\r\033[K' >&2
  return "$status"
}

# The lines of `swift build` that say what it does.
steps='^(\[[0-9]+/[0-9]+\] |Fetch|Comput|Creating|Updat|Building for)'

is_live() { [[ -t 2 && ${TERM-} != dumb ]]; }

# show_step WHAT STEP SECONDS: `building the grader [212/560] 34 s  Compiling NIOCore Channel.swift`.
show_step() {
  local count='' doing=$2 width=80 text
  if [[ $2 == \[* ]]; then
    count=" ${2%%\]*}]"
    doing=${2#*\] }
  fi
  text="$1$count $3 s  $doing"
  if is_live; then
    width=$(stty size <&2 2>/dev/null) && width=${width#* } || width=80
    printf '\r\033[K%s' "${text:0:$((width - 1))}" >&2
  elif [[ $3 == 5 || $(($3 % 15)) == 0 ]]; then
    say "$text"
  fi
}

command -v swift >/dev/null 2>&1 ||
  stop "there is no swift here. Install Swift 6.2 or later: https://www.swift.org/install"
need pkg-config pkg-config pkgconf-pkg-config pkgconf pkgconf pkgconf
need libnghttp2.pc libnghttp2-dev libnghttp2-devel libnghttp2 nghttp2-dev libnghttp2
