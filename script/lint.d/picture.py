"""docs/architecture.svg is what script/draw-architecture draws from Package.swift."""
import subprocess


def offences(tree):
    drawn = subprocess.run([tree.top / "script" / "draw-architecture", "--print"], capture_output=True, text=True)
    if drawn.returncode != 0:
        yield tree.top / "Package.swift", 1, f"script/draw-architecture: {drawn.stderr.strip()}"
        return
    picture = tree.top / "docs" / "architecture.svg"
    if not picture.exists() or picture.read_text(encoding="utf-8") != drawn.stdout:
        yield picture, 1, "not what script/draw-architecture draws"
