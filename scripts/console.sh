# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What runs a virtual machine and reads its serial console. Sourced, never run; brings lib.sh.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# options ARGUMENT...: takes --NAME VALUE for each NAME that the array $option has. What follows -- is left in $rest.
options() {
  while [[ ${1:---} != -- ]]; do
    [[ $1 =~ ^--[a-z]+$ && -v option[${1#--}] && $# -gt 1 ]] ||
      die "$USAGE" "no option '$1', or no value after it; the options are: ${!option[*]}"
    option[${1#--}]=$2
    shift 2
  done
  rest=("${@:2}")
}

# interrupted: ends the script, and by that QEMU.
interrupted() {
  say "interrupted; all that was said so far is in $raw"
  exit 130
}

# console NAME SECONDS ARCH QEMU-ARGUMENT...: runs QEMU and prints its console as it comes, without carriage returns.
# Not printed are what QEMU, firmware and Linux themselves say, of which $said keeps the first line that is no warning,
# and a last line '# vouch exit=N', of which $result keeps the N. All of it, as it came, is in the file $raw. Dies if
# QEMU does not end well, and in time.
#
# QEMU outlives neither its time nor this script, even if that is killed with -9.
console() {
  local limit=$2 line held='' last='' status=0
  said='' raw=$build/results/$1.raw.log
  mkdir -p "$build/results"
  rm -f "$raw"                         # another run may be writing to it
  "$top/scripts/setup/qemu" >/dev/null # not on the machine's time

  exec 3< <(exec setpriv --pdeathsig TERM timeout --foreground --signal=KILL "$limit" \
    setpriv --pdeathsig KILL "$top/scripts/qemu" "${@:3}" </dev/null 2>&1)
  qemu=$!
  trap 'kill "$qemu" 2>/dev/null || true' EXIT
  trap 'interrupted' HUP TERM INT

  SECONDS=0
  while IFS= read -r line <&3 || [[ $line ]]; do
    printf '%s\n' "$line" >&4 2>/dev/null || die "$NO_ROOM" "cannot write to $raw: is the disk full? Make room, and run it again"
    line=${line//$'\r'/}
    if [[ $line =~ ^(\[\ *[0-9]+\.[0-9]+(,[0-9])?\]|qemu-system-[a-z0-9]+:)\ (.*) ]]; then
      [[ ${BASH_REMATCH[3]} == warning:* ]] || said=${said:-${BASH_REMATCH[3]}}
    else
      [[ ! $held ]] || printf '%s\n' "$held" # it was not the last
      held=''
      if [[ $line =~ ^'# vouch exit='[0-9]{1,2}$ ]]; then held=$line; else printf '%s\n' "$line"; fi
    fi
    last=${line:-$last}
  done 4>"$raw"
  wait "$qemu" || status=$?
  # shellcheck disable=SC2034 # the caller's
  result=${held##*=}

  ((SECONDS < limit)) || die "$NO_RESULT" "no end within $limit s; the last line was '$last', all are in $raw"
  ((status == 0)) || die "$NO_RESULT" "QEMU ended with status $status: ${said:-$last}; all it said is in $raw"
}
