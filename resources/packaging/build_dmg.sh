#!/usr/bin/env bash
# The disk image for macOS, from dist/Stitchwork.app. UNTESTED.
#     resources/packaging/build_dmg.sh ["Developer ID Application: NAME (TEAM)"]
# With the name of a certificate the program is signed; without, people open it the first time from the context menu.
set -euo pipefail
cd "$(dirname "$0")/../.."

python resources/packaging/draw_icons.py build/icons
pyinstaller --noconfirm resources/packaging/stitchwork.spec
if [ $# -gt 0 ]; then
    codesign --deep --force --options runtime --timestamp --sign "$1" dist/Stitchwork.app
fi

image=$(mktemp -d)
cp -R dist/Stitchwork.app "$image"
ln -s /Applications "$image/Applications"
version=$(python -c "import engine; print(engine.__version__)")
hdiutil create -volname Stitchwork -srcfolder "$image" -format ULMO -ov "dist/stitchwork-$version.dmg"
rm -r "$image"
