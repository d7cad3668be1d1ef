"""ccxt's bitget: margin mode per symbol, margin of isolated positions, both payoffs."""
import ccxt

from ccxt_clients import BTC, ETH, INVERSE, bitget
from server import Server
from steps import Steps, refused, require, soon

server = Server()


def exchange(account):
    return bitget(server, account)


client = exchange(server.accounts["bitget"])
server.deposit(server.accounts["bitget"]["uid"], "BTC", "1")


def mode(symbol=BTC):
    return client.fetch_margin_mode(symbol)["marginMode"]


def held(symbol=BTC):
    product = "COIN-FUTURES" if symbol == INVERSE else "USDT-FUTURES"
    rows = client.fetch_positions([symbol], {"productType": product})
    return next((row for row in rows if row["contracts"]), None)


def order_mode(symbol):
    """ccxt sends a mode with each order: the one the symbol is in."""
    return {"marginMode": mode(symbol)}


def buy(symbol=BTC, amount=0.1):
    client.create_order(symbol, "market", "buy", amount, None, order_mode(symbol))
    return soon(lambda: held(symbol), f"a position in {symbol}")


def reset():
    server.mark("BTCUSDT", 60000)
    for symbol in (BTC, ETH, INVERSE):
        for order in client.fetch_open_orders(symbol):
            client.cancel_order(order["id"], symbol)
        if row := held(symbol):
            client.create_order(symbol, "market", "sell" if row["side"] == "long" else "buy", row["contracts"], None,
                                {"reduceOnly": True, **order_mode(symbol)})
            soon(lambda: not held(symbol), f"{symbol} closed")
        client.set_position_mode(False, symbol)
        client.set_margin_mode("cross", symbol)
        client.set_leverage(10, symbol)


step = Steps("ccxt bitget", reset)


def code(expected, call, *arguments, **named):
    error = refused(ccxt.ExchangeError, call, *arguments, **named)
    require(f'"{expected}"' in str(error), f"not {expected}: {error}")


@step("markets and tiers")
def _():
    markets = client.load_markets(True)
    for symbol, settle in ((BTC, "USDT"), (ETH, "USDT"), (INVERSE, "BTC")):
        require(markets[symbol]["swap"] and markets[symbol]["settle"] == settle, str(markets[symbol])[:300])
    tiers = client.fetch_market_leverage_tiers(BTC)
    require([tier["maxLeverage"] for tier in tiers[:3]] == [125, 100, 50], str(tiers[:3]))


@step("isolated and crossed, each twice, and no other symbol moves")
def _():
    for name in ("isolated", "isolated", "cross", "cross"):
        client.set_margin_mode(name, BTC)
        require(mode() == name, f"{mode()} after {name}")
        require(mode(ETH) == "cross", "ETHUSDT moved")


@step("each mode keeps its own leverage")
def _():
    client.set_margin_mode("isolated", BTC)
    client.set_leverage(7, BTC)
    client.set_margin_mode("cross", BTC)
    answer = client.set_margin_mode("isolated", BTC)["data"]
    require(float(answer["longLeverage"]) == 7 and float(answer["shortLeverage"]) == 7, str(answer))


@step("refused while a position is open; isolated again is not")
def _():
    client.set_margin_mode("isolated", BTC)
    buy()
    code(45117, client.set_margin_mode, "cross", BTC)
    client.set_margin_mode("isolated", BTC)
    require(mode() == "isolated" and held()["marginMode"] == "isolated", "the mode changed")


@step("refused while a position is open in cross; cross again too")
def _():
    buy()
    code(45117, client.set_margin_mode, "isolated", BTC)
    code(45117, client.set_margin_mode, "cross", BTC)
    require(mode() == "cross", "the mode changed")
    client.set_margin_mode("isolated", ETH)


@step("refused while an order rests, allowed once it is cancelled")
def _():
    order = client.create_order(BTC, "limit", "buy", 0.1, 50000, order_mode(BTC))["id"]
    code(45117, client.set_margin_mode, "isolated", BTC)
    client.cancel_order(order, BTC)
    client.set_margin_mode("isolated", BTC)


@step("inverse: both directions, refused with a position")
def _():
    client.set_margin_mode("isolated", INVERSE)
    row = buy(INVERSE, 6000)
    require(row["marginMode"] == "isolated" and row["contracts"] == 6000, str(row)[:300])
    code(45117, client.set_margin_mode, "cross", INVERSE)
    require(mode() == "cross", "the linear symbol moved")


@step("margin is added and taken, and the liquidation price follows")
def _():
    client.set_margin_mode("isolated", BTC)
    before = buy()
    client.add_margin(BTC, 50, {"holdSide": "long"})
    added = held()
    require(float(added["info"]["marginSize"]) - float(before["info"]["marginSize"]) == 50, "50 more")
    require(added["liquidationPrice"] < before["liquidationPrice"], "the liquidation price of a long falls")
    client.reduce_margin(BTC, -40, {"holdSide": "long"})
    require(float(held()["info"]["marginSize"]) - float(before["info"]["marginSize"]) == 10, "10 more")
    require(held()["leverage"] == before["leverage"], "the leverage changed")


@step("margin: too much either way, the other side, no position, cross")
def _():
    client.set_margin_mode("isolated", BTC)
    buy()
    long, short = {"holdSide": "long"}, {"holdSide": "short"}
    before = held()["info"]["marginSize"]
    code(40801, client.reduce_margin, BTC, -500, long)
    code(40800, client.add_margin, BTC, 1_000_000, long)
    code(40802, client.add_margin, BTC, 10, short)
    require(held()["info"]["marginSize"] == before, "a refused call moved margin")
    code(40808, client.add_margin, ETH, 10, long)
    client.set_margin_mode("isolated", ETH)
    code(40802, client.add_margin, ETH, 10, long)


@step("parameters: unknown symbol, coin, mode and product type; small letters are fine")
def _():
    good = {"symbol": "BTCUSDT", "productType": "USDT-FUTURES", "marginCoin": "USDT", "marginMode": "isolated"}
    post = client.privateMixPostV2MixAccountSetMarginMode
    for change, expected in (({"symbol": "NOPEUSDT"}, 40034), ({"marginCoin": "BTC"}, 40778),
                             ({"marginMode": "portfolio"}, 400172), ({"productType": "NOPE"}, 40019),
                             ({"symbol": ""}, 40019)):
        code(expected, post, {**good, **change})
    require(mode() == "cross", "a refused call switched")
    answer = post({**good, "symbol": "btcusdt", "marginCoin": "usdt"})["data"]
    require(answer["symbol"] == "BTCUSDT" and answer["marginCoin"] == "USDT", str(answer))


@step("hedge mode: both sides isolated, each with its own margin")
def _():
    client.set_margin_mode("isolated", BTC)
    client.set_position_mode(True, BTC)
    for side in ("buy", "sell"):
        client.create_order(BTC, "market", side, 0.1, None, {"hedged": True, "marginMode": "isolated"})

    def sides():
        return {row["side"]: row for row in client.fetch_positions([BTC]) if row["contracts"]}

    soon(lambda: len(sides()) == 2, "both sides")
    before = sides()
    client.add_margin(BTC, 25, {"holdSide": "short"})
    after = sides()
    require(after["long"]["info"]["marginSize"] == before["long"]["info"]["marginSize"], "the long side moved")
    require(after["short"]["liquidationPrice"] > before["short"]["liquidationPrice"], "the price of a short rises")
    for side in ("sell", "buy"):
        client.create_order(BTC, "market", side, 0.1, None,
                            {"hedged": True, "reduceOnly": True, "marginMode": "isolated"})
    soon(lambda: not sides(), "both closed")


@step("typed errors: wrong secret, wrong passphrase")
def _():
    for change in ({"secret": "wrong"}, {"passphrase": "wrong"}):
        stranger = exchange({**server.accounts["bitget"], **change})
        refused(ccxt.AuthenticationError, stranger.privateMixGetV2MixAccountAccounts, {"productType": "USDT-FUTURES"})


step.run()
