# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What runs a virtual machine and reads its serial console. Sourced after lib.sh.

# console NAME SECONDS ARCH QEMU-ARGUMENT...: prints the console, without carriage returns, while QEMU runs. A last line
# '# vouch exit=N' is not printed but left in $verdict. The console as it came stays in $raw.
#
# QEMU never outlives this: not the time limit, not an interrupt, and not even a kill -9 of the script.
console() {
  local limit=$2 line qemu
  mkdir -p "$build/results"
  raw=$build/results/$1.raw.log
  verdict=''

  exec 3< <(exec setpriv --pdeathsig TERM timeout --foreground --kill-after=2 "$limit" \
    setpriv --pdeathsig KILL "$top/scripts/qemu" "${@:3}" </dev/null 2>&1)
  qemu=$!
  trap 'kill $qemu 2>/dev/null' EXIT
  trap 'exit 130' INT TERM HUP

  while IFS= read -r line <&3 || [[ -n $line ]]; do
    printf '%s\n' "$line" >&4
    line=${line//$'\r'/}
    if [[ $line =~ ^'# vouch exit='([0-9]+)$ ]]; then
      verdict=${BASH_REMATCH[1]}
    else
      printf '%s\n' "$line"
    fi
  done 4>"$raw"
  ended=0
  wait "$qemu" || ended=$?
}
