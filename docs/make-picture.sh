#!/usr/bin/env bash
# Makes the README's picture: starts the demo, signs in as a worker and photographs a page with headless Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
PORTAL_PICTURE="$PWD/docs/picture.png" dotnet test JoinArena.PrivacyPortal.Tests --nologo -v q \
  --filter "FullyQualifiedName~JoinArena.PrivacyPortal.Tests.Documentation.Pictures.PictureTests.The_picture"
ls -l docs/picture.png
