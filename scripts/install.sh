#!/usr/bin/env bash
# Makes .venv and installs the locked dependencies; says nothing and does nothing when all is there.
# "install.sh browser services" also installs what the tests need from the system, through apt-get only.
set -euo pipefail
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3.11}
export PIP_DISABLE_PIP_VERSION_CHECK=1 UV_LINK_MODE=copy

say() { printf '%s\n' "$*" >&2; }

as_root() { # run a command as root, if we may
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo "$@"
  else return 1
  fi
}

apt_install() {
  command -v apt-get >/dev/null || return 1
  as_root true || return 1
  say "Installing from the system's packages: $*"
  [ -n "$(find /var/lib/apt/lists -name '*_Packages*' -mmin -1440 2>/dev/null | head -1)" ] || as_root apt-get update -qq >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

make_venv() {
  [ -x .venv/bin/python ] && .venv/bin/python -c '' 2>/dev/null && return
  command -v "$PYTHON" >/dev/null || PYTHON=python3
  if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "Ochag needs Python 3.11 or newer, and $PYTHON is not. Install it, or name it: make PYTHON=/path/to/python3.11 …"
    exit 1
  fi
  if ! "$PYTHON" -m venv .venv >/dev/null 2>&1; then
    rm -rf .venv
    if command -v uv >/dev/null; then uv venv --quiet --python "$PYTHON" .venv && return; fi
    if apt_install python3-venv && "$PYTHON" -m venv .venv; then return; fi
    rm -rf .venv
    say "This Python cannot make a virtual environment: its package venv is missing."
    say "Ask an administrator for: apt-get install python3-venv"
    say "Without one: put the program uv or virtualenv on your PATH, or run: virtualenv -p $PYTHON .venv"
    if command -v virtualenv >/dev/null; then virtualenv --quiet -p "$PYTHON" .venv && return; fi
    exit 1
  fi
}

install_lock() {
  local mark
  mark=$(cat requirements.lock scripts/uv.lock.txt | sha256sum | cut -d' ' -f1)
  [ "$(cat .venv/installed 2>/dev/null)" = "$mark" ] && return
  say "Installing the locked dependencies into .venv …"
  if ! [ -x .venv/bin/uv ] && [ -x .venv/bin/pip ]; then
    .venv/bin/pip install --quiet --require-hashes -r scripts/uv.lock.txt
  fi
  local uv=uv
  [ -x .venv/bin/uv ] && uv=.venv/bin/uv
  if ! "$uv" pip install --quiet --python .venv/bin/python --require-hashes -r requirements.lock; then
    # a mirror that only pip has been told of
    .venv/bin/pip install --quiet --require-hashes -r requirements.lock
  fi
  echo "$mark" >.venv/installed
}

missing() {
  local want=()
  for thing in "$@"; do
    case $thing in
      browser)
        [ -n "${OCHAG_CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null || want+=(chromium) ;;
      services)
        [ -n "${OCHAG_TEST_DATABASE_URL:-}" ] || command -v initdb >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null || want+=(postgresql)
        [ -n "${OCHAG_TEST_REDIS_URL:-}" ] || command -v redis-server >/dev/null || want+=(redis-server) ;;
      words)
        command -v msgfmt >/dev/null || want+=(gettext) ;;
    esac
  done
  echo "${want[*]:-}"
}

make_venv
install_lock
.venv/bin/python scripts/words.py compile

if [ $# -gt 0 ]; then
  want=$(missing "$@")
  if [ -n "$want" ]; then
    # shellcheck disable=SC2086 # a list of words
    if ! apt_install $want; then
      say "These tests also need: $want. Installing them needs the rights of an administrator."
      say "Ask for: apt-get install $want"
      say "Or point at what you have: OCHAG_TEST_DATABASE_URL=postgres://… OCHAG_TEST_REDIS_URL=redis://… OCHAG_CHROMIUM=/path/to/chromium"
      say "Without them there is make test-fast: SQLite, no browser."
      exit 1
    fi
  fi
fi
