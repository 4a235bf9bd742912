#!/bin/sh
# Runs one part of Vigía: a service by name, or a tool.
set -eu
what="${1:-}"
[ $# -gt 0 ] && shift
case "$what" in
  ingestion | watchlist | screening | exchange | analysis | member-state)
    # As `PROCESS_ARGUMENTS` in tools/services (ADR 0031).
    exec node --initial-old-space-size=64 "/app/dist/apps/$what/src/main.js" "$@"
    ;;
  topics | redrive)
    exec node --enable-source-maps "/app/dist/tools/$what/main.js" "$@"
    ;;
  vigia)
    exec node --enable-source-maps /app/dist/apps/cli/src/main.js "$@"
    ;;
  *)
    echo "usage: ingestion | watchlist | screening | exchange | analysis | member-state | topics | redrive | vigia" >&2
    exit 2
    ;;
esac
