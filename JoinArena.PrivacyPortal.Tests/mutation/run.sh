#!/usr/bin/env bash
# Mutation testing of the pure cores: makes one fault after the other in them and sees whether a test notices.
#   run.sh                 every core of cores.txt
#   run.sh coverage states these
# The cores and their tests are compiled by themselves, without the rest of the portal, in a folder outside of the work
# tree; the last line names it. Ends non-zero if a core has less than 90 % killed, or a survivor that survivors.md does
# not explain.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0
output=${MUTATION_OUTPUT:-$(mktemp -d -t mutation-XXXXXX)}
node "$here/cores.mjs" configure "$output" "$@"
dotnet tool restore >/dev/null
# Stryker is a tool of this folder; it works in the other one, one test at a time and last in the queue.
cp -r .config "$output/"
(cd "$output/Tests" && nice -n 10 dotnet stryker --skip-version-check --config-file ../stryker-config.json --output "$output" >"$output/stryker.log") ||
  { tail -n 20 "$output/stryker.log" >&2; exit 1; }
failed=0
node "$here/cores.mjs" report "$output" "$@" || failed=1
echo "report: $output"
exit "$failed"
