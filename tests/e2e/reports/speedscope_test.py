"""The speedscope export, opened in the real speedscope. Skipped (77) where npm cannot fetch it.

Usage: speedscope_test.py DIRECTORY-OF-SAMPLES WORK-DIRECTORY
"""
import base64
import json
import pathlib
import shutil
import subprocess
import sys

from browser import Browser

samples, work = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
here = pathlib.Path(__file__).resolve().parent / "speedscope"
release = work / "node_modules/speedscope/dist/release"

if not release.exists():
    work.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(here / name, work)
    npm = shutil.which("npm")
    if not npm or subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=work).returncode != 0:
        print("npm could not fetch speedscope")
        sys.exit(77)

# As its own command line does: a script that hands the file to the page.
content = base64.b64encode((samples / "shop.speedscope.json").read_bytes()).decode()
script = work / "shop.js"
script.write_text(f"speedscope.loadFileFromBase64('shop.speedscope.json', {json.dumps(content)})")
with Browser() as page:
    page.open(f"{(release / 'index.html').as_uri()}#localProfilePath={script}")
    for _ in range(600):  # frames
        text = page.run("document.body.innerText")
        if "Sandwich" in text:
            break
        page.settle()
    assert page.run("document.title") == "/opt/shop/server - speedscope", text
    assert "main (1/3)" in text, text
    page.run("[...document.querySelectorAll('*')].find(e => e.children.length < 2 && e.textContent.endsWith('Sandwich')).click()")
    for _ in range(600):
        text = page.run("document.body.innerText")
        if "shop::poll" in text:
            break
        page.settle()
    assert "shop::poll" in text and "main" in text, text
    assert "1.80s" in text, text  # main's self time
