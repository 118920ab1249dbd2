#!/usr/bin/env bash
# What "make bench" runs: the site and a bare Django view, side by side, on PostgreSQL when it is here.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/install.sh services
exec .venv/bin/python scripts/services.py .venv/bin/python -m benchmarks
