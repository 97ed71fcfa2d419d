# SPDX-License-Identifier: MIT
"""Runs as JUnit XML: a suite for each run, a class for each of its scenarios."""

from junit_xml import TestCase, TestSuite, to_xml_report_string
from lxml import etree

from runs import SCHEMAS, die


def case_of(run, result):
    """JUnit knows no divergence: it is a pass, and its evidence tells."""
    suite = run["name"].replace(".", "_")  # readers take a dot for a package
    case = TestCase(result["check"], classname=f"{suite}.{result['scenario'] or 'vouch'}")
    evidence = result["notes"]
    if result["verdict"] == "skip":
        case.add_skipped_info(result.get("remark") or "skipped")
    elif result["verdict"] == "fail":
        case.add_failure_info(next(filter(None, evidence), "failed, and noted nothing"), "\n".join(evidence))
    elif "remark" in result:
        evidence = [*evidence, result["remark"]]
    case.stdout = "\n".join(evidence)
    return case


def suite_of(run):
    cases = [case_of(run, result) for result in run["results"]]
    if run["fault"]:
        whole = TestCase("whole", classname=f"{run['name'].replace('.', '_')}.vouch")
        whole.add_error_info(run["fault"])
        cases.append(whole)
    known = {key: run[key] for key in ("program", "architecture", "kernel", "machine") if run[key]}
    return TestSuite(run["name"], cases, properties=known)


def convert(runs, _options):
    tree = etree.fromstring(to_xml_report_string([suite_of(run) for run in runs], prettyprint=False).encode())
    etree.strip_attributes(tree, "disabled")  # Jenkins' schema does not know it
    schema = etree.XMLSchema(file=str(SCHEMAS / "junit.xsd"))
    if not schema.validate(tree):
        die(f"what came out is not as docs/schemas/junit.xsd says: {schema.error_log[0].message}")
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, pretty_print=True).decode()
