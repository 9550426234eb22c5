#!/usr/bin/env bash
# Makes pictures of all pages: starts the demo and photographs each page for its reader, wide, on a phone, dark and in each
# language, with headless Chromium: about 450 pictures, in three minutes on two processors. Scenes are photographed besides,
# such as a question that was answered: about 120 pictures, in two minutes. Then open index.html of the folder.
#   make-pictures.sh FOLDER [READER [PAGE]]
# READER is the folder of a reader, such as worker-jonas or scenes-worker; PAGE the beginning of the names of pictures, such as
# my-data.
set -euo pipefail
[ $# -ge 1 ] && [ $# -le 3 ] || { echo "make-pictures.sh: name the folder to write to" >&2; exit 64; }
mkdir -p "$1"
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
pages=FullyQualifiedName~JoinArena.PrivacyPortal.Tests.Documentation.Pictures.PagePictureTests.Every_page
scenes=FullyQualifiedName~JoinArena.PrivacyPortal.Tests.Documentation.Pictures.Scenes.ScenePictureTests.A_scene
PORTAL_PICTURES="$folder" PORTAL_PICTURES_READER="${2:-}" PORTAL_PICTURES_PAGE="${3:-}" \
  dotnet test JoinArena.PrivacyPortal.Tests --nologo -v q \
  --filter "$pages|$scenes"
echo "$folder/index.html"
