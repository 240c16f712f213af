#!/usr/bin/env bash
# An Exercism test runner: run.sh SLUG IN OUT reads a solution from IN, and writes OUT/results.json.
# A slug that ends in a number, as datahub-1, asks for that exercise alone.
set -uo pipefail
slug=$1
solution=$2
into=$3
platforms=$(CDPATH='' cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
number=${slug##*-}
[[ $number == *[!0-9]* || -z $number ]] || export ONLY=$number
mkdir -p "$into"
printf '%s\n' '{"version": 3, "status": "error", "message": "The grader did not end."}' \
  >"$into/results.json"
work=$(mktemp -d)
"$platforms/judge" "$solution" "$work" || :
"$platforms/export" exercism "$work/result.json" >"$work/results.json" &&
  cp "$work/results.json" "$into/results.json"
rm -rf "$work"
exit 0
