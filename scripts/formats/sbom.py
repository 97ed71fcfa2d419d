# SPDX-License-Identifier: MIT
"""sbom.py PACKAGES.LIST FILE...: prints, as SPDX 2.3 JSON, what these files of 'make dist' are made of."""
import hashlib
import json
import os
import sys
import time

# What goes into the files, by its name in the list, and its licence where it has one alone.
PARTS = {
    "newlib-source": "NOASSERTION",
    "device-tree-compiler": "BSD-2-Clause",  # libfdt, of which one may choose this one
    "musl-dev": "MIT",
    "libclang-rt-19-dev": "Apache-2.0 WITH LLVM-exception",
    "linux-libc-dev": "GPL-2.0-only WITH Linux-syscall-note",
}


def checksums(name):
    """SPDX 2.3, 8.4: of a file there has to be a SHA-1."""
    with open(name, "rb") as file:
        text = file.read()
    return [{"algorithm": kind, "checksumValue": hashlib.new(kind, text).hexdigest()} for kind in ("SHA256", "SHA1")]


def package(row):
    name, version, arch, _, digest_, _ = row
    return {
        "SPDXID": f"SPDXRef-{name}-{arch}", "name": name, "versionInfo": version, "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False, "licenseConcluded": "NOASSERTION", "licenseDeclared": PARTS[name],
        "copyrightText": "NOASSERTION", "checksums": [{"algorithm": "SHA256", "checksumValue": digest_}],
    }


with open(sys.argv[1], encoding="utf-8") as file:
    rows = [line.split() for line in file if line.split() and line.split()[0] in PARTS]
missing = set(PARTS) - {row[0] for row in rows}
if missing:
    sys.exit(f"sbom: {sys.argv[1]} has no row of {', '.join(sorted(missing))}")
packages = [package(row) for row in rows]
files = [{"SPDXID": f"SPDXRef-file-{os.path.basename(name)}", "fileName": "./" + os.path.basename(name),
          "checksums": checksums(name),
          "licenseConcluded": "NOASSERTION", "copyrightText": "NOASSERTION"} for name in sys.argv[2:]]
whole = hashlib.sha256("".join(f["checksums"][0]["checksumValue"] for f in files).encode()).hexdigest()
vouch = {"SPDXID": "SPDXRef-vouch", "name": "vouch", "downloadLocation": "NOASSERTION", "filesAnalyzed": False,
         "licenseConcluded": "NOASSERTION", "licenseDeclared": "MIT", "copyrightText": "NOASSERTION"}
relations = [("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-vouch")]
relations += [(f["SPDXID"], "GENERATED_FROM", "SPDXRef-vouch") for f in files]
relations += [("SPDXRef-vouch", "CONTAINS", p["SPDXID"]) for p in packages]
json.dump({
    "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "vouch",
    "documentNamespace": f"urn:vouch:spdx:{whole}",
    "creationInfo": {"creators": ["Tool: vouch-dist"], "created": time.strftime(
        "%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"])))},
    "packages": [vouch, *packages], "files": files,
    "relationships": [{"spdxElementId": a, "relationshipType": b, "relatedSpdxElement": c} for a, b, c in relations],
}, sys.stdout, indent=1)
print()
