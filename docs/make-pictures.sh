#!/usr/bin/env bash
# Makes pictures of all pages: starts the demo and photographs each page for its reader, wide, on a phone, dark and in each
# language, with headless Chromium. Then open index.html of the folder.
#   make-pictures.sh FOLDER
set -euo pipefail
[ $# = 1 ] || { echo "make-pictures.sh: name the folder to write to" >&2; exit 64; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
PORTAL_PICTURES="$folder" dotnet test JoinArena.PrivacyPortal.Tests --nologo -v q \
  --filter "FullyQualifiedName~JoinArena.PrivacyPortal.Tests.Documentation.Pictures.PagePictureTests.Every_page"
echo "$folder/index.html"
