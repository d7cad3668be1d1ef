#!/usr/bin/env python3
"""Records what pybit and ccxt put on the wire for the margin calls, as fixtures for the Swift client's tests.

    python3 Tests/Clients/record_requests.py --binary .build/release/plimsoll > Tests/Fixtures/requests/recorded.json

Starts a Plimsoll with the documented demo keys and, before it, a recorder that passes everything on. Whether Plimsoll
accepts a call is of no concern here: only the requests are kept.
"""
import argparse
import http.client
import json
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

SECRET, PASSPHRASE = "plimsoll_demo_secret", "plimsoll_demo_passphrase"
HOSTS = ("spot", "mix", "user", "p2p", "broker", "margin", "common", "tax", "convert", "copy", "earn", "uta")


class Recorder:
    """A reverse proxy that keeps the requests which a call makes."""

    def __init__(self, upstream):
        recorder = self
        self.seen, self.upstream = [], urlsplit(upstream)

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_any(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                recorder.seen.append({
                    "method": self.command, "target": self.path,
                    "fields": [[name, value] for name, value in self.headers.items()], "body": body.decode()})
                connection = http.client.HTTPConnection(recorder.upstream.hostname, recorder.upstream.port)
                connection.request(self.command, self.path, body or None, dict(self.headers))
                answer = connection.getresponse()
                content = answer.read()
                self.send_response(answer.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_DELETE = do_PUT = handle_any

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def last(self, call, *arguments, **named):
        """The last request that a call makes; its result does not matter."""
        del self.seen[:]
        try:
            call(*arguments, **named)
        except Exception as error:  # a refusal has its request all the same
            print(f"{type(error).__name__}: {str(error)[:120]}", file=sys.stderr)
        return self.seen[-1]


def pybit_requests(recorder):
    from pybit.unified_trading import HTTP
    client = HTTP(api_key="plimsoll-demo-bybit-uta", api_secret=SECRET)
    client.endpoint = recorder.url
    for mode in ("ISOLATED_MARGIN", "REGULAR_MARGIN", "PORTFOLIO_MARGIN"):
        yield "set-margin-mode", {"mode": mode}, recorder.last(client.set_margin_mode, setMarginMode=mode)
    for trade_mode in (0, 1):
        yield "switch-isolated", {"symbol": "BTCUSD", "isolated": bool(trade_mode), "leverage": "10"}, recorder.last(
            client.switch_margin_mode, category="inverse", symbol="BTCUSD", tradeMode=trade_mode, buyLeverage="10",
            sellLeverage="10")
    yield "set-leverage", {"symbol": "BTCUSDT", "leverage": "12.5"}, recorder.last(
        client.set_leverage, category="linear", symbol="BTCUSDT", buyLeverage="12.5", sellLeverage="12.5")
    yield "add-margin", {"symbol": "BTCUSDT", "amount": "-10.5"}, recorder.last(
        client.add_or_reduce_margin, category="linear", symbol="BTCUSDT", margin="-10.5", positionIdx=0)
    yield "account-info", {}, recorder.last(client.get_account_info)
    yield "position-list", {"symbol": "BTCUSDT"}, recorder.last(
        client.get_positions, category="linear", symbol="BTCUSDT")


def ccxt_bybit_requests(recorder):
    import ccxt
    hosts = ("spot", "futures", "v2", "public", "private")
    for account, unified in (("bybit-uta", True), ("bybit-classic", False)):
        client = ccxt.bybit({
            "apiKey": f"plimsoll-demo-{account}", "secret": SECRET, "enableRateLimit": False,
            "urls": {"api": {host: recorder.url for host in hosts}}})
        client.load_markets()
        client.is_unified_enabled()
        if unified:
            for mode, word in (("isolated", "ISOLATED_MARGIN"), ("cross", "REGULAR_MARGIN")):
                yield "set-margin-mode", {"mode": word}, recorder.last(client.set_margin_mode, mode)
        else:
            yield "switch-isolated", {"symbol": "BTCUSDT", "isolated": True, "leverage": "10"}, recorder.last(
                client.set_margin_mode, "isolated", "BTC/USDT:USDT", {"leverage": "10"})


def ccxt_bitget_requests(recorder):
    import ccxt
    client = ccxt.bitget({
        "apiKey": "plimsoll-demo-bitget", "secret": SECRET, "password": PASSPHRASE, "enableRateLimit": False,
        "options": {"defaultType": "swap"}, "urls": {"api": {host: recorder.url for host in HOSTS}}})
    client.load_markets()
    for symbol, market in (("BTCUSDT", "BTC/USDT:USDT"), ("BTCPERP", "BTC/USDC:USDC"), ("BTCUSD", "BTC/USD:BTC")):
        for mode, word in (("isolated", "isolated"), ("cross", "crossed")):
            yield "set-margin-mode", {"symbol": symbol, "mode": word}, recorder.last(
                client.set_margin_mode, mode, market)
    yield "set-margin", {"symbol": "BTCUSDT", "amount": "10", "side": "long"}, recorder.last(
        client.add_margin, "BTC/USDT:USDT", 10, {"holdSide": "long"})
    yield "set-margin", {"symbol": "BTCUSDT", "amount": "-10", "side": "short"}, recorder.last(
        client.reduce_margin, "BTC/USDT:USDT", -10, {"holdSide": "short"})
    yield "account", {"symbol": "BTCUSDT"}, recorder.last(client.fetch_margin_mode, "BTC/USDT:USDT")


def served(binary, folder):
    ready = Path(folder) / "ready.json"
    server = subprocess.Popen(
        [binary, "serve", "--ephemeral", "--demo-keys", "--listen", "127.0.0.1:0", "--ready-file", ready],
        stdout=subprocess.DEVNULL)
    while not ready.exists() and server.poll() is None:
        time.sleep(0.02)
    return server, json.loads(ready.read_text())["url"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", required=True)
    binary = parser.parse_args().binary
    import ccxt
    from importlib.metadata import version
    with tempfile.TemporaryDirectory() as folder:
        server, url = served(binary, folder)
        try:
            recorder = Recorder(url)
            records = [
                {"client": f"{client} {number}", "venue": venue, "call": call, "arguments": arguments, **request}
                for client, number, venue, requests in (
                    ("pybit", version("pybit"), "bybit", pybit_requests),
                    ("ccxt", ccxt.__version__, "bybit", ccxt_bybit_requests),
                    ("ccxt", ccxt.__version__, "bitget", ccxt_bitget_requests))
                for call, arguments, request in requests(recorder)]
        finally:
            server.terminate()
            server.wait()
    json.dump({"secret": SECRET, "passphrase": PASSPHRASE, "requests": records}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
