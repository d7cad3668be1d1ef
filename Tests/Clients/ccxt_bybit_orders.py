"""ccxt's bybit: every kind of order that a bot places, changed, found again, filled and cancelled."""
import ccxt

from ccxt_clients import BTC, ETH, Desk
from server import Server
from steps import Steps, has, refused, require, soon

server = Server()
desk = Desk(server, "bybit", "uta2", USDT="10000")
step = Steps("ccxt bybit orders", desk.reset)
STOPS = {"trigger": True}


def held(client, amount, symbol=BTC):
    """The position, once it has this size; None stands for none."""
    return soon(lambda: (row := client.fetch_position(symbol))["contracts"] == amount and row, f"a size of {amount}")


def placed(client, *order, **named):
    return client.create_order(BTC, *order, **named)["id"]


def found(client, order, params={}):
    rows = [row for row in client.fetch_open_orders(BTC, None, None, params) if row["id"] == order]
    require(len(rows) == 1, f"{len(rows)} open orders {order}")
    return rows[0]


def closed(client, order):
    return soon(lambda: next((row for row in client.fetch_closed_orders(BTC) if row["id"] == order), None), "the fill")


@step("limit: rests with its figures, is edited in place, cancelled, and then unknown")
def _():
    client = desk.client()
    order = placed(client, "limit", "buy", 0.01, 50000, {"clientOrderId": "first", "postOnly": True})
    has(found(client, order), type="limit", side="buy", price=50000, amount=0.01, filled=0, remaining=0.01,
        status="open", clientOrderId="first", timeInForce="PO", postOnly=True, reduceOnly=False)
    require(client.edit_order(order, BTC, "limit", "buy", 0.02, 49000)["id"] == order, "the id is kept")
    has(found(client, order), price=49000, amount=0.02, remaining=0.02)
    client.cancel_order(order, BTC)
    require(client.fetch_open_orders(BTC) == [], "still open")
    has(client.fetch_canceled_orders(BTC)[0], id=order, status="canceled", filled=0, price=49000)
    refused(ccxt.OrderNotFound, client.cancel_order, order, BTC)
    refused(ccxt.OrderNotFound, client.edit_order, order, BTC, "limit", "buy", 0.02, 48000)


@step("market: filled at the house's price, with fee and average")
def _():
    client = desk.client()
    order = placed(client, "market", "buy", 0.1)
    row = closed(client, order)
    has(row, type="market", side="buy", amount=0.1, filled=0.1, remaining=0, average=60000.1, cost=6000.01,
        status="closed", timeInForce="IOC")
    has(row["fee"], cost=6000.01 * 0.00055, currency="USDT")
    has(client.fetch_order(order, BTC, {"acknowledged": True}), id=order, filled=0.1, status="closed")
    has(held(client, 0.1), side="long", entryPrice=60000.1)


@step("a market order larger than a level pays the next ones")
def _():
    client = desk.client()
    client.set_leverage(50, BTC)
    row = closed(client, placed(client, "market", "buy", 1))
    has(row, filled=1, cost=0.833 * 60000.1 + 0.167 * 60000.2)
    trades = client.fetch_my_trades(BTC)
    require([(trade["price"], trade["amount"]) for trade in trades] == [(60000.1, 0.833), (60000.2, 0.167)],
            str([(trade["price"], trade["amount"]) for trade in trades]))


@step("immediate-or-cancel, fill-or-kill and post-only keep their word")
def _():
    client = desk.client()
    for force in ("IOC", "FOK"):
        order = placed(client, "limit", "buy", 0.01, 59000, {"timeInForce": force})
        has(next(row for row in client.fetch_canceled_orders(BTC) if row["id"] == order), filled=0, timeInForce=force)
    order = placed(client, "limit", "buy", 0.01, 61000, {"postOnly": True})
    has(client.fetch_order(order, BTC, {"acknowledged": True}), filled=0, status="canceled")
    has(closed(client, placed(client, "limit", "buy", 0.01, 61000, {"timeInForce": "FOK"})), average=60000.1)


@step("reduce-only: rests, is marked as such, never opens")
def _():
    client = desk.client()
    refused(ccxt.InvalidOrder, client.create_order, BTC, "limit", "sell", 0.01, 70000, {"reduceOnly": True})
    placed(client, "market", "buy", 0.1)
    held(client, 0.1)
    order = placed(client, "limit", "sell", 0.1, 70000, {"reduceOnly": True})
    has(found(client, order), reduceOnly=True, side="sell", amount=0.1)
    placed(client, "market", "sell", 0.04, None, {"reduceOnly": True})
    has(held(client, 0.06), side="long")


@step("trigger: waits apart from the book, and sells when the price has fallen")
def _():
    client = desk.client()
    placed(client, "market", "buy", 0.1)
    order = placed(client, "market", "sell", 0.1, None, {
        "triggerPrice": 59000, "triggerDirection": "below", "reduceOnly": True, "triggerBy": "MarkPrice"})
    has(found(client, order, STOPS), triggerPrice=59000, type="market", side="sell", amount=0.1, reduceOnly=True,
        status="open")
    server.mark("BTCUSDT", 59001)
    held(client, 0.1)
    server.mark("BTCUSDT", 59000)
    held(client, 0)
    has(closed(client, order), average=58999.9, filled=0.1)


@step("trigger with a limit: goes to the book at its price")
def _():
    client = desk.client()
    order = placed(client, "limit", "buy", 0.01, 60500, {
        "triggerPrice": 61000, "triggerDirection": "above", "triggerBy": "MarkPrice"})
    has(found(client, order, STOPS), triggerPrice=61000, price=60500, type="limit")
    client.edit_order(order, BTC, "limit", "buy", 0.02, 60400, {"triggerPrice": 60900, "triggerBy": "MarkPrice"})
    has(found(client, order, STOPS), triggerPrice=60900, price=60400, amount=0.02)
    server.mark("BTCUSDT", 60900)
    soon(lambda: client.fetch_order(order, BTC, {"acknowledged": True})["info"]["orderStatus"] == "New", "in the book")
    require([60400, 0.02] in client.fetch_order_book(BTC)["bids"], "not in the book")


@step("take profit and stop loss with the order: one closes the position, the other goes with it")
def _():
    client = desk.client()
    placed(client, "market", "buy", 0.1, None, {
        "takeProfit": {"triggerPrice": 62000}, "tpTriggerBy": "MarkPrice",
        "stopLoss": {"triggerPrice": 58000}, "slTriggerBy": "MarkPrice"})
    has(held(client, 0.1), takeProfitPrice=62000, stopLossPrice=58000)
    rows = sorted(row["triggerPrice"] for row in client.fetch_open_orders(BTC, None, None, STOPS))
    require(rows == [58000, 62000], str(rows))
    server.mark("BTCUSDT", 62000)
    held(client, 0)
    require(client.fetch_open_orders(BTC, None, None, STOPS) == [], "the stop loss is left")
    has(client.fetch_my_trades(BTC)[-1], price=61999.9, amount=0.1, side="sell")


@step("stop loss and take profit of the position are set by an order of their own and changed")
def _():
    client = desk.client()
    placed(client, "market", "buy", 0.1)
    held(client, 0.1)
    placed(client, "market", "sell", 0.1, None, {"stopLossPrice": 57000, "triggerBy": "MarkPrice"})
    order = placed(client, "market", "sell", 0.1, None, {"takeProfitPrice": 67000})
    prices = sorted(row["triggerPrice"] for row in client.fetch_open_orders(BTC, None, None, STOPS))
    require(prices == [57000, 67000], str(prices))
    client.cancel_order(order, BTC, STOPS)
    require(len(client.fetch_open_orders(BTC, None, None, STOPS)) == 1, "the take profit is left")
    server.mark("BTCUSDT", 57000)
    held(client, 0)


@step("by the last price: the mark price alone triggers nothing, a trade does")
def _():
    client = desk.client()
    placed(client, "market", "buy", 0.1)
    held(client, 0.1)
    placed(client, "market", "sell", 0.1, None, {"stopLossPrice": 58000})
    server.mark("BTCUSDT", 57900)
    held(client, 0.1)
    desk.trade(57900)
    held(client, 0)


@step("trailing stop: follows the price up and closes at its distance below the highest")
def _():
    client = desk.client()
    placed(client, "market", "buy", 0.1)
    held(client, 0.1)
    client.create_order(BTC, "market", "sell", 0.1, None, {"trailingAmount": "500", "trailingTriggerPrice": "61000"})
    require(float(client.fetch_position(BTC)["info"]["trailingStop"]) == 500, "the distance")
    desk.trade(60400)  # falls, but is not active yet
    for price in (61000, 62000, 61600):
        desk.trade(price)
        held(client, 0.1)
    desk.trade(61400)
    held(client, 0)


@step("hedge mode: the stops of one side close that side alone")
def _():
    client = desk.client()
    client.set_position_mode(True, BTC)
    placed(client, "market", "buy", 0.1, None, {
        "hedged": True, "stopLoss": {"triggerPrice": 58000}, "slTriggerBy": "MarkPrice"})
    placed(client, "market", "sell", 0.2, None, {"hedged": True})
    rows = client.fetch_open_orders(BTC, None, None, STOPS)
    require([(row["triggerPrice"], row["side"], row["info"]["positionIdx"]) for row in rows] == [(58000, "sell", 1)],
            str(rows)[:400])
    server.mark("BTCUSDT", 58000)

    def sides():
        return {row["side"]: row["contracts"] for row in client.fetch_positions([BTC]) if row["contracts"]}

    soon(lambda: sides() == {"short": 0.2}, "the long side closed")


@step("many at once: placed, cancelled by id, cancelled all")
def _():
    client = desk.client()
    orders = client.create_orders([
        {"symbol": BTC, "type": "limit", "side": "buy", "amount": 0.01, "price": price}
        for price in (50000, 49000, 48000)])
    ids = [row["id"] for row in orders]
    require(sorted(row["price"] for row in client.fetch_open_orders(BTC)) == [48000, 49000, 50000], "three")
    client.cancel_orders(ids[:1], BTC)
    require({row["id"] for row in client.fetch_open_orders(BTC)} == set(ids[1:]), "two are left")
    client.edit_orders([{"id": ids[1], "symbol": BTC, "type": "limit", "side": "buy", "amount": 0.03, "price": 47000}])
    has(found(client, ids[1]), price=47000, amount=0.03)
    client.create_order(ETH, "limit", "buy", 0.1, 2000)
    client.cancel_all_orders(BTC)
    require([row["symbol"] for row in client.fetch_open_orders()] == [ETH], "ETH was cancelled too")


@step("one bad order of many is refused alone")
def _():
    client = desk.client()
    good = {"symbol": BTC, "type": "limit", "side": "buy", "amount": 0.01, "price": 50000}
    rows = client.create_orders([good, {**good, "amount": 100}])
    require(rows[0]["id"] and not rows[1]["id"], str(rows))
    require([row["id"] for row in client.fetch_open_orders(BTC)] == [rows[0]["id"]], "one order")


@step("orders the account or the instrument cannot take")
def _():
    client = desk.client()
    refused(ccxt.InsufficientFunds, client.create_order, BTC, "market", "buy", 5)
    refused(ccxt.InvalidOrder, client.create_order, BTC, "limit", "buy", 0.0001, 50000)
    placed(client, "limit", "buy", 0.01, 50000, {"clientOrderId": "twice"})
    error = refused(ccxt.ExchangeError, client.create_order, BTC, "limit", "buy", 0.01, 50000,
                    {"clientOrderId": "twice"})
    require("110072" in str(error), str(error))


step.run()
