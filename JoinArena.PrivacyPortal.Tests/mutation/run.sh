#!/usr/bin/env bash
# Mutation testing of the pure cores: makes one fault after the other in them and sees whether a test notices.
#   run.sh                 every core of cores.txt
#   run.sh coverage states these
# Takes the work tree as it is and puts nothing into it: the report is in a folder that the last line names.
# Ends non-zero if a core has less than 90 % killed, or a survivor that survivors.md does not explain.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0
# Every build reads the environment: the analysers have seen the sources before.
export RunAnalyzers=false
output=${MUTATION_OUTPUT:-$(mktemp -d -t mutation-XXXXXX)}
mkdir -p "$output"
node "$here/cores.mjs" configure "$output/stryker-config.json" "$@"
dotnet tool restore >/dev/null
# One at a time and last in the queue, so that the machine stays usable: a whole run takes about half an hour.
nice -n 15 dotnet stryker --skip-version-check --config-file "$output/stryker-config.json" --output "$output" |
  grep -vE '^\s*$' | tee "$output/stryker.log" | grep -E 'WRN|ERR|FTL|tests found|mutants will be tested|Time|Elapsed' || true
[ -f "$output/reports/mutation-report.json" ] || { echo "run.sh: no report; see $output/stryker.log" >&2; exit 1; }
node "$here/cores.mjs" report "$output/reports/mutation-report.json" "$@" || failed=1
echo "report: $output"
exit "${failed:-0}"
