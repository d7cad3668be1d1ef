"""A client written for Binance's futures API against ZTDX's `/fapi`: ccxt's binanceusdm with its addresses replaced, and
bare signed calls where ccxt asks for what ZTDX does not have."""
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.parse
import urllib.request

import ccxt

from server import Server
from steps import Steps, refused, require, soon

server = Server()
account = server.account("ztdx", USDT="100000")
BTC = "BTC/USDT:USDT"

client = ccxt.binanceusdm({
    "apiKey": account["key"], "secret": account["secret"], "enableRateLimit": False,
    "options": {"fetchMarkets": {"types": ["linear"]}, "fetchCurrencies": False}})
for name, path in (("fapiPublic", "v1"), ("fapiPrivate", "v1"), ("fapiPrivateV2", "v2")):
    client.urls["api"][name] = f"{server.url}/fapi/{path}"


def signed(method, path, **parameters):
    """(status, answer) of a call signed as ZTDX's page shows."""
    query = urllib.parse.urlencode({**parameters, "timestamp": int(time.time() * 1000)})
    signature = hmac.new(account["secret"].encode(), query.encode(), hashlib.sha256).hexdigest()
    request = urllib.request.Request(
        f"{server.url}{path}?{query}&signature={signature}", method=method, headers={"X-MBX-APIKEY": account["key"]})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read())


def reset():
    server.mark("BTCUSDT", 60000)
    for symbol in ("BTCUSDT", "ETHUSDT"):
        signed("DELETE", "/fapi/v1/allOpenOrders", symbol=symbol)
    for row in signed("GET", "/fapi/v1/positionRisk")[1]:
        size = float(row["positionAmt"])
        if size:
            status, answer = signed(
                "POST", "/fapi/v1/order", symbol=row["symbol"], side="SELL" if size > 0 else "BUY", type="MARKET",
                quantity=row["positionAmt"].lstrip("-"), reduceOnly="true")
            require(status == 200, str(answer))


step = Steps("binance style", reset)


@step("time: ours within a second of the client's")
def _():
    require(abs(client.fetch_time() - client.milliseconds()) < 1000, str(client.fetch_time()))


@step("markets: perpetuals with steps and limits from the filters")
def _():
    market = client.load_markets(True)[BTC]
    require(market["swap"] and market["linear"] and market["active"], str(market)[:300])
    require(market["precision"]["price"] > 0 and market["precision"]["amount"] > 0, str(market["precision"]))
    require(market["limits"]["amount"]["min"] > 0 and market["limits"]["cost"]["min"] > 0, str(market["limits"]))


@step("premium index: mark, index and funding of one symbol and of all")
def _():
    server.mark("BTCUSDT", 60100)
    rate = client.fetch_funding_rate(BTC)
    require(rate["markPrice"] == 60100 and rate["indexPrice"] == 60100, str(rate))
    require(rate["fundingTimestamp"] > 0, str(rate))
    require({BTC, "ETH/USDT:USDT"} <= set(client.fetch_funding_rates()), "all symbols")


@step("book and 24 hours")
def _():
    book = client.fetch_order_book(BTC, 5)
    require(len(book["bids"]) == 5 and book["bids"][0][0] < book["asks"][0][0], str(book)[:300])
    ticker = client.fetch_ticker(BTC)
    require(ticker["last"] > 0 and ticker["high"] >= ticker["low"], str(ticker)[:300])


@step("a limit order: placed, read by both names, listed, cancelled")
def _():
    order = client.create_order(BTC, "limit", "buy", 0.01, 55000, {"newClientOrderId": "bot-1"})
    require(order["status"] == "open" and order["clientOrderId"] == "bot-1", str(order)[:300])
    require(len(order["id"]) == 36, order["id"])
    read = client.fetch_order(order["id"], BTC)
    require(read["price"] == 55000 and read["amount"] == 0.01 and read["remaining"] == 0.01, str(read)[:300])
    named = client.fetch_order(None, BTC, {"origClientOrderId": "bot-1"})
    require(named["id"] == order["id"], str(named)[:300])
    require([row["id"] for row in client.fetch_open_orders(BTC)] == [order["id"]], "the one open order")
    require(client.cancel_order(order["id"], BTC)["status"] == "canceled", "cancelled")
    require(client.fetch_open_orders(BTC) == [], "none open")
    error = refused(ccxt.OrderNotFound, client.cancel_order, order["id"], BTC)
    require("-2011" in str(error), str(error))


@step("a market order: filled, its trades and what it cost")
def _():
    order = client.create_order(BTC, "market", "buy", 0.02)
    require(order["status"] == "closed" and order["filled"] == 0.02 and order["average"] > 0, str(order)[:300])
    trades = [row for row in client.fetch_my_trades(BTC) if row["order"] == order["id"]]
    require(sum(row["amount"] for row in trades) == 0.02, str(trades)[:300])
    require(all(row["fee"]["currency"] == "USDT" and row["fee"]["cost"] > 0 for row in trades), str(trades)[:300])
    held = [row for row in client.fapiPrivateGetPositionRisk() if row["symbol"] == "BTCUSDT"]
    require(float(held[0]["positionAmt"]) == 0.02, str(held))


@step("what is wrong with an order or a key is told by its code")
def _():
    # By the address of the answer ccxt finds what a code means: with another one it has no more than the text.
    margin = refused(ccxt.ExchangeError, client.create_order, BTC, "limit", "buy", 40, 59000)
    require("-2019" in str(margin), str(margin))
    post_only = refused(
        ccxt.ExchangeError, client.create_order, BTC, "limit", "buy", 0.01, 62000, {"timeInForce": "GTX"})
    require("-2010" in str(post_only), str(post_only))
    closing = refused(
        ccxt.ExchangeError, client.create_order, BTC, "limit", "sell", 0.01, 61000, {"reduceOnly": True})
    require("-2022" in str(closing), str(closing))
    unknown = ccxt.binanceusdm({"apiKey": "nobody", "secret": "x", "enableRateLimit": False})
    unknown.urls = client.urls
    require("-2015" in str(refused(ccxt.ExchangeError, unknown.fapiPrivateGetOpenOrders)), "-2015")
    stranger = ccxt.binanceusdm({"apiKey": account["key"], "secret": "x", "enableRateLimit": False})
    stranger.urls = client.urls
    require("-1022" in str(refused(ccxt.ExchangeError, stranger.fapiPrivateGetOpenOrders)), "-1022")


@step("leverage, tiers, balance, fees, income")
def _():
    require(int(client.set_leverage(25, BTC)["leverage"]) == 25, "leverage")
    require(client.fapiPrivateGetLeverageBracket({"symbol": "BTCUSDT"})[0]["brackets"][0]["cum"] == "0", "tiers")
    rows = client.fapiPrivateV2GetBalance()
    require(rows[0]["asset"] == "USDT" and float(rows[0]["balance"]) > 90000, str(rows))
    fee = client.fetch_trading_fee(BTC)
    require(fee["taker"] == 0.0005 and fee["maker"] == 0.0002, str(fee)[:300])
    require("TRANSFER" in {row["incomeType"] for row in client.fapiPrivateGetIncome()}, "income")


@step("conditional orders wait for their price, as bare calls: ccxt sends them elsewhere")
def _():
    status, order = signed(
        "POST", "/fapi/v1/order", symbol="BTCUSDT", side="BUY", type="STOP_MARKET", quantity="0.01", stopPrice="61000",
        workingType="MARK_PRICE")
    require(status == 200 and order["status"] == "NEW" and order["stopPrice"] == "61000", str(order))
    server.mark("BTCUSDT", 61000)

    def filled():
        return signed("GET", "/fapi/v1/order", symbol="BTCUSDT", orderId=order["orderId"])[1]["status"] == "FILLED"
    soon(filled, "the stop filled")


@step("settings that ZTDX does not have are refused by their codes, as bare calls")
def _():
    for method, path, parameters, code in (
            ("POST", "/fapi/v1/marginType", {"symbol": "BTCUSDT", "marginType": "ISOLATED"}, -4046),
            ("POST", "/fapi/v1/positionSide/dual", {"dualSidePosition": "true"}, -4059),
            ("POST", "/fapi/v1/leverage", {"symbol": "BTCUSDT", "leverage": "126"}, -4028),
            ("GET", "/fapi/v1/userTrades", {"symbol": "NOPE"}, -1121)):
        status, answer = signed(method, path, **parameters)
        require(status == 400 and answer["code"] == code, f"{path}: {status} {answer}")
    require(signed("GET", "/fapi/v1/positionSide/dual")[1] == {"dualSidePosition": False}, "one-way")
    require(signed("POST", "/fapi/v1/marginType", symbol="BTCUSDT", marginType="CROSSED")[1]["code"] == 200, "crossed")


step.run()
