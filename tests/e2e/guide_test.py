"""The guide (integration/GUIDE.md) is true: its files are written, its commands run in their order, and end as it says."""
import os
import re
import unittest

import support
from support import ROOT, Package, run

BLOCK = re.compile(r"(?:<!-- (?P<place>[^>]*) -->)?\n+```(?P<kind>\w+)\n(?P<text>.*?)```", re.S)


def with_function(source, name, text):
    """The source with the definition of a function replaced; it begins and ends at the begin of a line."""
    at = re.search(rf"^[^\n]*\b{name}\(.*?^\}}\n", source, re.S | re.M)
    return source[:at.start()] + text + source[at.end():]


class Guide(support.Scratch):
    def test_every_block(self):
        guide = (ROOT / "integration/GUIDE.md").read_text()
        prefix = Package.install()
        env = {"PATH": f"{prefix}/bin:{os.environ['PATH']}", "CMAKE_PREFIX_PATH": str(prefix)}
        said = {}
        for block in BLOCK.finditer(guide):
            place = block["place"] or ""
            if place.startswith("file: "):
                self.write(place.removeprefix("file: "), block["text"])
            elif place.startswith("replace in: "):
                file, _, name = place.removeprefix("replace in: ").partition(", function ")
                self.write(file, with_function((self.dir / file).read_text(), name, block["text"]))
            elif block["kind"] == "console":
                for line in re.findall(r"^\$ (.*)$", block["text"], re.M):
                    command, _, comment = line.partition("     # ends with ")
                    done = run(["bash", "-c", command], cwd=self.dir, env=env, check=False)
                    self.assertEqual(done.returncode, int(comment or 0), f"{command}\n{done.stdout}{done.stderr}")
                    said[command] = done.stdout + done.stderr
            else:
                self.fail(f"a block without a place: {block['text']}")
        # What the guide says of them.
        self.assertRegex(said["scopegraft report before.scopegraft"], r"FUNCTION\n.*words::normalise\n")
        self.assertRegex(said["scopegraft report before.scopegraft"], r"\n1\.44 kB +256 MB +0 B +100\.0 %  words::normalise\n")
        self.assertRegex(said["scopegraft diff before.scopegraft after.scopegraft"], r"-9\d\.\d % +<\.001 .*words::normalise\n")
        self.assertRegex(said["scopegraft check --max-regression 10% after.scopegraft before.scopegraft"], r"\nregression: words::normalise: mean time \+")
        self.assertIn("**words::normalise**", (self.dir / "review.md").read_text())
        self.assertIn("words::Counter::add", said["scopegraft list -p build"])
        self.assertGreater(len(said), 14)


if __name__ == "__main__":
    support.main()
