# Everything a person types. The work is done by the small files in scripts/.
PYTHON ?= python3.11
PORT ?= 8000
export PYTHON PORT

.PHONY: help demo test test-fast check bench shots words lock install clean

help:
	@echo "make demo       the whole site with invented people on http://127.0.0.1:$(PORT) (PORT= changes it)"
	@echo "make test       all tests: PostgreSQL, Redis, a worker, a browser; then once more on SQLite"
	@echo "make test-fast  the tests without the browser, on SQLite: under two minutes"
	@echo "make check      style, types, import contracts, migrations, translations"
	@echo "make bench      speed against a bare Django view -> benchmarks/RESULTS.md"
	@echo "make shots      screenshots of the journeys -> docs/screens/"
	@echo "make words      collect the words on screen into locale/, compile the translations"
	@echo "make lock       resolve the dependencies anew -> requirements.lock"
	@echo "make clean      remove what these made (not .venv)"

install:
	@scripts/install.sh

demo: install
	@.venv/bin/python scripts/demo.py

test:
	@scripts/test.sh all

test-fast:
	@scripts/test.sh fast

check:
	@scripts/check.sh

bench:
	@scripts/bench.sh

shots:
	@scripts/test.sh shots

words: install
	@.venv/bin/python scripts/words.py collect
	@.venv/bin/python scripts/words.py compile

lock: install
	@scripts/lock.sh

clean:
	rm -rf var .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -not -path "./.venv/*" -prune -exec rm -rf {} +
	find locale -name "*.mo" -delete
