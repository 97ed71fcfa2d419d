# SPDX-License-Identifier: MIT
"""readers.py SECONDS [SEED]: feeds scripts/results and scripts/report what has been made of the files in tests/samples and
tests/fuzz/corpus/readers. Each input has to come out as something valid, or to be refused as wrong usage with one
sentence, in time. What breaks that is left in build/fuzz/readers-*, said on stderr, and status 1. Prints how many inputs
there were."""

import contextlib
import functools
import hashlib
import io
import json
import random
import resource
import runpy
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import lxml.html

TOP = Path(__file__).resolve().parents[2]
FORMATS = TOP / "scripts/formats"
SAMPLES, CORPUS, FOUND = TOP / "tests/samples", TOP / "tests/fuzz/corpus/readers", TOP / "build/fuzz"
PROGRAMS = [TOP / "build/native" / architecture / "vouch" for architecture in ("arm64", "ppc64")]
PATIENCE = 10  # seconds that one input may take
MEMORY = 2 << 30
WORDS = [b"TAP version 13\n", b"1..10\n", b"1..0\n", b"1..%d\n" % 10 ** 30, b"ok 1 - a.b\n", b"not ok 2 - a.b # SKIP\n", b"ok", b"not ",
         b" # SKIP why", b" # TODO", b" # value=1 us", b" # value=-1e9 us", b" # value=%s us" % (b"9" * 400), b"value=0 us",
         b" - ", b"# ", b"#\n", b"Bail out!\n", b"Bail out! why\n", b"# END vouch\n", b"# a.b: diverges: why\n", b"errno.", b"lie.",
         b"# a: stolen ns=%s run_delay ns=1 of ns=1\n" % (b"9" * 400), b"# a: stolen ns=0 run_delay ns=0 of ns=1\n",
         b"# vouch 9 ppc64, host kernel 7\n", b"    # Subtest\n", b"  ---\n", b"pragma +strict\n", b"\0", b"\r", b"\r\n", b"\xff",
         b"\xf0\x9f\x98\x80", b"\xef\xbb\xbf", b"\x1b[2J", b"\x0c", b"\xc2\x85", b"</script>", b"]]>", b"&amp;", b"@data@", b"..", b".",
         b"{", b"[" * 5000, b'{"a":' * 2000, b"}", b"]", b"null", b"true", b"NaN", b"-Infinity", b"1e999", b"-0.0", b'"\\ud800"',
         b'"\\u0000"', b"9" * 5000]
VALUES = [None, True, False, 0, -1, 1, 1.5, -0.0, 1e300, 1e-300, 5e-324, 1.7e308, 10 ** 30, 10 ** 320, float("inf"), float("nan"), "", "a", "../../../tmp", "\0",
          "\ud800", "\u2028", "\x1b[2J", "</script>", "a" * 9999, [], {}, [[]], "pass", "fail", "us", "7.0"]

subprocess_run = subprocess.run


class Timeout(BaseException):
    """Nothing that a reader may catch."""


def on_alarm(_number, _frame):
    raise Timeout


def mutate_bytes(random_, content, others):
    for _ in range(random_.choice((1, 1, 2, 4, 16))):
        lines = random_.random() < 0.5
        parts = content.splitlines(keepends=True) if lines else [content[i:i + 1] for i in range(len(content))]
        start = random_.randrange(len(parts) + 1)
        end = min(len(parts), start + random_.choice((0, 1, 1, 2, 8, 64)))
        middle = parts[start:end]
        way = random_.randrange(6)
        if way == 0:
            middle = [random_.choice(WORDS)]
        elif way == 1:
            middle = middle * random_.choice((0, 2, 3, 50))
        elif way == 2:
            random_.shuffle(middle)
        elif way == 3:
            middle = [bytes(random_.randrange(256) for _ in range(random_.choice((1, 2, 8))))]
        elif way == 4:
            middle = random_.choice(others).splitlines(keepends=True)[:random_.choice((1, 5, 50))]
        else:
            parts = parts[:start]
        content = b"".join(parts[:start] + middle + parts[end:])[:1 << 20]
    return content


def mutate_json(random_, content):
    """Puts something else in the place of a value, of a key, or of both."""
    places = []
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):  # of the corpus: what is to be refused
        return content

    def walk(value):
        for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
            places.append((value, key))
            walk(value[key])
    walk(document)
    for _ in range(random_.choice((1, 1, 2, 5))):
        if not places:
            break
        holder, key = random_.choice(places)
        with contextlib.suppress(LookupError):
            way = random_.randrange(4)
            if way == 0:
                del holder[key]
            elif way == 1 and isinstance(holder, list):
                holder.append(holder[key])
            elif way == 2 and isinstance(holder, dict):
                holder[random_.choice(["a", "name", "unit", "value", "remark", "fault"])] = holder[key]
            else:
                holder[key] = random_.choice(VALUES)
    return json.dumps(document).encode()


def ask(script, arguments):
    """What that prints, or None if it refuses. Raises what should not be."""
    out, err, status = io.StringIO(), io.StringIO(), 0
    sys.argv = [script, *arguments]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            runpy.run_path(str(FORMATS / f"{script}.py"), run_name="__main__")
        except SystemExit as end:
            status = end.code
    said = err.getvalue()
    if not status:
        return out.getvalue()
    assert status == 2, f"status {status}"
    assert said.count("\n") == 1 and said.startswith(f"{script}: "), f"not one sentence: {said!r}"
    assert said[:-1].isprintable(), f"not printable: {said!r}"
    assert "what came out" not in said, said
    assert not out.getvalue(), "refused, and printed"
    return None


def strict(text):
    """JSON that every reader takes."""
    def refuse(word):
        raise AssertionError(f"no JSON has {word}")
    return json.loads(text, parse_constant=refuse)


def try_results(file, again):
    document = ask("results", [str(file)])
    for other in ("junit", "kcidb"):
        made = ask("results", ["--format", other, str(file)])
        assert (made is None) == (document is None), f"{other} refuses what JSON does not, or takes what it refuses"
        if made and other == "kcidb":
            strict(made)
    if document:
        strict(document)
        again.write_text(document)
        assert ask("results", [str(again)]) == document, "what came out reads as something else"


def try_report(file, page, bench):
    """As what was benched, if that is asked for, or as runs."""
    arguments = ["--bench", str(file), str(SAMPLES / "7.0.tap")] if bench else [str(file)]
    if ask("report", ["--output", str(page), *arguments]) is not None:
        data, _code = lxml.html.fromstring(page.read_text()).xpath("//script")
        strict(data.text)


@functools.cache
def list_catalogue(program):
    return subprocess_run([program, "list", "--format", "tsv", "checks"], capture_output=True, text=True, check=True)


def run_program(command, **_options):
    """The one program that a report starts, once: it is ours, whatever a file says."""
    assert command[0] in PROGRAMS, f"starts {command[0]}"
    return list_catalogue(command[0])


def feed(content, name, patience=PATIENCE):
    """All that is done with one input, the scratch files' names begin with `name`. Returns what is wrong, or None."""
    file, other = Path(f"{name}.tap"), Path(f"{name}-again.json")
    file.write_bytes(content)
    signal.setitimer(signal.ITIMER_REAL, patience)
    try:
        try_results(file, other)
        try_report(file, other, bench=b"vouch-bench" in content)
    except Timeout:
        return f"no end after {patience} s"
    except Exception:  # pylint: disable=broad-except  # which is what we look for
        return traceback.format_exc()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return None


def main():
    seconds, seed = float(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    signal.signal(signal.SIGALRM, on_alarm)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.path.insert(0, str(FORMATS))
    subprocess.run = run_program
    random_ = random.Random(seed)
    corpus = [path.read_bytes() for path in sorted([*SAMPLES.glob("*"), *CORPUS.glob("*")])]
    corpus += [ask("results", [str(path)]).encode() for path in sorted(SAMPLES.glob("*.tap"))]
    FOUND.mkdir(parents=True, exist_ok=True)
    inputs, wrong, end = 0, {}, time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as scratch:
        while inputs < len(corpus) or time.monotonic() < end:
            content = corpus[inputs] if inputs < len(corpus) else random_.choice(corpus)
            if inputs >= len(corpus):
                as_json = content.startswith(b"{") and random_.random() < 0.7
                content = mutate_json(random_, content) if as_json else mutate_bytes(random_, content, corpus)
            inputs += 1
            why = feed(content, f"{scratch}/input")
            if why and why.splitlines()[-1][:60] not in wrong:
                wrong[why.splitlines()[-1][:60]] = True
                kept = FOUND / f"readers-{hashlib.sha256(content).hexdigest()[:12]}"
                kept.write_bytes(content)
                print(f"{kept}:\n{why}", file=sys.stderr, flush=True)
    print(inputs)
    sys.exit(bool(wrong))


main()
