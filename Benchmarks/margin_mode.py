#!/usr/bin/env python3
"""The wire benchmark: signed, durable margin-mode switches over many accounts, beside nginx's fixed answer.

Both servers get the same requests from the same wrk script, in turns, in the same minutes. Every answer is accounted for:
a benchmark that gets wrong answers fails. Figures of one machine are no figures of another: read ratios and CPU.
"""
import argparse
import concurrent.futures
import hashlib
import hmac
import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from pathlib import Path

HERE = Path(__file__).resolve().parent
PATH = "/v5/account/set-margin-mode"
WINDOW_MS = "600000"  # the requests are signed once and sent for minutes; the venue sets no upper bound
TICKS = os.sysconf("SC_CLK_TCK")


class Failure(Exception):
    """The run is worthless: something was answered wrongly or not at all."""


def require(condition, message):
    if not condition:
        raise Failure(message)


class Plimsoll:
    name = "plimsoll"

    def __init__(self, binary, folder):
        ready = folder / "ready.json"
        self.process = subprocess.Popen(
            [binary, "serve", "--data", folder / "data", "--listen", "127.0.0.1:0", "--rate-limits", "off",
             "--ready-file", ready], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not ready.exists():
            require(self.process.poll() is None and time.monotonic() < deadline, "the server did not start")
            time.sleep(0.02)
        told = json.loads(ready.read_text(encoding="utf-8"))
        self.url, self.token = told["url"].rstrip("/"), told["control_token"]
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(self.url).netloc, timeout=30)

    def call(self, method, path, body=None, headers=()):
        text = None if body is None else json.dumps(body)
        self.connection.request(method, path, text, {"Content-Type": "application/json", **dict(headers)})
        answer = self.connection.getresponse()
        text = answer.read()
        require(answer.status == 200 or answer.status == 201, f"{method} {path}: HTTP {answer.status} {text[:300]!r}")
        return json.loads(text) if text else {}

    def control(self, method, path, body=None):
        return self.call(method, f"/plimsoll/v1/venues/default{path}", body,
                         {"Authorization": f"Bearer {self.token}"})

    def counters(self):
        state = self.control("GET", "")
        return int(state["commands"]), int(state["commits"])


class Nginx:
    name = "nginx"

    def __init__(self, folder, answer):
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        require("'" not in answer and "$" not in answer, "this answer cannot stand in a configuration of nginx")
        (folder / "nginx.conf").write_text(f"""
daemon off;
master_process off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    client_body_temp_path {folder};
    proxy_temp_path {folder};
    fastcgi_temp_path {folder};
    uwsgi_temp_path {folder};
    scgi_temp_path {folder};
    default_type application/json;
    server {{
        listen 127.0.0.1:{port};
        location / {{ return 200 '{answer}'; }}
    }}
}}
""", encoding="utf-8")
        environment = {**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin"}
        self.process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "nginx.log"],
                                        env=environment, stdin=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while True:
            try:
                http.client.HTTPConnection("127.0.0.1", port, timeout=1).connect()
                return
            except OSError:
                require(self.process.poll() is None and time.monotonic() < deadline, "nginx did not start")
                time.sleep(0.02)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def stop(server):
    if server.process.poll() is None:
        server.process.send_signal(signal.SIGTERM)
        try:
            server.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.process.kill()
            server.process.wait()


def cpu_seconds(server):
    fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def signed_headers(account, payload):
    now = str(int(time.time() * 1000))
    text = now + account["key"] + WINDOW_MS + payload
    return {"X-BAPI-API-KEY": account["key"], "X-BAPI-TIMESTAMP": now, "X-BAPI-RECV-WINDOW": WINDOW_MS,
            "X-BAPI-SIGN": hmac.new(account["secret"].encode(), text.encode(), hashlib.sha256).hexdigest()}


def make_accounts(server, count):
    accounts = []
    for number in range(count):
        uid = server.control("POST", "/accounts", {"name": f"bench-{number}", "family": "bybit",
                                                   "generation": "uta2"})["uid"]
        server.control("POST", f"/accounts/{uid}/deposits", {"asset": "USDT", "amount": "1000"})
        accounts.append(server.control("POST", f"/accounts/{uid}/keys", {}))
    return accounts


def prepare_requests(accounts):
    """All accounts to isolated, then all to cross: every request is a change of mode, in whatever round it comes."""
    requests = []
    for mode in ("ISOLATED_MARGIN", "REGULAR_MARGIN"):
        body = json.dumps({"setMarginMode": mode})
        for account in accounts:
            headers = {"Host": "bench", "Content-Type": "application/json", **signed_headers(account, body),
                       "Content-Length": str(len(body))}
            head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            requests.append(f"POST {PATH} HTTP/1.1\r\n{head}\r\n{body}".encode())
    return requests


def wrk(server, connections, seconds, file):
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", HERE / "switch.lua",
               server.url, "--", file]
    began = cpu_seconds(server)
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    used = cpu_seconds(server) - began
    result = json.loads(next(line for line in output.splitlines() if line.startswith("RESULT "))[7:])
    require(result["completed"] > 0, f"{server.name} answered nothing")
    require(result["not2xx"] == 0, f"{server.name}: {result['not2xx']} answers were not 2xx")
    require(result["broken"] == 0, f"{server.name}: {result['broken']} connections broke or timed out")
    return {**result, "rate": result["completed"] / result["seconds"], "cpu": used / result["completed"] * 1e6}


def settled_counters(server):
    """The counters once what was in flight when wrk left is done."""
    counters = server.counters()
    while True:
        time.sleep(0.1)
        if (now := server.counters()) == counters:
            return now
        counters = now


def measure(server, connections, seconds, file):
    """One timed turn. Refused commands are not journalled, so the counter of commands tells what was answered."""
    if not isinstance(server, Plimsoll):
        return wrk(server, connections, seconds, file)
    commands, commits = settled_counters(server)
    result = wrk(server, connections, seconds, file)
    commands_after, commits_after = settled_counters(server)
    applied = commands_after - commands
    require(result["completed"] <= applied <= result["issued"],
            f"{applied} commands applied for {result['completed']} answers of {result['issued']} requests")
    return {**result, "batch": applied / (commits_after - commits)}


def verify(server, connections, requests, accounts):
    """Every request once, every answer read; then every account is in the mode its last request asked for."""
    address = urllib.parse.urlsplit(server.url)
    local = threading.local()

    def send(request):
        if not hasattr(local, "socket"):
            local.socket = socket.create_connection((address.hostname, address.port), timeout=30)
        local.socket.sendall(request)
        answer = http.client.HTTPResponse(local.socket)
        answer.begin()
        return answer.status, json.loads(answer.read())

    with concurrent.futures.ThreadPoolExecutor(connections) as pool:
        for status, answer in pool.map(send, requests):
            require(status == 200 and answer["retCode"] == 0 and answer["result"] == {"reasons": []},
                    f"HTTP {status} {answer}")
    for account in accounts:
        state = server.call("GET", "/v5/account/info", headers=signed_headers(account, ""))
        mode = state.get("result", {}).get("marginMode")
        require(mode == "REGULAR_MARGIN", f"an account ended in {mode}: {state}")
    return len(requests)


def sample_answer(server, account):
    body = {"setMarginMode": "REGULAR_MARGIN"}
    answer = server.call("POST", PATH, body, signed_headers(account, json.dumps(body)))
    require(answer["retCode"] == 0, str(answer))
    return json.dumps(answer, separators=(",", ":"))


def row(*cells):
    widths = (11, 10, 12, 7, 9, 9, 10, 16)
    print("  ".join(str(cell).rjust(width) for cell, width in zip(cells, widths)), flush=True)


def bench(options, folder):
    server, nginx = Plimsoll(options.binary.resolve(), folder), None
    try:
        accounts = make_accounts(server, options.accounts)
        nginx = Nginx(folder, sample_answer(server, accounts[0]))
        requests, file = prepare_requests(accounts), folder / "requests"
        file.write_bytes(b"".join(b"@%d\n" % len(request) + request for request in requests))
        print(f"{options.accounts} accounts, {options.rounds} rounds of {options.seconds} s each, medians; "
              f"{os.cpu_count()} processors\n")
        row("connections", "server", "requests/s", "ratio", "p50 ms", "p99 ms", "CPU us", "commands/commit")
        for connections in options.connections:
            checked = 0
            turns = {"nginx": [], "plimsoll": []}
            for _ in range(options.rounds):
                # Leaves every account in cross, so that the turn's first request is a change of mode as well.
                checked += verify(server, connections, requests, accounts)
                for one in (nginx, server):
                    turns[one.name].append(measure(one, connections, options.seconds, file))
            checked += verify(server, connections, requests, accounts)

            def median(name, figure):
                return statistics.median(turn[figure] for turn in turns[name])
            ratio = statistics.median(ours["rate"] / theirs["rate"]
                                      for ours, theirs in zip(turns["plimsoll"], turns["nginx"]))
            for name in turns:
                row(connections, name, f"{median(name, 'rate'):.0f}", f"{ratio:.2f}" if name == "plimsoll" else "1",
                    f"{median(name, 'p50') / 1000:.2f}", f"{median(name, 'p99') / 1000:.2f}",
                    f"{median(name, 'cpu'):.1f}", f"{median(name, 'batch'):.1f}" if name == "plimsoll" else "-")
            answers = sum(turn["completed"] for turn in turns["plimsoll"])
            print(f"{'':>13}{answers} timed answers accounted for, {checked} read and right, "
                  f"{options.accounts} final modes right")
    finally:
        for one in (nginx, server):
            if one:
                stop(one)
    require(server.process.returncode == 0, f"the server ended with status {server.process.returncode}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True, type=Path)
    parser.add_argument("--accounts", type=int, default=1024)
    parser.add_argument("--connections", type=int, nargs="+", default=[64, 256])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=5)
    options = parser.parse_args()
    # On the disk of the checkout: a temporary folder in memory would make durability free.
    with tempfile.TemporaryDirectory(prefix="bench-", dir=HERE.parent / ".build") as name:
        try:
            bench(options, Path(name))
        except Failure as failure:
            print(f"worthless: {failure}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
