# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# What the tests share that have LAVA's worker run a job of labs/lava, in the lab and without a server. Sourced, never run.

. tests/system/lib.sh
tests/lab/files || exit
mkdir build/lab/{jobs,out}
cp tests/lab/{worker,board,board.jinja2,device.py} build/lab

# job NAME TEMPLATE ARCH [VALUE]...: runs that job, with these values for its template, edited as $edit says to sed, on
# QEMU or on the board that $board names. Its end is awaited: LAVA says 0 also where results failed. On a busy machine an
# emulated one is slow: a scenario may take more than the 30 s it has.
job() {
  scripts/lava-jobs architectures="$3" files=file:///lab/files kernel="file:///lab/files/linux-$3" arguments=--timeout=120 \
    "${@:4}" build/lab || exit
  mv "build/lab/$2-$3.yaml" "build/lab/jobs/$1.yaml"
  [[ ! ${edit:-} ]] || sed -i "$edit" "build/lab/jobs/$1.yaml"
  run timeout 600 scripts/lab /lab/worker "$1" "${board:-}"
  echo "# $1 took $seconds s"
}

# compare NAME STATUS PATTERN...: of the job that ran last, with its status: what LAVA reports is, result for result, what
# was printed and what was expected, and these patterns are in that comparison's own words.
compare() {
  expect "$1.ends" "$2"
  run /usr/bin/python3 -B tests/lab/compare.py "build/lab/jobs/$1.yaml" "build/lab/out/$1/logs.yaml"
  expect "$1.results" 0 "${@:3}"
}
