"""ccxt's bybit on every generation of account: the unified calls a trading bot makes."""
import ccxt

from ccxt_clients import BTC, ETH, INVERSE, bybit
from server import Server
from steps import Steps, refused, require, soon

server = Server()


def exchange(account):
    return bybit(server, account)


unified = exchange(server.accounts["bybit-uta"])
classic = exchange(server.accounts["bybit-classic"])
half = exchange(server.accounts["bybit-uta1"])


def mode():
    return unified.privateGetV5AccountInfo()["result"]["marginMode"]


def flatten(client, *symbols):
    for symbol in symbols:
        client.cancel_all_orders(symbol)
        held = client.fetch_position(symbol)
        if held["contracts"]:
            client.create_order(symbol, "market", "sell" if held["side"] == "long" else "buy", held["contracts"],
                                None, {"reduceOnly": True})
            soon(lambda: not client.fetch_position(symbol)["contracts"], f"{symbol} closed")


def buy(client, symbol, amount):
    client.create_order(symbol, "market", "buy", amount)
    return soon(lambda: (held := client.fetch_position(symbol))["contracts"] and held, f"a position in {symbol}")


def reset():
    server.mark("BTCUSDT", 60000)
    flatten(unified, BTC, ETH, INVERSE)
    unified.set_position_mode(False)
    unified.set_margin_mode("cross")
    flatten(classic, BTC, INVERSE)
    flatten(half, BTC, INVERSE)


step = Steps("ccxt bybit", reset)


@step("markets: linear and inverse perpetuals with precision and limits")
def _():
    markets = unified.load_markets(True)
    for symbol, settle in ((BTC, "USDT"), (ETH, "USDT"), ("BTC/USDC:USDC", "USDC"), (INVERSE, "BTC")):
        market = markets[symbol]
        require(market["swap"] and market["active"] and market["settle"] == settle, str(market)[:300])
        require(market["precision"]["price"] > 0 and market["precision"]["amount"] > 0, str(market["precision"]))
    tiers = unified.fetch_market_leverage_tiers(BTC)
    require([tier["maxLeverage"] for tier in tiers[:3]] == [100, 90, 80], str(tiers[:3]))


@step("unified account: isolated, portfolio, cross, and each again")
def _():
    for name, wire in (("isolated", "ISOLATED_MARGIN"), ("portfolio", "PORTFOLIO_MARGIN"), ("cross", "REGULAR_MARGIN")):
        for _again in range(2):
            unified.set_margin_mode(name)
            require(mode() == wire, f"{mode()} after {name}")


@step("before every entry: mode with a symbol and a leverage, then the order")
def _():
    for _entry in range(2):
        unified.set_margin_mode("isolated", BTC, {"leverage": 10.0})
        held = buy(unified, BTC, 0.01)
        require(held["side"] == "long" and held["liquidationPrice"], str(held)[:300])
    require(mode() == "ISOLATED_MARGIN", mode())


@step("position and order are kept through both directions")
def _():
    held = buy(unified, BTC, 0.1)
    order = unified.create_order(BTC, "limit", "buy", 0.1, 50000)["id"]
    for name in ("isolated", "cross"):
        unified.set_margin_mode(name)
        now = unified.fetch_position(BTC)
        require((now["contracts"], now["entryPrice"]) == (held["contracts"], held["entryPrice"]), str(now)[:300])
        require(order in [row["id"] for row in unified.fetch_open_orders(BTC)], f"the order is gone in {name}")


@step("a refused mode names every reason")
def _():
    poor = exchange(server.account("bybit", "uta2", USDT="500"))
    poor.set_position_mode(True, ETH)
    poor.create_order(ETH, "market", "buy", 0.1, None, {"positionIdx": 1})
    error = str(refused(ccxt.ExchangeError, poor.set_margin_mode, "portfolio"))
    for text in ("3400045", "3400000", "Equity needs to be equal to or greater than 1000 USDC", "3400208"):
        require(text in error, f"no {text} in {error}")
    info = poor.privateGetV5AccountInfo()["result"]
    require(info["marginMode"] == "REGULAR_MARGIN", str(info))


@step("switch-isolated on a unified account is refused")
def _():
    error = refused(ccxt.ExchangeError, unified.privatePostV5PositionSwitchIsolated, {
        "category": "linear", "symbol": "BTCUSDT", "tradeMode": 1, "buyLeverage": "10", "sellLeverage": "10"})
    require("100028" in str(error), str(error))


@step("classic account: the mode is set per symbol, linear and inverse")
def _():
    for symbol, category, name in ((BTC, "linear", "BTCUSDT"), (INVERSE, "inverse", "BTCUSD")):
        def trade_mode():
            rows = classic.privateGetV5PositionList({"category": category, "symbol": name})["result"]["list"]
            return int(rows[0]["tradeMode"])
        buy(classic, symbol, 0.1 if category == "linear" else 6000)
        for wanted in ((1, 0) if trade_mode() == 0 else (0, 1, 0)):
            classic.set_margin_mode("isolated" if wanted else "cross", symbol, {"leverage": "10"})
            require(trade_mode() == wanted, f"{name}: {trade_mode()}, wanted {wanted}")
        refused(ccxt.MarginModeAlreadySet, classic.set_margin_mode, "cross", symbol, {"leverage": "10"})


@step("UTA1.0 account: the mode is account-wide")
def _():
    half.set_margin_mode("isolated")
    half.set_margin_mode("cross")
    info = half.privateGetV5AccountInfo()["result"]
    require(info["marginMode"] == "REGULAR_MARGIN" and int(info["unifiedMarginStatus"]) == 3, str(info))


@step("orders: open, edit, fetch, cancel")
def _():
    order = unified.create_order(BTC, "limit", "buy", 0.01, 50000, {"clientOrderId": "plimsoll-test-1"})["id"]
    got = unified.fetch_open_order(order, BTC)
    require(got["status"] == "open" and got["clientOrderId"] == "plimsoll-test-1" and got["price"] == 50000, str(got))
    unified.edit_order(order, BTC, "limit", "buy", 0.02, 50000)
    soon(lambda: unified.fetch_open_order(order, BTC)["amount"] == 0.02, "the edit")
    unified.cancel_order(order, BTC)
    refused(ccxt.OrderNotFound, unified.cancel_order, order, BTC)


@step("typed errors: no funds, no position to reduce, wrong secret")
def _():
    refused(ccxt.InsufficientFunds, unified.create_order, BTC, "limit", "buy", 1000, 59000)
    refused(ccxt.InvalidOrder, unified.create_order, BTC, "market", "sell", 0.01, None, {"reduceOnly": True})
    stranger = exchange({**server.accounts["bybit-uta"], "secret": "wrong"})
    refused(ccxt.AuthenticationError, stranger.privateGetV5AccountInfo)


@step("balance and ticker")
def _():
    require(unified.fetch_balance()["USDT"]["total"] > 90_000, "USDT")
    require(unified.fetch_ticker(BTC)["bid"] < unified.fetch_ticker(BTC)["ask"], "ticker")


step.run()
