# SPDX-License-Identifier: MIT
"""A page says what its runs say, whatever a guest has printed; and may load nothing."""

import base64
import hashlib
import json
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

from lxml import html
from tap import TAPTestRunner

TOP = Path(__file__).resolve().parents[2]
SAMPLES = [TOP / "tests/samples/7.0.tap", TOP / "tests/samples/7.1.tap"]
BENCH = TOP / "tests/samples/bench.json"
LETTERS = {"p": "pass", "f": "fail", "s": "skip", "d": "diverges"}


def program(name, *arguments):
    return subprocess.run([TOP / "scripts" / name, *arguments], capture_output=True, text=True)


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        cls.file = Path(cls.folder.name, "report.html")
        done = program("report", "--output", cls.file, "--bench", BENCH, *SAMPLES)
        assert done.returncode == 0, done.stderr
        cls.source = cls.file.read_text(encoding="utf-8")
        cls.page = html.document_fromstring(cls.source)
        cls.data = json.loads(cls.page.get_element_by_id("data").text)
        cls.runs = json.loads(program("results", *SAMPLES).stdout)["runs"]

    def test_headline(self):
        self.assertEqual(self.page.find(".//h1").text_content(),
                         "3 checks failed, on 7.0, 7.1. 7.1 did not come to the end.")

    def test_runs(self):
        rows = [[cell.text_content() for cell in row] for row in self.page.cssselect("table.runs tbody tr")]
        self.assertEqual(rows, [
            ["7.0", "arm64 Linux 7.0.1-test", "7", "1", "1", "1", ""],
            ["7.1", "arm64 Linux 7.1.2-test", "6", "0", "1", "2", "not whole: 1 of 10 results are missing"]])

    def test_nothing_lost(self):
        """Each result is in the data, with its verdict and evidence, and no other is."""
        for run, column in zip(self.runs, self.data["runs"]):
            told = {result["name"]: (result["verdict"], [*filter(None, [result.get("remark")]), *result["notes"]])
                    for result in run["results"]}
            shown = {name: (LETTERS[letter], [line for line in self.data["texts"][text].split("\n") if line])
                     for name, letter, text in zip(self.data["names"], column["verdicts"], column["evidence"])
                     if letter != "n"}
            self.assertEqual(shown, told)
            self.assertEqual(len(shown), 10 if run["name"] == "7.0" else 9)

    def test_sentences(self):
        tables = self.data["catalogue"]["arm64"]
        self.assertTrue(tables["checks"]["timer.virt.intid"][0].startswith("vcpu.rst 2.1: "))
        self.assertTrue(tables["errnos"]["errno.pmu-irq.get"][0].startswith("success: "))
        self.assertIn("timer.virt=20", tables["scenarios"]["timers-20-19"][-1])

    def test_lies(self):
        """A run of lies has what each lie is about."""
        folder = Path(self.folder.name)
        (folder / "lies.tap").write_text("TAP version 13\n1..1\n# vouch 0.1 arm64, host kernel 7.0 aarch64\n"
                                         "ok 1 - lie.timer-virt-intid\n# END vouch 0.1\n")
        program("report", "--output", folder / "lies.html", folder / "lies.tap")
        page = html.document_fromstring((folder / "lies.html").read_text(encoding="utf-8"))
        lies = json.loads(page.get_element_by_id("data").text)["catalogue"]["arm64"]["lies"]
        self.assertEqual([*lies], ["lie.timer-virt-intid"])
        self.assertIn("breaks: timer.virt.intid", lies["lie.timer-virt-intid"])

    def test_figures(self):
        dots = [len(figure.cssselect("circle")) for figure in self.page.cssselect("figure")]
        self.assertEqual(dots, [2, 2, 2, 3])
        self.assertIn("worst -5.8 %", self.page.cssselect("figure")[0].text_content())
        self.assertIn("median 83 us", self.page.cssselect("figure")[1].text_content())
        self.assertIn("worst 2.5 ms", self.page.cssselect("figure")[2].text_content())

    def test_bench(self):
        rows = [[cell.text_content() for cell in row] for row in self.page.cssselect("table.bench tbody tr")]
        self.assertEqual(rows, [
            ["scenario cost", "1.18 of a bare VM", "1.15 - 1.24", "at most 1.25", "✓"],
            ["imagearm64 & <all> its checks", "70,000 bytes", "", "under 65,536", "✗"],
            ["checks per second", "58.4 /s", "", "", ""]])
        heights = [float(point.split(",")[1]) for point in self.page.cssselect("polyline")[0].get("points").split()]
        self.assertEqual(heights, sorted(heights, reverse=True))

    def test_loads_nothing(self):
        """Its policy allows this script and this style; and nothing in it names anything elsewhere."""
        policy = self.page.cssselect("meta[http-equiv=Content-Security-Policy]")[0].get("content")
        for kind, text in (("style", self.page.find(".//style").text), ("script", self.page.findall(".//script")[-1].text)):
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            self.assertIn(f"{kind}-src 'sha256-{digest}'", policy)
            self.assertNotRegex(text, r"https?:|url\(|@import")
        self.assertTrue(policy.startswith("default-src 'none';"))
        for element in self.page.iter():
            for name, value in element.items():
                self.assertNotIn(name, ("src", "style", "srcset"))
                self.assertFalse(name.startswith("on"), name)
                self.assertTrue(name != "href" or value.startswith("#"), value)

    def test_hostile_text(self):
        """What looks like the end of a script, or the start of a comment, is text of the data."""
        self.assertEqual(len(self.page.findall(".//script")), 2)
        self.assertNotRegex(self.page.get_element_by_id("data").text, "[<>&]")
        self.assertIn('intid expected=20 actual=27 </script><!--&amp;"]]>', "\n".join(self.data["texts"]))

    def test_same_of_json(self):
        folder = Path(self.folder.name)
        (folder / "results.json").write_text(program("results", *SAMPLES).stdout)
        program("report", "--output", folder / "again.html", "--bench", BENCH, folder / "results.json")
        self.assertEqual((folder / "again.html").read_text(encoding="utf-8"), self.source)

    def test_wrong_usage(self):
        for arguments, sentence in ((("/none.tap",), "cannot read /none.tap: No such file or directory"),
                                    (("--output", "/proc/none/x", *SAMPLES), "cannot write /proc/none/x: No such file"),
                                    (("--bench", TOP / "README.md", *SAMPLES), "README.md is neither TAP nor whole JSON"),
                                    (("--bench", TOP / "docs/schemas/bench-1.schema.json", *SAMPLES), "'format' is a required"),
                                    ((TOP / "README.md",), "README.md is neither TAP nor the JSON")):
            done = program("report", *arguments)
            self.assertEqual(done.returncode, 2)
            self.assertRegex(done.stderr, "^report: .*" + re.escape(sentence))
            self.assertEqual(done.stderr.count("\n"), 1)


if __name__ == "__main__":
    runner = TAPTestRunner()
    runner.set_stream(True)
    unittest.main(testRunner=runner)
