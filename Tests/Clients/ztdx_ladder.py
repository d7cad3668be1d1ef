"""ZTDX's ladder with plain `requests` and a WebSocket: an account is warned, may only reduce, and is liquidated position by
position, and its stream tells so."""
import hashlib
import hmac
import json
import time

import requests
import websocket

from server import Server
from steps import Steps, require, soon

server = Server()
MODE = "/api/v1/account/margin-mode"


class Client:
    def __init__(self, usdt):
        account = server.account("ztdx", USDT=usdt)
        self.uid, self.key, self.secret = account["uid"], account["key"], account["secret"]

    def sign(self, payload):
        return hmac.new(self.secret.encode(), payload.encode(), hashlib.sha256).hexdigest()

    def call(self, method, path, query="", body=None):
        body = json.dumps(body, separators=(",", ":")) if body else ""
        query = f"{query}&timestamp={int(time.time() * 1000)}".lstrip("&")
        answer = requests.request(
            method, f"{server.url}{path}?{query}&signature={self.sign(query + body)}", data=body, timeout=10,
            headers={"X-MBX-APIKEY": self.key, "Content-Type": "application/json"})
        require(answer.status_code == 200, f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer.json()

    def stream(self):
        stream = websocket.create_connection(server.url.replace("http", "ws", 1) + "/ws", timeout=10)
        token = self.call("POST", "/fapi/v1/listenKey")["listenKey"]
        stream.send(json.dumps({"type": "subscribe", "channel": "unified_account", "token": token}))
        require(json.loads(stream.recv()) == {"type": "subscribed", "channel": "unified_account"}, "subscribed")
        return stream


def until(stream, event):
    """The events up to and including one of that name."""
    told = []
    while not told or told[-1]["event"] != event:
        told.append(json.loads(stream.recv()))
    return told


def book_only(flag):
    for symbol in ("BTCUSDT", "ETHUSDT"):
        server.control("PUT", f"/instruments/{symbol}", {"bookOnly": flag})


def reset():
    book_only(False)
    server.mark("BTCUSDT", 60000)
    server.mark("ETHUSDT", 3000)


step = Steps("ztdx ladder", reset)


@step("a unified account is updated every two seconds though nothing changes")
def _():
    client = Client("1000")
    client.call("POST", MODE, body={"margin_mode": "unified"})
    stream = client.stream()
    first, second, third = (json.loads(stream.recv())["data"] for _update in range(3))
    require([row["event"] for row in (first, second, third)] == ["update"] * 3, str(third))
    require(1900 <= third["timestamp"] - second["timestamp"] <= 3000, f"{second['timestamp']} {third['timestamp']}")
    require(second["total_equity"] == "1000" and second["uni_mmr"] is None, str(second))
    stream.close()


@step("margin call, reduce-only with its orders cancelled, then one position after the other")
def _():
    client = Client("4600")
    client.call("POST", MODE, body={"margin_mode": "unified"})
    for symbol, leverage, quantity in (("BTCUSDT", 40, "1"), ("ETHUSDT", 20, "10")):
        client.call("POST", "/fapi/v1/leverage", f"symbol={symbol}&leverage={leverage}")
        client.call("POST", "/fapi/v1/order", f"symbol={symbol}&side=BUY&type=MARKET&quantity={quantity}")
    client.call("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.001&price=50000")
    stream = client.stream()
    account = client.call("GET", "/api/v1/unified/account")
    equity, maintenance = float(account["total_equity"]), float(account["total_maintenance_margin"])
    # A fall of 1 BTC takes as much from equity, and 0.5 % of it from the maintenance margin.
    for ratio, event, status in (("1.8", "margin_call", "warning_1"), ("1.4", "margin_call", "warning_2"),
                                 ("1.15", "reduce_only", "reduce_only")):
        fall = (equity - float(ratio) * maintenance) / (1 - 0.005 * float(ratio))
        server.mark("BTCUSDT", round(60000 - fall, 2))
        news = until(stream, event)[-1]["data"]
        require(news["account_status"] == status, f"at {ratio}: {news}")
    require(news["orders_cancelled"] == 1, str(news))
    require(client.call("GET", "/fapi/v1/openOrders") == [], "no order is open")
    # With nobody to sell to the fund takes the first one over, which leaves the ratio as it was.
    book_only(True)
    server.mark("BTCUSDT", round(60000 - equity + 100, 2))
    told = until(stream, "liquidation_step")
    events = [row["event"] for row in told]
    require("liquidating" in events, str(events))
    account = client.call("GET", "/api/v1/unified/account")
    require(account["account_status"] == "liquidating", f"the other one is next: {account} {told}")
    reason = until(stream, "liquidation_step")[-1]["data"]["reason"]
    require(reason.startswith("liquidated ETHUSDT long size_usd=30000 pnl="), reason)
    rows = soon(lambda: client.call("GET", "/api/v1/unified/liquidations")["liquidations"], "two rows")
    require([row["symbol"] for row in rows] == ["ETHUSDT", "BTCUSDT"], str(rows))
    require(float(rows[1]["trigger_uni_mmr"]) <= 1.05 and rows[0]["post_uni_mmr"] is None, str(rows))
    stream.close()
    book_only(False)


step.run()
