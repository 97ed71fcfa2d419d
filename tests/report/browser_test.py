# SPDX-License-Identifier: MIT
"""A page in a real browser: what it shows, by mouse and by keys, dark and light, wide and narrow. 'make report-test'
runs it; the pictures it takes are in build/results."""

import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys
from tap import TAPTestRunner

TOP = Path(__file__).resolve().parents[2]
SAMPLES = [TOP / "tests/samples/7.0.tap", TOP / "tests/samples/7.1.tap"]
RESULTS = TOP / "build/results"
# An empty profile, and no word to anybody on the network.
OPTIONS = ("headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "hide-scrollbars",
           "disable-background-networking", "disable-component-update", "disable-sync", "disable-dev-shm-usage")
WIDE, NARROW = (1280, 900), (390, 844)

# Texts whose contrast with the ground behind them is below 4.5 to 1, the AA of WCAG 2.
FAINT = """
const parse = (colour) => (colour.match(/[0-9.]+/g) || [0, 0, 0, 0]).map(Number);
const light = (rgb) => [0.2126, 0.7152, 0.0722].reduce((sum, part, i) => {
  const c = rgb[i] / 255;
  return sum + part * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
}, 0);
const ground = (element) => {
  for (let e = element; e; e = e.parentElement) {
    const colour = parse(getComputedStyle(e).backgroundColor);
    if (colour.length < 4 || colour[3] > 0) return colour;
  }
};
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), faint = new Set();
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.closest("script")) continue;
  const style = getComputedStyle(element), ink = parse(element.closest("svg") ? style.fill : style.color);
  const [a, b] = [light(ink), light(ground(element))].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) faint.add(`${element.tagName}.${element.getAttribute("class")}: ${texts.currentNode.data}`);
}
return [...faint];
"""


def report(output, *files):
    subprocess.run([TOP / "scripts/report", "--output", output, *files], check=True, capture_output=True)


class Browser(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        report(cls.folder / "report.html", *SAMPLES)
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        for option in (*OPTIONS, f"user-data-dir={cls.folder / 'profile'}"):
            options.add_argument(f"--{option}")
        cls.browser = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
        cls.addClassCleanup(cls.browser.quit)

    def look(self, size=WIDE, scheme="light", file=None, hash=""):
        width, height = size
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": scheme}]})
        self.browser.get("about:blank")
        self.browser.get(f"file://{file or self.folder / 'report.html'}{hash}")

    def all(self, selector):
        return self.browser.find_elements("css selector", selector)

    def one(self, selector):
        found = self.all(selector)
        self.assertEqual(len(found), 1, selector)
        return found[0]

    def texts(self, selector):
        return [element.text for element in self.all(selector)]

    def press(self, *keys):
        webdriver.ActionChains(self.browser).send_keys(*keys).perform()

    def focused(self):
        return self.browser.switch_to.active_element.text

    def tearDown(self):
        """Nothing was complained of, nothing asked for, and no text became markup."""
        self.assertEqual(self.browser.get_log("browser"), [])
        self.assertEqual(self.browser.execute_script("return performance.getEntriesByType('resource').map((r) => r.name)"), [])
        self.assertEqual(self.browser.execute_script("return document.scripts.length"), 2)

    def test_changes(self):
        self.look()
        self.assertEqual([text.split("\n")[-2:] for text in self.texts("#differences h3")], [
            ["passed, now failed", "2 results"], ["failed, now passed", "1 result"], ["diverged, now passed", "1 result"],
            ["passed, now not run", "1 result"]])
        first = self.all("#differences .kind > details")[0]
        self.assertIn("interrupts expected=1 actual=2", first.text)
        first.find_element("css selector", "summary").click()
        self.assertIn("vcpu.rst 2.1: ", first.find_element("css selector", ".sentence").text)
        self.one("#swap").click()
        self.assertEqual(self.texts("#differences h3")[0].split("\n")[-2:], ["passed, now failed", "1 result"])

    def test_matrix(self):
        """Rows that differ, those alike in one; a cell shows its evidence and the sentence that it is about."""
        self.look()
        self.assertEqual(self.texts("#table thead th"), ["check", "7.0", "7.1"])
        self.assertEqual(self.texts("#table tbody th button"), [
            "timers-20-19.timer.virt.intid", "errno.pmu-irq.busy-other-ppi", "timer.virt.once 2 scenarios"])
        self.one("#table td.diverges").click()
        self.assertIn("documented EBUSY, kernel EINVAL", self.one(".evidence .chosen").text)
        self.assertIn("EBUSY: vcpu.rst 1.1", self.one(".opened .sentence").text)
        self.one("#table td.diverges").click()
        self.all("#table td.fail")[0].click()
        self.assertIn('intid expected=20 actual=27 </script><!--&amp;"]]>', self.all(".evidence .chosen")[0].text)
        self.one("#fold").click()
        self.assertEqual(len(self.all("#table tbody tr")), 4)

    def test_filter(self):
        self.look()
        self.one("#show").send_keys("all")
        self.assertEqual(self.one("#shown").text, "10 of 10 results in 9 rows")
        self.one("#filter").send_keys("timer LATE")
        self.assertEqual(self.texts("#table tbody th button"), ["defaults.timer.virt.late"])
        self.one("#filter").send_keys("x")
        self.assertEqual(self.one("#shown").text, "No row is like that.")
        self.assertFalse(self.one("#table").is_displayed())

    def test_address(self):
        """The address brings back what was shown."""
        self.look(hash="#from=7.1&to=7.0&filter=timer&show=bad&fold=false")
        self.assertEqual(self.texts("#differences h3")[0].split("\n")[-2:], ["passed, now failed", "1 result"])
        self.assertEqual(len(self.all("#table tbody tr")), 3)
        self.one("#filter").clear()
        self.one("#filter").send_keys("once")
        self.assertTrue(self.browser.current_url.endswith("#from=7.1&to=7.0&filter=once&show=bad&fold=false"))

    def test_keys(self):
        self.look()
        self.press("/")
        self.press("timer", Keys.TAB, Keys.TAB, Keys.TAB)
        self.assertIn("timers-20-19", self.focused())
        self.press(Keys.END)
        self.assertIn("timer.virt.once", self.focused())
        self.press(Keys.ARROW_UP, Keys.ENTER)
        self.assertEqual(len(self.all("#table .opened")), 1)
        self.assertEqual(self.browser.switch_to.active_element.get_attribute("aria-expanded"), "true")
        self.press(Keys.ARROW_DOWN)
        self.assertIn("timer.virt.once", self.focused())
        self.press(Keys.HOME, Keys.ESCAPE)
        self.assertEqual(len(self.all("#table .opened")), 0)
        self.assertIn("timers-20-19", self.focused())

    def test_spoken(self):
        """Each sign has a word for those who do not see it, and each control a name."""
        self.look()
        self.assertEqual(self.texts("#table tbody tr:first-child td"), ["✗\nfailed", "✓\npassed"])
        for control in self.all("button, select, input"):
            self.assertTrue(control.accessible_name, control.get_attribute("outerHTML"))

    def test_schemes(self):
        grounds = set()
        for scheme in ("light", "dark"):
            self.look(scheme=scheme, hash="#show=all")
            for cell in self.all("#table td.fail"):
                cell.click()
            self.assertEqual(self.browser.execute_script(FAINT), [], scheme)
            grounds.add(self.browser.execute_script("return getComputedStyle(document.body).backgroundColor"))
        self.assertEqual(len(grounds), 2)

    def test_narrow(self):
        self.look(NARROW)
        self.all("#table td.fail")[0].click()
        self.assertLessEqual(self.browser.execute_script("return document.documentElement.scrollWidth"), NARROW[0])

    def test_one_run(self):
        report(self.folder / "one.html", SAMPLES[0])
        self.look(file=self.folder / "one.html")
        self.assertFalse(self.one("#changes").is_displayed())
        self.assertEqual(len(self.all("#table tbody tr")), 2)  # what failed or diverges

    def test_large(self):
        """Ten runs of 3,000 results: it is there at once, and all rows can be reached."""
        for run in range(10):
            lines = ["TAP version 13", "1..3000", f"# vouch 0.1 arm64, host kernel 6.{run} aarch64"]
            for number in range(1, 3001):
                bad = "not " if number % (run + 2) == 0 else ""
                lines += [f"# s{number}.timer.virt.intid: expected=27 actual={number}", f"{bad}ok {number} - s{number}.timer.virt.intid"]
            (self.folder / f"6.{run}.tap").write_text("\n".join([*lines, "# END vouch 0.1", ""]))
        report(self.folder / "large.html", *sorted(self.folder.glob("6.*.tap")))
        self.assertLess((self.folder / "large.html").stat().st_size, 2**20)
        start = time.monotonic()
        self.look(file=self.folder / "large.html", hash="#show=all&fold=false")
        self.assertEqual(self.one("#shown").text, "3,000 of 3,000 results")
        self.assertLess(time.monotonic() - start, 5)
        self.all("#table tbody th button")[0].click()
        self.press(Keys.END)
        self.assertEqual(self.focused(), "s3000.timer.virt.intid")

    def test_pictures(self):
        """For a person to look at: of the matrix's report where there is one."""
        file = RESULTS / "report.html"
        for name, size, scheme in (("light", (1280, 1600), "light"), ("dark", (1280, 1600), "dark"),
                                   ("narrow", (390, 1600), "dark")):
            self.look(size, scheme, file if file.exists() else None)
            picture = RESULTS / f"report-{name}.png"
            self.assertTrue(self.browser.save_screenshot(str(picture)))


if __name__ == "__main__":
    RESULTS.mkdir(parents=True, exist_ok=True)
    runner = TAPTestRunner()
    runner.set_stream(True)
    unittest.main(testRunner=runner)
