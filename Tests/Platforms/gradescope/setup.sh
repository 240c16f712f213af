#!/usr/bin/env bash
# Gradescope runs it once, when the image is built: installs what the grader needs, and builds all that
# submissions share.
set -euo pipefail
root=${AUTOGRADER:-/autograder}/source
"$root/Tests/grade" programs Start
