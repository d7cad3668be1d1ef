"""ccxt's bitget: every kind of order that a bot places, changed, found again, filled and cancelled."""
import ccxt

from ccxt_clients import BTC, ETH, Desk
from server import Server
from steps import Steps, has, refused, require, soon

server = Server()
desk = Desk(server, "bitget", USDT="10000")
step = Steps("ccxt bitget orders", desk.reset)
PLANS, STOPS = {"trigger": True}, {"trigger": True, "planType": "profit_loss"}


def held(client, amount, symbol=BTC):
    """True once the position has this size; 0 stands for none."""
    def size():
        return sum(row["contracts"] for row in client.fetch_positions([symbol]))
    soon(lambda: size() == amount, f"a size of {amount}")


def placed(client, *order, **named):
    return client.create_order(BTC, *order, **named)["id"]


def found(client, order, params={}):
    rows = [row for row in client.fetch_open_orders(BTC, None, None, params) if row["id"] == order]
    require(len(rows) == 1, f"{len(rows)} open orders {order}")
    return rows[0]


def closed(client, order):
    return soon(lambda: next((row for row in client.fetch_closed_orders(BTC) if row["id"] == order), None), "the fill")


@step("limit: rests with its figures, is edited into another, cancelled, and then unknown")
def _():
    client = desk.client()
    order = placed(client, "limit", "buy", 0.01, 50000, {"clientOrderId": "first", "postOnly": True})
    has(found(client, order), type="limit", side="buy", price=50000, amount=0.01, filled=0, remaining=0.01,
        status="open", clientOrderId="first", timeInForce="PO", postOnly=True, reduceOnly=False)
    answer = client.edit_order(order, BTC, "limit", "buy", 0.02, 49000)
    require(answer["id"] is None, "the new order is named by its client's id alone")
    edited = next(row["id"] for row in client.fetch_open_orders(BTC) if row["clientOrderId"] == answer["clientOrderId"])
    has(found(client, edited), price=49000, amount=0.02, remaining=0.02)
    has(client.fetch_order(order, BTC), status="canceled")
    client.cancel_order(edited, BTC)
    require(client.fetch_open_orders(BTC) == [], "still open")
    require({row["id"] for row in client.fetch_canceled_orders(BTC)} == {order, edited}, "both were cancelled")
    refused(ccxt.OrderNotFound, client.cancel_order, edited, BTC)
    refused(ccxt.OrderNotFound, client.fetch_order, "999", BTC)


@step("market: filled at the house's price, with fee and average")
def _():
    client = desk.client()
    order = placed(client, "market", "buy", 0.1)
    has(closed(client, order), type="market", side="buy", amount=0.1, filled=0.1, remaining=0, average=60000.1,
        cost=6000.01, status="closed")
    row = client.fetch_order(order, BTC)
    has(row, filled=0.1, average=60000.1, status="closed")
    has(row["fee"], cost=6000.01 * 0.0006, currency="USDT")
    held(client, 0.1)


@step("a market order larger than a level pays the next ones")
def _():
    client = desk.client()
    client.set_leverage(50, BTC)
    row = closed(client, placed(client, "market", "buy", 1))
    require(row["filled"] == 1 and abs(row["average"] - (0.833 * 60000.1 + 0.167 * 60000.2)) < 0.1, str(row)[:400])
    fills = sorted((trade["price"], trade["amount"]) for trade in client.fetch_my_trades(BTC))
    require(fills == [(60000.1, 0.833), (60000.2, 0.167)], str(fills))


@step("immediate-or-cancel, fill-or-kill and post-only keep their word")
def _():
    client = desk.client()
    for force in ("IOC", "FOK"):
        order = placed(client, "limit", "buy", 0.01, 59000, {"timeInForce": force})
        has(client.fetch_order(order, BTC), filled=0, status="canceled", timeInForce=force)
    has(client.fetch_order(placed(client, "limit", "buy", 0.01, 61000, {"postOnly": True}), BTC), status="canceled")
    has(closed(client, placed(client, "limit", "buy", 0.01, 61000, {"timeInForce": "FOK"})), average=60000.1)


@step("reduce-only: rests, is marked as such, never opens")
def _():
    client = desk.client()
    refused(ccxt.ExchangeError, client.create_order, BTC, "limit", "sell", 0.01, 70000, {"reduceOnly": True})
    placed(client, "market", "buy", 0.1)
    held(client, 0.1)
    order = placed(client, "limit", "sell", 0.1, 70000, {"reduceOnly": True})
    has(found(client, order), reduceOnly=True, side="sell", amount=0.1)
    placed(client, "market", "sell", 0.04, None, {"reduceOnly": True})
    held(client, 0.06)


@step("trigger: waits apart from the book, is edited in place, and sells when the price has fallen")
def _():
    client = desk.client()
    placed(client, "market", "buy", 0.1)
    order = placed(client, "market", "sell", 0.1, None, {"triggerPrice": 59000, "reduceOnly": True})
    has(found(client, order, PLANS), triggerPrice=59000, type="market", side="sell", amount=0.1, status="open")
    require(client.fetch_open_orders(BTC) == [], "it is in the book")
    client.edit_order(order, BTC, "market", "sell", 0.1, None, {"triggerPrice": 58500})
    has(found(client, order, PLANS), triggerPrice=58500)
    server.mark("BTCUSDT", 58600)
    held(client, 0.1)
    server.mark("BTCUSDT", 58500)
    held(client, 0)
    require(client.fetch_open_orders(BTC, None, None, PLANS) == [], "it is still waiting")
    has(client.fetch_my_trades(BTC)[-1], side="sell", price=58499.9, amount=0.1)


@step("trigger with a limit: goes to the book at its price; another is cancelled while it waits")
def _():
    client = desk.client()
    placed(client, "limit", "buy", 0.01, 60500, {"triggerPrice": 61000})
    other = placed(client, "limit", "buy", 0.01, 62500, {"triggerPrice": 63000})
    client.cancel_order(other, BTC, PLANS)
    waiting = client.fetch_open_orders(BTC, None, None, PLANS)
    require([row["price"] for row in waiting] == [60500], str(waiting))
    server.mark("BTCUSDT", 61000)
    row = soon(lambda: client.fetch_open_orders(BTC), "in the book")[0]
    has(row, price=60500, amount=0.01, side="buy", type="limit")


@step("take profit and stop loss with the order: one closes the position, the other goes with it")
def _():
    client = desk.client()
    placed(client, "market", "buy", 0.1, None, {
        "takeProfit": {"triggerPrice": 62000}, "stopLoss": {"triggerPrice": 58000}})
    held(client, 0.1)
    rows = sorted(row["triggerPrice"] for row in client.fetch_open_orders(BTC, None, None, STOPS))
    require(rows == [58000, 62000], str(rows))
    desk.trade(62000)
    held(client, 0)
    require(client.fetch_open_orders(BTC, None, None, STOPS) == [], "the stop loss is left")
    has(client.fetch_my_trades(BTC)[-1], price=61999.9, amount=0.1, side="sell")


@step("stop loss and take profit of the position are set by an order of their own, one cancelled, one done")
def _():
    client = desk.client()
    placed(client, "market", "buy", 0.1)
    held(client, 0.1)
    placed(client, "market", "sell", 0.1, None, {"stopLossPrice": 57000})
    order = placed(client, "market", "sell", 0.1, None, {"takeProfitPrice": 67000})
    prices = sorted(row["triggerPrice"] for row in client.fetch_open_orders(BTC, None, None, STOPS))
    require(prices == [57000, 67000], str(prices))
    client.cancel_order(order, BTC, {"trigger": True, "planType": "pos_profit"})
    prices = [row["triggerPrice"] for row in client.fetch_open_orders(BTC, None, None, STOPS)]
    require(prices == [57000], str(prices))
    server.mark("BTCUSDT", 57000)
    held(client, 0)


@step("trailing by a rate: follows the price up from where it begins, and sells when it has turned by that much")
def _():
    client = desk.client()
    placed(client, "market", "buy", 0.1, None, {"marginMode": "cross"})
    held(client, 0.1)
    client.create_trailing_percent_order(BTC, "market", "sell", 0.1, None, 1, 61000, {"reduceOnly": True})
    waiting = client.fetch_open_orders(BTC, None, None, {"trailing": True})
    require([row["side"] for row in waiting] == ["sell"], str(waiting))
    for price in (60900, 62000, 61500):
        desk.trade(price)
    held(client, 0.1)
    desk.trade(61300)  # 62000 less 1 % is 61380
    held(client, 0)


@step("hedge mode: stops and triggers of one side close that side alone")
def _():
    client = desk.client()
    client.set_position_mode(True, BTC)
    placed(client, "market", "buy", 0.1, None, {"hedged": True, "stopLoss": {"triggerPrice": 58000}})
    placed(client, "market", "sell", 0.3, None, {"hedged": True})
    # buying back 0.1 of the short, from above
    placed(client, "market", "buy", 0.1, None, {"hedged": True, "reduceOnly": True, "triggerPrice": 58500})
    require([row["triggerPrice"] for row in client.fetch_open_orders(BTC, None, None, STOPS)] == [58000], "a stop")

    def sides():
        return {row["side"]: row["contracts"] for row in client.fetch_positions([BTC]) if row["contracts"]}

    desk.trade(58400)
    soon(lambda: sides() == {"long": 0.1, "short": 0.2}, "a part of the short side closed")
    desk.trade(57900)
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
    client.create_order(ETH, "limit", "buy", 0.1, 2000)
    client.cancel_all_orders(BTC)
    require([row["symbol"] for row in client.fetch_open_orders(None, None, None, {"productType": "USDT-FUTURES"})]
            == [ETH], "ETH was cancelled too")


@step("orders the account or the instrument cannot take")
def _():
    client = desk.client()
    refused(ccxt.InsufficientFunds, client.create_order, BTC, "market", "buy", 5)
    refused(ccxt.InvalidOrder, client.create_order, BTC, "limit", "buy", 0.00001, 50000)
    placed(client, "limit", "buy", 0.01, 50000, {"clientOrderId": "twice"})
    refused(ccxt.ExchangeError, client.create_order, BTC, "limit", "buy", 0.01, 50000, {"clientOrderId": "twice"})
    require(len(client.fetch_open_orders(BTC)) == 1, "one order")


step.run()
