#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""mutants.py [FILE...]: what 'make mutants' does: breaks our own code one comparison at a time, in a copy of the tree, and
sees whether the tests notice. What is pure is judged by a test of its own; a check by the lies about it and by scenarios, all
mutants of a file in one boot of the emulated KVM host, and by what the payload says on QEMU's plain emulation
(tests/mutants/judges.py). EVERY=N takes each Nth. Prints each mutant that survived, and the score of each file; leaves all in
build/results/mutants.txt. Its status is 1 if one survived that tests/mutants/survivors does not have, with its reason."""
import contextlib
import functools
import os
import re
import shutil
import signal
import subprocess
import sys

TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TREE = os.path.join(TOP, 'build', 'mutants')
USAGE, NO_RESULT, INTERRUPTED = 2, 6, 130  # as in scripts/lib.sh
sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(TOP, 'tests', 'mutants'))
from judges import EVERY_LIE, KVM, QEMU, SCRIPTS, UNIT

IMAGE = {'arm64': 'vouch-arm64.img', 'ppc64': 'vouch-ppc64le.elf'}

# A comparison, a connective, or an expectation, and what it becomes.
BREAKS = [(r' == ', ' != '), (r' != ', ' == '), (r' < ', ' >= '), (r' > ', ' <= '), (r' <= ', ' > '), (r' >= ', ' < '),
          (r' && ', ' || '), (r' \|\| ', ' && '), (r'\breturn true;', 'return false;'),
          (r'\breturn false;', 'return true;'), (r'\bif \(!', 'if (')]
# An expectation that is left out, all its lines, still does what its arguments do.
STATEMENTS = [(r'^( +)expect_equal(\([^;]*\);)$', r'\1_Pragma("GCC diagnostic ignored \\"-Wunused-value\\"") (void)\2'),
              (r'^( +)expect_(?!equal)\w+\([^;]*\);$', r'\1;'), (r'\bfail\((?=\s*")', 'note(')]
NO_CODE = re.compile(r'^\s*(#|/?\*|//|CHECK\(|TIMER_CHECK\(|")')


def die(status, why):
    print(f'mutants.py: {why}', file=sys.stderr)
    sys.exit(status)


class Mutant:
    def __init__(self, file, match, instead, compares):
        self.file, self.match, self.new = file, match, match.expand(instead)
        self.number = match.string.count('\n', 0, match.start())
        self.compares = compares  # or calls what does more; or leaves out what can only fail
        self.noticed_by = None

    def name(self):
        """As in tests/mutants/survivors: where it is in its file changes, in which function does not."""
        before = self.match.string[:self.match.start() + 1]
        functions = re.findall(r'^(?:CHECK\(\s*|\w[\w *]*?)(\w+)(?:\([^;{}]*\) \{$|,\s*")', before, re.MULTILINE)
        return re.sub(r':\d+:', f' {functions[-1] if functions else ""}:', str(self), count=1)

    def __str__(self):
        old, new = ([line.strip() for line in text.split('\n')] for text in (self.match.string, self.text()))
        count = self.match.group().count('\n') + 1
        return f'{self.file}:{self.number + 1}: {" ".join(old[self.number:self.number + count])}  ->  {new[self.number]}'

    def text(self):
        return self.match.string[:self.match.start()] + self.new + self.match.string[self.match.end():]


@functools.cache
def read(file):
    """As it was before it was broken."""
    with open(os.path.join(TREE, file), encoding='utf-8') as source:
        return source.read()


def write(file, text):
    with open(os.path.join(TREE, file), 'w', encoding='utf-8') as source:
        source.write(text)


def mutants_of(file):
    text = read(file)
    lines = text.split('\n')
    mutants = [Mutant(file, match, instead, '(?!' in pattern)
               for pattern, instead in STATEMENTS for match in re.finditer(pattern, text, re.MULTILINE)]
    for pattern, instead in BREAKS:
        for mutant in [Mutant(file, match, instead, True) for match in re.finditer(pattern, text)]:
            line = lines[mutant.number]
            if not NO_CODE.match(line) and '"' not in line.split('if (')[0]:
                mutants.append(mutant)
    return sorted(mutants, key=lambda mutant: mutant.match.start())


def run(*command, seconds=120):
    """Its status, and what it printed; what takes longer ends with status 124, as timeout(1) has it. It has a session of its
    own: a mutant of host/child.c may well kill all in it, and nothing of it is left."""
    with subprocess.Popen(command, cwd=TREE, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, errors='replace', start_new_session=True) as process:
        try:
            output = process.communicate(timeout=seconds)[0]
            return process.returncode, output
        except subprocess.TimeoutExpired:
            return 124, ''
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def must(*command):
    status, output = run(*command, seconds=600)
    if status:
        die(NO_RESULT, f'{" ".join(command)} ended with status {status}:\n{output}')
    return output


def judge_by_unit_test(mutants):
    """Returns those that compile; so does the next."""
    compiled, test = [], f'build/unit/{UNIT[mutants[0].file]}'
    must('make', '-s', test)
    must(test)
    for mutant in mutants:
        write(mutant.file, mutant.text())
        if run('make', '-s', test)[0] == 0:
            mutant.noticed_by = test if run(test, seconds=30)[0] else None
            compiled.append(mutant)
    return compiled


def judge_by_script(mutants):
    for mutant in mutants:
        write(mutant.file, mutant.text())
        mutant.noticed_by = SCRIPTS[mutant.file] if '\nnot ok' in '\n' + run(SCRIPTS[mutant.file])[1] else None
    return mutants


def checks_by_line(text):
    """For each line the names of the checks that run it."""
    functions, body, started = [], [], 0
    for number, line in enumerate(text.split('\n')):
        body.append(line)
        if line == '}':
            functions.append((started, number, '\n'.join(body)))
            body, started = [], number + 1
    checks = [set(re.findall(r'^CHECK\(\s*\w+,\s*"([^"]+)"', body, re.MULTILINE)) for _, _, body in functions]
    names = [re.findall(r'^\w[\w *]*?(\w+)\([^;{}]*\) \{$', body, re.MULTILINE)[-1:] for _, _, body in functions]
    for i, name in enumerate(names):  # tests/arm64/timer.c
        for check in re.findall(r'TIMER_CHECK\([\s\\]*timer, %s,[\s\\]*"timer\." #timer "([.\w]+)"' % ''.join(name), text):
            checks[i] |= {f'timer.{timer}{check}' for timer in re.findall(r'^TIMER_CHECKS\((\w+)\)$', text, re.MULTILINE)}
    for _ in functions:
        for i, name in enumerate(names):
            for j, (_, _, body) in enumerate(functions):
                if name and i != j and re.search(rf'\b{name[0]}\b', body):
                    checks[i] |= checks[j]
    return {number: checks[i] for i, (first, last, _) in enumerate(functions) for number in range(first, last + 1)}


def judge_by_host(arch, images, file):
    """images: of path to mutant, None for the tree as it is."""
    listed = must(f'build/native/{arch}/vouch', 'list', 'lies', '--format', 'tsv')
    broken = {name: set(checks.split(',')) for name, checks in re.findall(r'^lies\t(.*)\tbreaks: (.*)$', listed, re.MULTILINE)}
    checks = checks_by_line(read(file))
    for options, scenarios, *lies in KVM[file]:
        also = set(broken) if lies == [EVERY_LIE] else set(' '.join(lies).split())
        asked = [path for path, mutant in images.items() if not mutant or not mutant.noticed_by]
        if len(asked) == 1:
            return
        for path, mutant in images.items():
            about = checks.get(mutant.number, set()) if mutant else set()
            questions = [f'run {name}\n' for name in scenarios.split() if mutant and mutant.compares]
            questions += [f'lies {name}\n' for name in broken if broken[name] & about or name in also]
            write(path + '.asked', ''.join(questions))
        status, output = run(
            'scripts/emulated-host', arch, '--timeout', '9000', '--init', f'build/{arch}/foreign-init', *options.split(),
            '--tree', f'build/busybox-{arch}.cpio', '--add', ' '.join(
                [f'build/{arch}/vouch', 'tests/mutants/series', *asked, *(path + '.asked' for path in asked)]),
            '--', '/bin/sh', '/series', seconds=9100)
        for name, question in re.findall(r'^# (\w+) noticed by (.*)$', output, re.MULTILINE):
            images[os.path.join(os.path.dirname(asked[0]), name)].noticed_by = question
        if status or '# all asked' not in output:
            die(NO_RESULT, f'the host of {file} ended with status {status}:\n{output}')


def judge_by_qemu(arch, images, file):
    """As above, of the payload alone; what it says of a check is the result, and whether it was skipped."""
    @functools.cache
    def answer(path, options, claims):
        output = run('scripts/plain-qemu', arch, '--image', path, *options.split(), '--append', claims)[1]
        return re.findall(r'^((?:not )?ok \d+ - \S+)( # SKIP)?', output, re.MULTILINE)

    checks, whole = checks_by_line(read(file)), next(iter(images))
    for path, mutant in images.items():
        about = ','.join(sorted(checks.get(mutant.number, ()))) if mutant else ''
        for options, claims in QEMU.get(file, []) if mutant and not mutant.noticed_by else []:
            question = options, f'guest.checks=boot,{about} {claims}' if about else claims
            if answer(path, *question) != answer(whole, *question):
                mutant.noticed_by = 'plain-qemu ' + ' '.join(question)
                break


def judge_by_lies(mutants):
    arch = mutants[0].file.split('/')[1]
    image = os.path.join('build', arch, IMAGE[arch])
    folder = os.path.join(TREE, 'build', 'images')
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    images = {}
    for mutant in [None, *mutants]:
        path = os.path.join(folder, f'm{len(images):03}')
        write(mutants[0].file, mutant.text() if mutant else read(mutants[0].file))
        if run('make', '-s', f'ARCH={arch}', image)[0] == 0:
            shutil.copy(os.path.join(TREE, image), path)
            images[path] = mutant
    judge_by_host(arch, images, mutants[0].file)
    judge_by_qemu(arch, images, mutants[0].file)
    return list(images.values())[1:]


def known_survivors():
    """The reason of each, by what str(Mutant) is without its line."""
    with open(os.path.join(TOP, 'tests', 'mutants', 'survivors'), encoding='utf-8') as table:
        reason, known = '', {}
        for line in table.read().split('\n'):
            if line.startswith('# '):
                reason = line[2:]
            elif line:
                known[line] = reason
    return known


def copy_tree():
    """What git knows, as it is now; and what was built of it, so that little is built again."""
    shutil.rmtree(TREE, ignore_errors=True)
    files = subprocess.run(['git', 'ls-files', '-z'], cwd=TOP, check=True, stdout=subprocess.PIPE, text=True).stdout
    for file in filter(None, files.split('\0')):
        os.makedirs(os.path.dirname(os.path.join(TREE, file)), exist_ok=True)
        shutil.copy2(os.path.join(TOP, file), os.path.join(TREE, file))


def main():
    known = [*UNIT, *SCRIPTS, *KVM]
    files = sys.argv[1:] or known
    for file in files:
        if file not in known:
            die(USAGE, f'nothing judges {file}; there are: {" ".join(known)}')
    for number in (signal.SIGHUP, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(INTERRUPTED))  # by way of run(), which leaves nothing behind
    os.environ.setdefault('VOUCH_CACHE', os.path.join(TOP, 'cache'))
    every, report, killed, total = int(os.environ.get('EVERY') or 1), [], 0, 0
    reasons, unknown = known_survivors(), 0
    copy_tree()
    for arch in {file.split('/')[1] for file in files if file in KVM}:
        must('make', '-s', f'ARCH={arch}', 'all', f'build/{arch}/foreign-init', f'build/native/{arch}/vouch')
        must('scripts/setup/busybox', arch)
    for file in files:
        judge = judge_by_unit_test if file in UNIT else judge_by_script if file in SCRIPTS else judge_by_lies
        mutants = judge(mutants_of(file)[::every])
        write(file, read(file))
        left = [mutant for mutant in mutants if not mutant.noticed_by]
        unknown += sum(mutant.name() not in reasons for mutant in left)
        said = [f'survived {mutant}  ({reasons.get(mutant.name(), "NOBODY KNOWS WHY")})' for mutant in left]
        said += [f'noticed {mutant}, which tests/mutants/survivors has' for mutant in mutants
                 if mutant.noticed_by and mutant.name() in reasons]
        said.append(f'{file}: {len(mutants) - len(left)} of {len(mutants)} mutants noticed')
        print('\n'.join(said), flush=True)
        report += [f'noticed by {mutant.noticed_by}: {mutant}' for mutant in mutants if mutant.noticed_by] + said
        killed, total = killed + len(mutants) - len(left), total + len(mutants)
    report.append(f'{killed} of {total} mutants noticed, {100 * killed // max(total, 1)} %')
    print(report[-1])
    os.makedirs(os.path.join(TOP, 'build', 'results'), exist_ok=True)
    with open(os.path.join(TOP, 'build', 'results', 'mutants.txt'), 'w', encoding='utf-8') as results:
        results.write('\n'.join([*report, '']))
    sys.exit(unknown > 0)


main()
