#!/usr/bin/env bash
# Resolves the dependencies for every system and writes versions and hashes, no address (docs/adr/0002).
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
  --no-emit-find-links --group pyproject.toml:dev pyproject.toml -o requirements.lock "$@"
