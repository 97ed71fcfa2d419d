# SPDX-License-Identifier: MIT
"""lava.py [NAME=VALUE]... [FOLDER]: see scripts/lava-jobs."""
import os
import re
import subprocess
import sys
import textwrap

import jinja2

TOP = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", ".."))
TEMPLATES = os.path.join(TOP, "labs", "lava")
PLACES = {
    "files": "https://files.example/vouch", "kernel": "https://files.example/Image",
    "dtb": "https://files.example/board.dtb", "device_type": "board", "prompt": "root@", "arguments": "", "claims": "",
    "architectures": "arm64 ppc64",
}
WIDTH = 118


def names(arch, table):
    """What is in a table of the catalogue, in its order."""
    program = os.path.join(TOP, "build", "native", arch, "vouch")
    if not os.path.exists(program):
        sys.exit(f"lava-jobs: there is no {program}: make it first, or say 'make lava'")
    rows = subprocess.run([program, "list", "--format", "tsv", table], check=True, capture_output=True, text=True).stdout
    return list(dict.fromkeys(row.split("\t")[1] for row in rows.splitlines()))


def selected(results, arguments):
    """Those of the results that vouch gives with these arguments. Claims of their own have those of the defaults."""
    if {"--set", "--claim"} & set(arguments.split()):
        return [re.sub(r"^defaults\.", "adhoc.", name) for name in results if name.startswith("defaults.")]
    words = [word for word in arguments.split() if not word.startswith("-")]
    found = {word: [name for name in results if re.match(re.escape(word) + r"([-.]|$)", name)] for word in words}
    for word in words:
        if not found[word]:
            sys.exit(f"lava-jobs: no result of vouch is below '{word}'; 'vouch list results' prints those there are")
    return [name for name in results if not words or any(name in found[word] for word in words)]


def folded(names):
    """As LAVA's monitor folds them (lava_dispatcher/actions/test/monitor.py)."""
    found = {}
    for name in names:
        other = found.setdefault(re.sub(r"\W+", "_", name.lower()), name)
        if other != name:
            sys.exit(f"lava-jobs: LAVA cannot tell {name} from {other}")
    return list(found)


def wrapped(words, indent):
    return textwrap.fill(", ".join(words), WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent)


def main(arguments):
    places, folder = dict(PLACES), TEMPLATES
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals:
            folder = argument
        elif name not in places:
            sys.exit(f"lava-jobs: there is no '{name}'; there are {', '.join(places)}")
        else:
            places[name] = value
    os.makedirs(folder, exist_ok=True)
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), undefined=jinja2.StrictUndefined,
                                     trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    environment.filters["wrapped"] = wrapped
    for arch in places["architectures"].split():
        checks, everything = names(arch, "checks"), names(arch, "results")
        results = selected(everything, places["arguments"])
        for template in environment.list_templates(filter_func=lambda name: name.endswith(".yaml.in")):
            job = environment.get_template(template).render(
                arch=arch, template=template, checks=folded(checks), results=folded(results),
                everything=folded(everything), **places)
            with open(os.path.join(folder, template.replace(".yaml.in", f"-{arch}.yaml")), "w", encoding="utf-8") as file:
                file.write(job)


if __name__ == "__main__":
    main(sys.argv[1:])
