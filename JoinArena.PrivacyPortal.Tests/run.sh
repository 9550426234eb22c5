#!/usr/bin/env bash
# The whole suite on a fresh machine: gets what is missing, builds, checks the style, runs every test.
#   run.sh              everything
#   run.sh --fast       what needs no portal, no browser, no PostgreSQL and no other process; no style
#   run.sh --only NAME  the tests whose full name contains NAME, such as a journey or a folder; no style
# Ends with one line "N passed, N failed" and exits non-zero unless everything passed.
set -uo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DEBIAN_FRONTEND=noninteractive
# Most of what tests run, they run a few times: counting calls to tune them costs more than it brings.
export DOTNET_TieredPGO=0
# Threads without work sleep at once, as the portal's own do, and leave the processor to the browser.
export DOTNET_ThreadPool_UnfairSemaphoreSpinLimit=0
# Each process of the tests compiles most of what it runs. Mapping that code twice, once to write and once to run it, costs
# a tenth of the processor's time and guards nothing here.
export DOTNET_EnableWriteXorExecute=0
# The process of the tests holds many portals. Each collection of its garbage walks through all of them; so it collects after
# 128 MiB of new objects, not after a few, which saves it a seventh of the processor's time.
export DOTNET_GCgen0size=0x8000000
solution=JoinArena.PrivacyPortal.sln
# Databases, mail and browser profiles of tests are thrown away: in memory, nobody waits for a disk. PostgreSQL runs as
# another user and must get through. A TMPDIR that is set stays, and a small or closed /dev/shm is left alone.
if [ -z "${TMPDIR:-}" ] && [ "$(df --output=fstype /dev/shm 2>/dev/null | tail -n 1)" = tmpfs ] &&
  [ "$(df --output=avail -k /dev/shm | tail -n 1)" -gt 6000000 ] && [ "$(findmnt -no OPTIONS /dev/shm | grep -c noexec)" = 0 ]; then
  TMPDIR=$(mktemp -d -p /dev/shm jpp-XXXXXX) && chmod 711 "$TMPDIR" && export TMPDIR
  scratch=$TMPDIR
fi
results=$(mktemp -d)
trap 'rm -rf "$results" ${scratch:+"$scratch"}' EXIT

stop() { # what went wrong
  echo "run.sh: $1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

step() { echo "== $1"; }

part=whole filter="" analyzers=true
case "${1:-}" in
  "") ;;
  --fast) part=fast analyzers=false ;;
  --only) [ -n "${2:-}" ] || stop "--only takes a part of a test's name, such as MainJourneyTests"
    part=only analyzers=false filter="FullyQualifiedName~$2" ;;
  *) stop "unknown argument $1; it is called without one, with --fast or with --only NAME" ;;
esac

# Every file of tests is named for its class; these classes start a portal, a browser or another program.
fast_filter() {
  cd JoinArena.PrivacyPortal.Tests
  printf 'Speed!=slow&FullyQualifiedName!~OnPostgres&FullyQualifiedName!~.Journeys.'
  {
    grep -rlE 'VisitInBrowserAsync|BrowserUser|Chromium|PortalProcess|NodeFolder|InNode|Nginx|Process\.Start' --include='*Tests.cs' .
    grep -rlE 'PortalCommand|(Portal|Shell)(>| [a-z_]+[,;)])|new [A-Za-z]*(Portal|Shell|ShellHost)\(' --include='*Tests.cs' .
    grep -rlE 'PortalOnPostgres|PostgresDatabase|PostgresCluster|PgBouncer' --include='*Tests.cs' . | xargs grep -L 'OnPostgres('
  } | sed 's|.*/||; s|\.cs$||' | sort -u | sed 's|^|\&FullyQualifiedName!~.|' | tr -d '\n'
}

has_chromium() { command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable; } >/dev/null
has_postgres() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; } >/dev/null 2>&1
has_pgbouncer() { command -v pgbouncer || [ -x /usr/sbin/pgbouncer ]; } >/dev/null
has_node() { { command -v node || command -v nodejs; } && command -v npm; } >/dev/null
has_go() { { command -v go || ls /usr/lib/go/bin/go; } && [ -d "${GOPATH:-/usr/share/gocode}/src/golang.org/x/mod" ]; } >/dev/null 2>&1
has_nginx() { command -v nginx || [ -x /usr/sbin/nginx ]; } >/dev/null
has_zones() { [ -e /usr/share/zoneinfo/Europe/Lisbon ]; }
# Without ICU the SDK does not even say its version.
has_icu() { dotnet --version >/dev/null 2>&1 || [ "$(uname)" != Linux ]; }

step "what the tests need"
command -v dotnet >/dev/null || stop "the .NET 10 SDK is missing; get it from https://dot.net and put dotnet on PATH"
wanted=()
if [ "$part" != fast ]; then
  has_chromium || wanted+=(chromium fonts-liberation)
  has_postgres || wanted+=(postgresql)
  has_pgbouncer || wanted+=(pgbouncer)
  has_node || wanted+=(nodejs npm)
  has_go || wanted+=(golang-go golang-golang-x-mod-dev)
  has_nginx || wanted+=(nginx)
fi
has_zones || wanted+=(tzdata)
command -v openssl >/dev/null || wanted+=(openssl)
command -v curl >/dev/null || wanted+=(curl)
has_icu || wanted+=(libicu-dev)
if [ ${#wanted[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && grep -qs '^ID=debian$' /etc/os-release; then
    apt-get update -qq
    # Without windows to draw it takes a fifth less time; not every Debian has it.
    apt-cache show chromium-headless-shell >/dev/null 2>&1 && wanted=("${wanted[@]/%chromium/chromium-headless-shell}")
    apt-get install -y -qq --no-install-recommends "${wanted[@]}" >"$results/apt.log" 2>&1 ||
      { tail -n 20 "$results/apt.log" >&2; stop "apt-get could not install: ${wanted[*]}"; }
  else
    stop "missing: ${wanted[*]}. On Debian: apt-get install ${wanted[*]}. Elsewhere: install Chromium or Chrome, PostgreSQL 15 or newer (initdb and postgres on PATH), PgBouncer, Node.js 18 or newer with npm, nginx, OpenSSL 3, curl, Go with golang.org/x/mod in its GOPATH and the time zone data, then run this again"
  fi
fi

dotnet --version >/dev/null || stop "the .NET SDK does not run; global.json says which version is needed"

step "restore, exactly as locked"
dotnet restore "$solution" --locked-mode -v q || stop "the packages do not restore as the lock files say"

failed_checks=0
if [ "$part" = whole ]; then
  step "format"
  { dotnet tool restore -v q >/dev/null && dotnet csharpier check . --log-level Error; } ||
    { echo "run.sh: 'dotnet csharpier format .' would change the files above" >&2; failed_checks=1; }
fi

step "build, warnings are errors"
dotnet build "$solution" --no-restore --nologo -v q -nodeReuse:false -p:RunAnalyzers=$analyzers || stop "it does not build"

step "tests"
[ "$part" = fast ] && filter=$(fast_filter)
dotnet test "$solution" --no-build --nologo -v q ${filter:+--filter "$filter"} --results-directory "$results" \
  --logger "trx;LogFileName=tests.trx" --logger "console;verbosity=minimal" --blame-hang-timeout 5min
test_exit=$?

counter() { # name of a counter in the results
  sed -n 's/.*<Counters [^>]*\b'"$1"'="\([0-9]*\)".*/\1/p' "$results"/*.trx 2>/dev/null | awk '{ n += $1 } END { print n + 0 }'
}
total=$(counter total) passed=$(counter passed)
skipped=$(grep -ho '<UnitTestResult [^>]*outcome="NotExecuted"' "$results"/*.trx 2>/dev/null | wc -l)
failed=$((total - passed - skipped))
if [ "$skipped" -gt 0 ] && [ "${CI:-}" = true ]; then
  echo "run.sh: $skipped skipped; where CI=true a skipped test is a failure" >&2
  failed=$((failed + skipped))
fi
[ "$total" -gt 0 ] || { echo "run.sh: not one test ran" >&2; failed=$((failed + 1)); }
# The runner can fail without a failed test, for one when its process dies.
[ "$test_exit" = 0 ] || [ "$failed" -gt 0 ] || { echo "run.sh: the test runner exited with $test_exit" >&2; failed=1; }
failed=$((failed + failed_checks))

# What a failed journey saw is kept.
if ls "${scratch:-/nowhere}"/journey-*.png >/dev/null 2>&1; then
  mv "$scratch"/journey-*.png /tmp/ && echo "run.sh: the pictures of failed journeys are now in /tmp" >&2
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
