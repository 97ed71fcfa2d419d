# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the system tests share. Sourced, never run. Each test prints flat TAP, so that scripts/test can count it.

cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit
number=0

# verdict STATUS NAME [DETAIL]: one result.
verdict() {
  number=$((number + 1))
  if [[ $1 == 0 ]]; then
    echo "ok $number - $2"
  else
    # shellcheck disable=SC2001  # it may be many lines
    [[ -z ${3:-} ]] || sed 's/^/# /' <<<"$3"
    echo "not ok $number - $2"
  fi
}

# cpu_ticks: what the programs that this one has waited for have used of the CPUs, in hundredths of a second.
cpu_ticks() {
  local field
  read -ra field </proc/$$/stat
  echo $((field[15] + field[16]))
}

# run COMMAND...: leaves what it prints in $output, its exit status in $status, how long it took in $seconds, and in
# $cpu_seconds what it has used of the CPUs, which does not depend on what else they do.
# shellcheck disable=SC2034  # used by those who source this
run() {
  local start=$EPOCHREALTIME used
  used=$(cpu_ticks)
  status=0
  output=$("$@" 2>&1 </dev/null) || status=$?
  seconds=$(awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }')
  cpu_seconds=$(awk -v a="$used" -v b="$(cpu_ticks)" 'BEGIN { printf "%.2f", (b - a) / 100 }')
}

# expect NAME STATUS [PATTERN]...: the last run had this exit status, and each extended regular expression matches a line
# of its output; one that begins with ! matches none.
expect() {
  local name=$1 wanted=$2 pattern fault=''
  shift 2
  [[ $status == "$wanted" ]] || fault="exit status expected=$wanted actual=$status"
  for pattern in "$@"; do
    if [[ $pattern == !* ]]; then
      ! grep -qE -- "${pattern#!}" <<<"$output" || fault+=" unwanted line: ${pattern#!}"
    else
      grep -qE -- "$pattern" <<<"$output" || fault+=" no line: $pattern"
    fi
  done
  [[ -z $fault ]]
  verdict $? "$name" "$fault"$'\n'"$(tail -n 15 <<<"$output")"
}

# lies_of_el2: the lies of arm64 whose guest is entered at EL2, which few hosts can do.
lies_of_el2() {
  build/native/arm64/vouch list lies --format tsv | sed -nE 's/^lies\t([^\t]+)\tguest.*boot\.el=2.*/\1/p'
}

# failed: the names of the checks that failed in the last run, joined by commas.
failed() {
  sed -n 's/^not ok [0-9]* - \([^ ]*\).*/\1/p' <<<"$output" | paste -sd ,
}

# expect_failed NAME CHECKS: exactly these checks failed in the last run, which got to its end.
expect_failed() {
  local names
  names=$(failed)
  [[ $names == "$2" ]] && grep -q '^# END' <<<"$output"
  verdict $? "$1" "failed expected=$2 actual=$names"
}
