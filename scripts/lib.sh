# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the scripts share. Sourced, never run.

# shellcheck disable=SC2034  # used by those who source this
{
  top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  build=$top/build
  cache=${VOUCH_CACHE:-$top/cache}
  packages=${VOUCH_PACKAGES:-$top/scripts/setup/packages.list}

  # Exit statuses. 0 to 4 mean what they mean for the vouch program.
  USAGE=2   # a request that cannot be met, whatever the machine
  NO_FILE=5 # a file is neither in the cache nor to be had
  NO_HOST=6 # QEMU, or the Linux in it, ended without a result
  NO_TOOL=7 # the machine lacks a tool and it cannot be installed
  NO_BUILD=8
}

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

die() { # STATUS SENTENCE
  say "$2"
  exit "$1"
}

# debian_arch ARCH: what Debian calls it.
debian_arch() {
  case $1 in
    arm64) echo arm64 ;;
    ppc64) echo ppc64el ;;
    *) die "$USAGE" "no architecture '$1'; there are arm64 and ppc64" ;;
  esac
}

# row NAME [ARCH]: the package's row of the pinned list.
row() {
  awk -v name="$1" -v arch="${2:-}" '
    $1 == name && (arch == "" || $3 == arch || $3 == "all") { print; found = 1; exit }
    END { exit !found }' "$packages" || die "$USAGE" "no package '$*' in $packages"
}

# once NAME MAKE INPUT...: sets $made to a folder of the cache that MAKE FOLDER has filled. That happens once for these
# inputs and this text of the calling script, and the folder appears whole or not at all.
once() {
  made=$cache/$1-$({ cat "$0" && printf '%s\n' "${@:3}"; } | sha256sum | cut -c 1-12)
  [[ ! -d $made ]] || return 0
  mkdir -p "$made.new" # what an interrupted run left in it goes first
  exec 8<"$made.new"
  flock 8
  if [[ -d $made ]]; then # by another process, while this one waited
    rmdir "$made.new" 2>/dev/null || true
  else
    find "$made.new" -mindepth 1 -delete
    "$2" "$made.new"
    mv -T "$made.new" "$made"
  fi
  exec 8<&-
}

# publish LINK: makes LINK point to what once made, and prints it.
publish() {
  mkdir -p "$(dirname "$1")"
  ln -sfnT "$made" "$1"
  echo "$1"
}
