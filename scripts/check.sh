#!/usr/bin/env bash
# What "make check" runs: all of it, then one line a room that is not in order.
set -uo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh words || exit
PATH="$PWD/.venv/bin:$PATH"
export OCHAG_SECRET_KEY=${OCHAG_SECRET_KEY:-for-checks-only-for-checks-only-for-checks-only}
export OCHAG_VAR=${OCHAG_VAR:-$PWD/var/check}
bad=()

check() { # name, command…
  local name=$1 out; shift
  if out=$("$@" 2>&1); then printf '  ok   %s\n' "$name"
  else printf '  BAD  %s\n%s\n' "$name" "$out"; bad+=("$name")
  fi
}

no_auto_names() {
  local found
  found=$(find . -path ./.venv -prune -o -path '*/migrations/*_auto_*.py' -print)
  [ -z "$found" ] || { echo "Give these migrations a name that says what they do:"; echo "$found"; return 1; }
}

nothing_inline() { # the page's policy would block it in the browser; say so here
  local found
  found=$(grep -rnEi '<script(>|[^>]*[^>c]>)[^<[:space:]]|<style|[[:space:]]on[a-z]+="|[[:space:]]style="|href="javascript:' templates --include='*.html')
  [ -z "$found" ] || { echo "No inline script, style or handler in templates:"; echo "$found"; return 1; }
}

check "ruff: rules" ruff check --quiet .
check "ruff: format" ruff format --check --quiet .
check "djLint" djlint --lint --quiet templates
check "nothing inline" nothing_inline
check "mypy" mypy
check "import contracts" lint-imports
check "Django's own checks" python manage.py check --fail-level WARNING
check "migrations agree with models" python manage.py makemigrations --check --dry-run
check "migrations have names" no_auto_names
check "translations" python scripts/words.py check

if [ ${#bad[@]} -gt 0 ]; then
  printf 'Not in order: %s\n' "$(IFS=,; echo "${bad[*]}")"
  exit 1
fi
echo "All in order."
