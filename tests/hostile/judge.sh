# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What tests/system/hostile-* share. Sourced, never run.
. tests/system/lib.sh

# hostile_boot ARCH: boots a host of this architecture that runs vouch on each payload of tests/hostile; $all is what
# it says.
hostile_boot() {
  MAKEFLAGS='' make --silent ARCH="$1" all hostile "build/$1/foreign-init" >&2 || exit
  scripts/setup/busybox "$1" >/dev/null || exit
  run scripts/emulated-host "$1" --smp 1 --timeout 120 --init "build/$1/foreign-init" --tree "build/busybox-$1.cpio" \
    --add "build/$1/vouch tests/hostile/series $(echo "build/$1"/hostile/*.img)" -- /bin/busybox sh /series
  all=$output
  expect leaves-nothing 0 '^# left behind:$'
}

# hostile NAME PATTERN...: what was said of the payload of that name, with these lines in it.
hostile() {
  output=$(sed -n "/^# begins $1$/,/^# ended/p" <<<"$all")
  status=$(sed -n 's/^# ended status=\([0-9]*\).*/\1/p' <<<"$output")
  expect "$1.is-a-failure" 1 '^1\.\.4$' '^not ok 4 - adhoc.end$' '^# END' "${@:2}"
  seconds=$(sed -n 's/^# ended .*seconds=\([0-9]*\).*/\1/p' <<<"$output")
  ((${seconds:-99} < 40 && ${#output} < 2 << 20))
  verdict $? "$1.is-bounded" "$seconds s, ${#output} bytes"
  [[ $output != *[![:print:][:space:]]* ]]
  verdict $? "$1.leaves-the-terminal-clean"
}

# hostile_everywhere: those that come to the same on every architecture.
hostile_everywhere() {
  hostile hang '^# adhoc.boot.claims: no result: the run was killed after 2 s' '^not ok 1 - adhoc.boot.claims$'
  hostile die '^ok 2 - adhoc.boot.memory$' '^# adhoc.boot.cpus: no result: the run powered off without END'
  hostile garbage '^# adhoc.* no result: the run was killed'
  hostile forge '^# adhoc.end: the guest gave a result .1 - boot.claims. where boot.memory was due$'
  hostile flood '^# adhoc.boot.claims: a note that is' '^# adhoc.* no result: the run was killed'
  hostile fault '^ok 1 - adhoc.boot.claims$' '^# adhoc.* no result: the run was killed after 2 s'
  hostile escape '^# adhoc.* no result: the run powered off without END'
  hostile scribble '^ok 1 - adhoc.boot.claims$' '^# adhoc.* no result: the run '
  hostile rings '^ok 1 - adhoc.boot.claims$' '^# adhoc.* no result: the run '
  hostile calls '^ok 1 - adhoc.boot.claims$' '^# adhoc.* no result: the run '
}
