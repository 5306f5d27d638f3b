"""The pages GUIDE.md and TROUBLESHOOTING.md are true: their files are written, their commands run in their order, and end as they say."""
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


def without_numbers(line):
    """A line of output, every figure with its unit as `#`; a long name may be cut."""
    line = re.sub(r"[±<]*\d[\d.]*(?: (?:ns|µs|ms|s|k|M|B|kB|MB|%)(?!\w))?", "#", line)
    return re.sub(r"…\S*?(\w+ \{)", r"\1", re.sub(r"\s+", " ", line)).strip()


class Pages(support.Scratch):
    def follow(self, page):
        """Writes the files of a page and runs its commands; yields what the page says of each, the command, and what it said."""
        text = (ROOT / "integration" / page).read_text()
        prefix = Package.install()
        env = {"PATH": f"{prefix}/bin:{os.environ['PATH']}", "CMAKE_PREFIX_PATH": str(prefix)}
        for block in BLOCK.finditer(text):
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
                    printed = block["text"].partition(line + "\n")[2]
                    yield re.split(r"^\$ ", printed, flags=re.M)[0].splitlines(), command, done.stdout + done.stderr
            else:
                self.fail(f"a block without a place: {block['text']}")

    def test_the_guide(self):
        said = {command: output for _, command, output in self.follow("GUIDE.md")}
        self.assertRegex(said["scopegraft report before.scopegraft"], r"FUNCTION\n.*words::normalise\n")
        self.assertRegex(said["scopegraft report before.scopegraft"], r"\n1\.44 kB +256 MB +0 B +100\.0 %  words::normalise\n")
        self.assertRegex(said["scopegraft diff before.scopegraft after.scopegraft"], r"-9\d\.\d % +<\.001 .*words::normalise\n")
        self.assertRegex(said["scopegraft check --max-regression 10% after.scopegraft before.scopegraft"], r"\nregression: words::normalise: mean time \+")
        self.assertIn("**words::normalise**", (self.dir / "review.md").read_text())
        self.assertIn("words::Counter::add", said["scopegraft list -p build"])
        self.assertGreater(len(said), 14)

    def test_troubleshooting(self):
        """All that it says of its commands' output, except for the numbers."""
        compared = 0
        for printed, command, output in self.follow("TROUBLESHOOTING.md"):
            lines = {without_numbers(line.replace(f"{self.dir}/", "")) for line in output.splitlines()}
            for line in printed:
                if line == "...":
                    continue
                compared += 1
                self.assertTrue(any(each.endswith(without_numbers(line)) for each in lines), f"{command} does not say\n{line}\nbut\n{output}")
        self.assertGreater(compared, 20)


if __name__ == "__main__":
    support.main()
