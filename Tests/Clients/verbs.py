"""The program's own verbs, run as a script runs them: exit statuses, JSON, profiles."""
import json
import os
import subprocess
import tempfile

from server import Server
from steps import Steps, require

server = Server()
steps = Steps("plimsoll")
BINARY, READY = os.environ["PLIMSOLL_BINARY"], os.environ["PLIMSOLL_READY_FILE"]


def run(*words, profiles=READY, status=0):
    """The rows that a verb prints as JSON, or what it says went wrong when it was not understood."""
    ended = subprocess.run(
        [BINARY, *words, "--json"], env={**os.environ, "PLIMSOLL_PROFILES": profiles}, capture_output=True, text=True,
        timeout=20)
    require(ended.returncode == status, f"status {ended.returncode}: {ended.stdout}{ended.stderr}")
    return json.loads(ended.stdout) if ended.stdout else ended.stderr


@steps("one command brings every account to isolated, 5x, and a second one has nothing to do")
def ensure():
    words = ("mode", "ensure", "--all", "--symbol", "BTCUSDT", "--mode", "isolated", "--leverage", "5")
    rows = run(*words)
    require({row["profile"] for row in rows} == set(server.accounts), f"not all accounts: {rows}")
    require(all(row["after"] == "isolated 5x" for row in rows), f"not there: {rows}")
    require(all(row["steps"] == [] for row in run(*words)), "something was sent again")


@steps("a refusal ends with the status of its kind and holds the venue's answer")
def refusal():
    refused = run("leverage", "set", "--profile", "bybit-uta", "--symbol", "BTCUSDT", "--leverage", "5", status=10)[0]
    require(refused["error"]["answer"]["retCode"] == 110043, f"leverage that is so already: {refused}")


@steps("a dry run shows the engine's preview and changes nothing")
def dry_run():
    row = run("mode", "set", "--profile", "bybit-uta", "--symbol", "BTCUSDT", "--mode", "cross", "--dry-run")[0]
    require(row["result"] == "would be done" and row["preview"]["allowed"], f"{row}")
    require(run("mode", "show", "--profile", "bybit-uta", "--symbol", "BTCUSDT")[0]["mode"] == "isolated", "changed")


@steps("an account is made, given money and shown")
def control():
    made = run("account", "create", "--name", "verbs-desk", "--venue", "ztdx")[0]
    require(run("deposit", "--uid", made["uid"], "--asset", "USDT", "--amount", "12.5")[0]["balance"] == "12.5", "money")
    require(any(row["name"] == "verbs-desk" for row in run("account", "show")), "not shown")


@steps("profiles open to others, and venues beyond this machine, are refused")
def care():
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump({"profiles": [
            {"name": "real", "venue": "bybit", "url": "mainnet", "key": "k", "secret": "hush"}]}, file)
        file.flush()
        require("--live" in run("positions", profiles=file.name, status=2), "a real venue without --live")
        os.chmod(file.name, 0o644)
        told = run("positions", profiles=file.name, status=2)
        require("chmod 600" in told and "hush" not in told, told)


steps.run()
