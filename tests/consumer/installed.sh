#!/bin/bash
# On a Debian with nothing but the packages in this directory's parent: they install, and a stranger's project builds with them.
# They can be removed again, and nothing stays behind.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
cd "$(dirname "${BASH_SOURCE[0]}")/.."
apt-get update -q >/dev/null
apt-get install -y -q --no-install-recommends "$PWD"/*.deb g++ cmake ninja-build make meson pkg-config python3 >install.log 2>&1 || { tail -20 install.log; exit 1; }
scopegraft --version
test -s /usr/share/man/man1/scopegraft.1* || dpkg -L scopegraft | grep -q man1/scopegraft.1 # a minimal image drops manual pages
bash -n /usr/share/bash-completion/completions/scopegraft
for way in "find_package Ninja" "find_package Unix_Makefiles" make meson prebuild; do
  read -r name generator <<<"$way"
  python3 consumer/run.py installed "$name" ${generator:+"${generator/_/ }"}
done
apt-get purge -y -q scopegraft libscopegraft-dev libscopegraft0 >remove.log 2>&1 || { tail -20 remove.log; exit 1; }
left=$(find /usr /etc -name '*scopegraft*' -not -path '*/work/*')
[ -z "$left" ] || { echo "left behind: $left"; exit 1; }
echo "packages: installed, used and removed"
