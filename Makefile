# The one front door. `make` alone lists what there is.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# Build output lives outside the clone, so that a fresh clone builds warm.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/acm/target
export CARGO_TERM_COLOR ?= auto
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1

NPM := npm --prefix frontend
BENCH_PROFILE := quick
ACM := $(CARGO_TARGET_DIR)/quick/acm
UI_SOURCES := $(shell find frontend/src frontend/public frontend/scripts frontend/*.html frontend/*.ts frontend/package.json -type f 2>/dev/null)

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

.PHONY: run
run: build ## Build UI and gateway, start the demo
	$(ACM) demo $(ARGS)

.PHONY: run-k8s
run-k8s: ui kube-testserver ## Build all, start the demo in a Kubernetes of its own; ARGS="--port 8001"
	cargo run --locked --profile quick -p acm-tests --bin run-k8s -- $(ARGS)

.PHONY: build
build: ui ## Build the binary as `make run` uses it
	cargo build --locked --profile quick -p acm-gateway --bin acm

.PHONY: dev
dev: frontend/node_modules/.stamp ## UI with hot reload on FRONTEND_PORT, gateway rebuilt and restarted on change
	node scripts/dev.mjs $(ARGS)

.PHONY: test
test: ## Set up what the tests need, run every ring, say where the time went
	scripts/test.sh

.PHONY: check
check: frontend/node_modules/.stamp ## Format, lint, unit and module tests, drift of schema and generated types
	scripts/check.sh

.PHONY: schema
schema: frontend/node_modules/.stamp ## Export the schema, generate the UI's types from it
	cargo run --locked -q -p acm-gateway --bin acm -- schema > schema/.new
	mv schema/.new schema/schema.graphql
	$(NPM) run --silent codegen

.PHONY: definitions
definitions: ## Export the definitions of the custom resources for the test server
	cargo run --locked -q -p acm-k8s-api --example definitions

.PHONY: format
format: frontend/node_modules/.stamp ## Format everything
	cargo fmt --all
	$(NPM) run --silent format

.PHONY: lint
lint: ## Lint the Rust code
	cargo clippy --locked --workspace --all-targets -- -D warnings

.PHONY: bench
bench: ## Measure the gateway against a hand-written service; BENCH_PROFILE=release, ARGS="get readers"
	cargo build --locked --profile $(BENCH_PROFILE) -p acm-gateway --bin acm
	cargo build --locked --profile $(BENCH_PROFILE) -p acm-tests --bin bench
	$(CARGO_TARGET_DIR)/$(BENCH_PROFILE)/bench $(ARGS)

.PHONY: kube-testserver
kube-testserver: ## Build the Kubernetes of the tests where its sources changed, say where it is
	@tests/kube-testserver/build.sh

.PHONY: screenshots
screenshots: build ## Take the pictures of the README
	scripts/screenshots.sh

.PHONY: pictures-k8s
pictures-k8s: ## Take a picture of each page for Kubernetes, light and dark, wide and narrow, to look at
	scripts/pictures-k8s.sh

.PHONY: ui
ui: frontend/dist/.stamp ## Build the UI

frontend/node_modules/.stamp: frontend/package-lock.json
	$(NPM) ci --no-audit --no-fund
	@touch $@

frontend/dist/.stamp: frontend/node_modules/.stamp schema/schema.graphql $(UI_SOURCES)
	$(NPM) run --silent build
	@touch $@
