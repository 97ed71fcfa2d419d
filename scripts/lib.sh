# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the scripts share. Sourced, never run.

# shellcheck disable=SC2034  # those who source this use them
{
  top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
  build=$top/build
  cache=$(realpath -m "${VOUCH_CACHE:-$top/cache}")
  packages=${VOUCH_PACKAGES:-$top/scripts/setup/packages.list}

  # Exit statuses; 0 to 4 are as the vouch program has them.
  USAGE=2     # a request that cannot be met, whatever the machine
  NO_FILE=5   # a file is neither in the cache nor to be had
  NO_RESULT=6 # QEMU, or the Linux in it, ended without one
  NO_TOOL=7   # the machine lacks a tool, and it cannot be installed
  NO_BUILD=8  # what was fetched does not compile
  NO_ROOM=9   # a result cannot be written
}

trap 'exit 130' INT # before anything says that what was interrupted has failed

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

die() { # STATUS SENTENCE
  say "$2"
  exit "$1"
}

# not_fetched WHAT MIRROR LOG: dies of the first thing that apt complained of.
not_fetched() {
  local reason
  reason=$(sed -nE 's/^E: (Failed to fetch [^ ]* *)?//p' "$3" | sed -n 1p)
  die "$NO_FILE" "cannot fetch $1 from $2: $reason; set VOUCH_MIRROR to another mirror"
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
# inputs and this text of the calling script; the folder appears whole or not at all.
once() {
  made=$cache/$1-$({ cat "$0" && printf '%s\n' "${@:3}"; } | sha256sum | cut -c 1-12)
  [[ ! -d $made ]] || return 0
  mkdir -p "$cache"
  exec 8<"$cache"
  flock 8
  if [[ ! -d $made ]]; then # nobody made it while this one waited
    rm -rf "$cache/$1"-*.new # what was interrupted
    mkdir "$made.new"
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
