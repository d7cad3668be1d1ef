"""pybit's trade socket: orders by stream, with the answers of the calls of the same name."""
import queue
import threading

from pybit import _websocket_trading
from pybit.unified_trading import WebSocketTrading

from bybit import Trader
from server import Server
from steps import Steps, has, require, soon

server = Server()
_websocket_trading.TRADE_WSS = f"ws{server.url.removeprefix('http')}/v5/trade"
SECONDS_MAX = 5
BTC = dict(category="linear", symbol="BTCUSDT")


class Socket(WebSocketTrading):
    """pybit notes whom an answer is for after it has sent the request, and drops an answer that comes sooner, as one
    from this machine may: with `sending` held, answers wait until it has."""

    def __init__(self, account):
        self.sending = threading.RLock()
        super().__init__(testnet=False, api_key=account["key"], api_secret=account["secret"], restart_on_error=False)

    def _handle_incoming_message(self, message):
        with self.sending:
            super()._handle_incoming_message(message)

    def send(self, operation, accepted, refused, **named):
        with self.sending:
            getattr(self, operation)(accepted, refused, **named)


class Desk:
    """An account with a trade socket, and a client to see what the socket did."""

    def __init__(self):
        account = server.account("bybit", "uta2", USDT="10000")
        self.trader = Trader(server.url, account)
        self.socket = Socket(account)
        soon(lambda: self.socket.auth, "the login")
        desks.append(self)

    def send(self, operation, refused=False, **named):
        """The answer to one operation: of the callback for what is accepted, or of that for what is not."""
        accepted, refusals = queue.Queue(), queue.Queue()
        self.socket.send(operation, accepted.put, refusals.put, **named)
        try:
            return (refusals if refused else accepted).get(timeout=SECONDS_MAX)
        except queue.Empty:
            other = (accepted if refused else refusals).queue
            raise AssertionError(f"no answer to {operation}, but {list(other)}") from None

    def order(self, order):
        rows = self.trader.client.get_open_orders(**BTC, orderId=order)["result"]["list"]
        require(len(rows) == 1, str(rows))
        return rows[0]


desks = []


def reset():
    while desks:
        desk = desks.pop()
        desk.socket.exit()
        desk.trader.client.cancel_all_orders(**BTC)
    server.mark("BTCUSDT", 60000)


step = Steps("pybit trade socket", reset)


@step("an order is placed, amended and cancelled")
def _():
    desk = Desk()
    answer = desk.send("place_order", **BTC, side="Buy", orderType="Limit", qty="0.01", price="50000",
                       orderLinkId="by-socket")
    has(answer, retCode=0, retMsg="OK", op="order.create")
    order = answer["data"]["orderId"]
    has(answer["data"], orderLinkId="by-socket")
    has(desk.order(order), orderStatus="New", price="50000", qty="0.01", orderLinkId="by-socket")
    has(desk.send("amend_order", **BTC, orderId=order, price="49000", qty="0.02"), retCode=0, op="order.amend")
    has(desk.order(order), price="49000", qty="0.02")
    has(desk.send("cancel_order", **BTC, orderLinkId="by-socket"), retCode=0, op="order.cancel")
    has(desk.order(order), orderStatus="Cancelled")


@step("a market order is filled")
def _():
    desk = Desk()
    order = desk.send("place_order", **BTC, side="Buy", orderType="Market", qty="0.1")["data"]["orderId"]
    has(desk.order(order), orderStatus="Filled", avgPrice="60000.1", cumExecQty="0.1")
    require(desk.trader.position("BTCUSDT")["size"] == "0.1", "the position")


@step("refusals come to the callback for errors, with the codes of the calls")
def _():
    desk = Desk()
    place = dict(**BTC, side="Buy", orderType="Limit", price="59000")
    for operation, code, named in (
            ("place_order", 110007, {**place, "qty": "100"}), ("place_order", 10001, {**place, "qty": "0.0001"}),
            ("place_order", 110017, {**place, "qty": "0.01", "reduceOnly": True}),
            ("amend_order", 110001, {**BTC, "orderId": "00000000-0000-4000-8000-ffffffffffff", "qty": "1"}),
            ("cancel_order", 110001, {**BTC, "orderLinkId": "nobody"})):
        has(desk.send(operation, refused=True, **named), retCode=code, data={})
    require(desk.trader.open_orders("BTCUSDT") == set(), "an order was placed")


@step("batches: placed, amended and cancelled, each row with its own code")
def _():
    desk = Desk()
    row = {"symbol": "BTCUSDT", "side": "Buy", "orderType": "Limit", "qty": "0.01", "price": "50000"}
    answer = desk.send("place_batch_order", category="linear", request=[row, {**row, "qty": "100"}, row])
    codes = [one["code"] for one in answer["retExtInfo"]["list"]]
    require(codes == [0, 110007, 0], str(answer))
    ids = [one["orderId"] for one in answer["data"]["list"] if one["orderId"]]
    require(desk.trader.open_orders("BTCUSDT") == set(ids) and len(ids) == 2, str(ids))
    desk.send("amend_batch_order", category="linear", request=[
        {"symbol": "BTCUSDT", "orderId": order, "price": "48000"} for order in ids])
    require([desk.order(order)["price"] for order in ids] == ["48000", "48000"], "the prices")
    desk.send("cancel_batch_order", category="linear", request=[
        {"symbol": "BTCUSDT", "orderId": order} for order in ids])
    require(desk.trader.open_orders("BTCUSDT") == set(), "orders are left")


@step("a hundred orders one after the other are all answered, in their order")
def _():
    desk = Desk()
    answers = queue.Queue()
    for count in range(100):
        desk.socket.send("place_order", answers.put, answers.put, **BTC, side="Buy", orderType="Limit", qty="0.001",
                         price=str(50000 + count), orderLinkId=f"order-{count}")
    links = [answers.get(timeout=SECONDS_MAX)["data"]["orderLinkId"] for _ in range(100)]
    require(links == [f"order-{count}" for count in range(100)], str(links))
    client = desk.trader.client
    require(len(client.get_open_orders(**BTC, limit=50)["result"]["list"]) == 50, "a page of fifty")
    answer = client.cancel_all_orders(**BTC)["result"]["list"]
    require(len(answer) == 100, f"{len(answer)} cancelled")


@step("a wrong secret ends the connection")
def _():
    account = server.account("bybit", "uta2", USDT="10000")
    socket = Socket({**account, "secret": "wrong"})
    try:
        soon(lambda: not socket.is_connected(), "the end of the connection")
        require(not socket.auth, "let in")
    finally:
        socket.exit()


step.run()
