"""A copy of the engine and its tests, in which one change after another is built and judged."""
import fcntl
import os
import re
import selectors
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lint.d"))

from package import COMMENT, targets  # noqa: E402

# Optimised, as the tests take longer than the build; file by file, so that a change builds one.
BUILD = ("swift", "build", "--build-tests", "-Xswiftc", "-O")
ISSUE = re.compile(rb"recorded an issue|\xe2\x9c\x98")
TESTS = re.compile(rb"Test run with (\d+) tests?")
# How long a change may take compared with what is unchanged, and at least.
PATIENCE, PATIENCE_MIN_S = 10, 60


class Broken(Exception):
    """What is unchanged does not build or pass."""


class Trial:
    def __init__(self, top, suites, model_seeds):
        self.top, self.suites = top, suites
        self.folder = top / ".build" / "mutate"
        self.environment = {**os.environ, "MODEL_SEEDS": f"0:{model_seeds}"}
        self.patience_s = {suite: 3600 for suite in suites}

    def prepare(self):
        """Brings the copy up to date; what is the same stays, with all that was built from it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock = open(self.folder / "lock", "w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Broken("another script/mutate works in this checkout") from None
        manifest = (self.top / "Package.swift").read_text()
        wanted = self.needed(manifest)
        write(self.folder / "Package.swift", self.manifest(manifest, wanted))
        for top in ("Sources", "Tests"):
            for folder in (self.folder / top).glob("*"):
                if f"{top}/{folder.name}" not in [target.folder for target in wanted]:
                    shutil.rmtree(folder)
        # The tables of rules, which tests hold the rule books against.
        for folder in ["docs"] + [target.folder for target in wanted]:
            mirror(self.top / folder, self.folder / folder)

    def needed(self, manifest):
        """The targets of the suites and all that they depend on."""
        known = {target.name: target for target in targets(COMMENT.sub("", manifest))}
        names, left = [], list(self.suites)
        while left:
            name = left.pop()
            if name not in names:
                names.append(name)
                left += sorted(known[name].declared)
        return [known[name] for name in names]

    def manifest(self, manifest, wanted):
        """The settings are those of the package, but a change may give rise to a warning."""
        head = manifest[:manifest.index("\n]\n") + 3].replace("    .treatAllWarnings(as: .error),\n", "")
        lines = [
            f'        .{"testTarget" if target.name in self.suites else "target"}(name: "{target.name}", dependencies: '
            f'{sorted(target.declared)}, path: "{target.folder}", swiftSettings: strict),\n'.replace("'", '"')
            for target in wanted]
        return f'{head}\nlet package = Package(name: "mutate", targets: [\n{"".join(lines)}    ],' \
            " swiftLanguageModes: [.v6])\n"

    def baseline(self):
        """Builds and runs what is unchanged; how many tests, and the seconds of the build and of each suite."""
        began = time.monotonic()
        status, output = self.run(BUILD, 3600)
        if status != 0:
            raise Broken(output.decode(errors="replace"))
        built, count, seconds = time.monotonic(), 0, []
        products = subprocess.run([*BUILD[:2], "--show-bin-path"], cwd=self.folder, capture_output=True, text=True)
        self.tests = next(Path(products.stdout.strip()).glob("*PackageTests.xctest"))
        for suite in self.suites:
            began_suite = time.monotonic()
            verdict, output = self.judge(suite)
            ran = TESTS.search(output)
            if verdict or not ran or ran.group(1) == b"0":
                raise Broken(f"{suite} do not pass unchanged: {verdict}\n{output.decode(errors='replace')}")
            seconds.append(time.monotonic() - began_suite)
            self.patience_s[suite] = max(PATIENCE_MIN_S, PATIENCE * seconds[-1])
            count += int(ran.group(1))
        return count, built - began, seconds

    def verdict(self, place):
        """What notices a change, or None; `does not build` for one that Swift refuses."""
        path = self.folder / place.path
        text = path.read_text()
        write(path, place.changed(text))
        try:
            status, _ = self.run(BUILD, 3600)
            if status != 0:
                return "does not build"
            return next(filter(None, (self.judge(suite)[0] for suite in self.suites)), None)
        finally:
            write(path, text)

    def judge(self, suite):
        """How a suite fails, or None, and what it wrote; its first issue is enough."""
        command = (self.tests, "--testing-library", "swift-testing", "--filter", rf"^{suite}\.")
        status, output = self.run(command, self.patience_s[suite], ends=ISSUE)
        name = "the model" if suite == "ModelTests" else "a test"
        if status is None:
            return f"{name}, by hanging", output
        if ISSUE.search(output):
            return name, output
        return (f"{name}, by a trap" if status else None), output

    def run(self, command, seconds, ends=None):
        """The exit status, None when time is up, and the output; it stops where the output has what ends it."""
        process = subprocess.Popen(command, cwd=self.folder, env=self.environment, start_new_session=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        output, until = b"", time.monotonic() + seconds
        try:
            with selectors.DefaultSelector() as selector:
                selector.register(process.stdout, selectors.EVENT_READ)
                while (left := until - time.monotonic()) > 0:
                    if not selector.select(left):
                        continue
                    piece = os.read(process.stdout.fileno(), 65536)
                    output += piece
                    if not piece:
                        return process.wait(), output
                    if ends and ends.search(output):
                        return 1, output
            return None, output
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            process.stdout.close()


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def mirror(source, copy):
    """Makes a folder the same as another, without touching files that are."""
    texts = {path.relative_to(source): path for path in source.rglob("*") if path.is_file()}
    for path in copy.rglob("*"):
        if path.is_file() and path.relative_to(copy) not in texts:
            path.unlink()
    for name, path in texts.items():
        write(copy / name, path.read_text())
