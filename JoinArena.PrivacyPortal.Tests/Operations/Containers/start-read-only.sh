#!/bin/sh
# Starts a self-contained portal as deploy/Containerfile has it, without a container engine: in a mount namespace of its
# own, where everything but the data directory is read-only, and where is neither a shell nor a .NET runtime, as the
# image's user.
#   start-read-only.sh PROGRAM_DIRECTORY DATA_DIRECTORY RUNTIME_DIRECTORY
set -eu
program=$1 data=$2 runtime=$3
mount --make-rprivate /
mount -t tmpfs -o ro none "$runtime"
mount --bind "$data" "$data"
for place in $(findmnt -rno TARGET); do
  case "$place" in
    /proc | /proc/* | /sys | /sys/* | "$data") ;;
    *) mount -o remount,bind,ro "$place" ;;
  esac
done
for shell in sh bash dash; do
  found=$(command -v "$shell") && mount --bind /dev/null "$(readlink -f "$found")" || true
done
for place in / /tmp "$program" "$(dirname "$data")"; do
  if touch "$place/written" 2>/dev/null; then
    echo "$place can be written to"
    exit 97
  fi
done
shift 3
exec setpriv --reuid=1654 --regid=1654 --clear-groups --no-new-privs "$program/JoinArena.PrivacyPortal" "$@"
