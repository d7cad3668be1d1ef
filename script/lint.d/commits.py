"""The subjects of commits, from the one on since which they are short."""
import subprocess

SUBJECT_MAX = 72
# The last commit before the rule. A copy without it (shallow, or no checkout at all) is not judged.
LAST_FREE = "c425be68fda863bea3d57c9e2a64b9d7909d6738"


def git(top, *arguments):
    ran = subprocess.run(["git", "-C", str(top), *arguments], capture_output=True, text=True)
    return ran.stdout if ran.returncode == 0 else None


def offences(tree):
    if git(tree.top, "merge-base", "--is-ancestor", LAST_FREE, "HEAD") is None:
        return
    log = git(tree.top, "log", "--no-merges", "--format=%h %s", f"{LAST_FREE}..HEAD") or ""
    for commit, _, subject in (line.partition(" ") for line in log.splitlines()):
        if len(subject) > SUBJECT_MAX:
            yield tree.top / "commits" / commit, 1, f"the subject has {len(subject)} columns; {SUBJECT_MAX} is the most"
