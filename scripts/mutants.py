#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""mutants.py [FILE...]: what 'make mutants' does: breaks our own code one comparison at a time, in a copy of the tree, and
sees whether the tests notice. What is pure is judged by its unit test, a check of arm64 by the lies about it in the
emulated KVM host, EVERY=N taking each Nth of those. Prints each mutant that survived, and the score; leaves all in
build/results/mutants.txt."""
import os
import re
import shutil
import subprocess
import sys

UNIT = {f'{path}.c': f'{os.path.basename(path)}_test' for path in (
    'core/pmu_filter', 'core/tap', 'core/claims', 'core/devicetree', 'host/guest_output', 'host/kernels', 'host/child')}
UNIT['core/devicetree_claims.c'] = 'devicetree_test'
# What the lies about a file's checks are called.
LIES = {'tests/arm64/pmu_irq.c': 'pmu-irq', 'tests/arm64/pmu_filter.c': 'pmu-filter',
        'tests/arm64/pmu_counters.c': 'pmu-counters', 'tests/arm64/pmu_overflow.c': 'pmu-overflow',
        'tests/arm64/timer.c': 'timer-virt timer-phys', 'tests/arm64/pvtime.c': 'pvtime',
        'tests/arm64/irq_line.c': 'irq-line'}

# A comparison, a connective, or an expectation, and what it becomes.
BREAKS = [(r' == ', ' != '), (r' != ', ' == '), (r' < ', ' >= '), (r' > ', ' <= '), (r' <= ', ' > '), (r' >= ', ' < '),
          (r' && ', ' || '), (r' \|\| ', ' && '), (r'\breturn true;', 'return false;'),
          (r'\breturn false;', 'return true;'), (r'\bif \(!', 'if (')]
STATEMENTS = [(r'^(\s*)expect_\w+\(.*\);$', r'\1;'), (r'\bfail\("', 'note("')]
NO_CODE = re.compile(r'^\s*(#|/?\*|//|CHECK\(|TIMER_CHECK\(|")')


def mutants_of(text):
    """Yields (line number, old line, new line) for each."""
    for number, line in enumerate(text.split('\n')):
        for pattern, instead in STATEMENTS:
            if re.search(pattern, line):
                yield number, line, re.sub(pattern, instead, line)
        if NO_CODE.match(line) or '"' in line.split('if (')[0]:
            continue
        for pattern, instead in BREAKS:
            for match in re.finditer(pattern, line):
                yield number, line, line[:match.start()] + instead + line[match.end():]


def noticed(file, tree):
    """Does something fail? What does not even compile is no mutant: None."""
    def run(*command, seconds=120):
        try:
            return subprocess.run(command, cwd=tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                  stdin=subprocess.DEVNULL, timeout=seconds).returncode
        except subprocess.TimeoutExpired:
            return 1
    if file in UNIT:
        test = f'build/unit/{UNIT[file]}'
        return None if run('make', '-s', test) else run(
            'sh', '-c', f'{test} >{test}.out 2>&1 && grep -q PASSED {test}.out', seconds=30) != 0
    if run('make', '-s', 'all'):
        return None
    return run('scripts/emulated-host', 'arm64', '--timeout', '110', '--', '--timeout', '8', 'lies',
               *LIES[file].split()) != 0


def main():
    top = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    tree = os.path.join(top, 'build', 'mutants')
    files = sys.argv[1:] or [*UNIT, *LIES]
    unknown = [file for file in files if file not in UNIT and file not in LIES]
    if unknown:
        sys.exit(f'mutants.py: nothing judges {unknown[0]}; there are: {" ".join([*UNIT, *LIES])}')
    os.environ.setdefault('VOUCH_CACHE', os.path.join(top, 'cache'))
    every, killed, survived = int(os.environ.get('EVERY') or 1), 0, []
    shutil.rmtree(tree, ignore_errors=True)
    subprocess.run(['git', 'clone', '--quiet', top, tree], check=True)
    for file in files:
        path = os.path.join(tree, file)
        with open(path, encoding='utf-8') as source:
            text = source.read()
        for index, (number, old, new) in enumerate(mutants_of(text)):
            if file in LIES and index % every:
                continue
            lines = text.split('\n')
            lines[number] = new
            with open(path, 'w', encoding='utf-8') as source:
                source.write('\n'.join(lines))
            verdict = noticed(file, tree)
            if verdict:
                killed += 1
            elif verdict is False:
                survived.append(f'{file}:{number + 1}: {old.strip()}  ->  {new.strip()}')
                print('survived', survived[-1], flush=True)
        with open(path, 'w', encoding='utf-8') as source:
            source.write(text)
    total = killed + len(survived)
    summary = f'{killed} of {total} mutants noticed, {100 * killed // max(total, 1)} %'
    print(summary)
    os.makedirs(os.path.join(top, 'build', 'results'), exist_ok=True)
    with open(os.path.join(top, 'build', 'results', 'mutants.txt'), 'w', encoding='utf-8') as results:
        results.write('\n'.join([*survived, summary, '']))


main()
