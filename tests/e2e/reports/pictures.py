#!/usr/bin/env python3
"""Takes the pictures of the README: pictures.py REPORT.html FOLDER. Needs chromium."""
import pathlib
import sys

from browser import Browser

ROW = 4


def main(page, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for name, dark in (("report", False), ("report-dark", True)):
        with Browser(1440, 900, dark) as browser:
            browser.open(page.resolve().as_uri())
            # One with a histogram and callers; the first is a wait.
            browser.click(f"#functions tbody tr:nth-child({ROW})")
            browser.run("document.activeElement.blur(), scrollTo(0, 0)")
            browser.screenshot(folder / f"{name}.png", whole=False)
            if browser.complaints:
                sys.exit(f"the page complains: {browser.complaints}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
