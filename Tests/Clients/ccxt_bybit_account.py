"""ccxt's bybit: balance, positions, leverage, market data and history, each figure worked out by hand."""
import ccxt

from ccxt_clients import BTC, ETH, INVERSE, USDC, Desk
from server import Server
from steps import Steps, has, refused, require, soon

server = Server()
desk = Desk(server, "bybit", "uta2", USDT="10000", BTC="1")
step = Steps("ccxt bybit account", desk.reset)
FEE = 6000.01 * 0.00055  # of 0.1 BTC bought from the house at 60000.1
CLOSING_FEE = 6000.01 * 0.9 * 0.00055  # of closing it at 10x where the margin is used up


def bought(client, symbol=BTC, amount=0.1):
    client.create_order(symbol, "market", "buy", amount)
    return soon(lambda: (row := client.fetch_position(symbol))["contracts"] and row, f"a position in {symbol}")


@step("balance: what position and order use is not free")
def _():
    client = desk.client()
    has(client.fetch_balance()["USDT"], total=10_000, free=10_000, used=0)
    has(client.fetch_balance()["BTC"], total=1, free=1, used=0)
    bought(client)
    client.create_order(BTC, "limit", "buy", 0.1, 50000)
    # 6000 at 10x and the fee of closing at the bankruptcy price; 5000 at 10x and both fees of the order
    used = 600 + CLOSING_FEE + 500 + 5000 * 0.00055 + 4500 * 0.00055
    has(client.fetch_balance()["USDT"], total=10_000 - FEE, used=used, free=10_000 - FEE - used)


@step("transfer: to the funding wallet and back, and no more than is there")
def _():
    client = desk.client()
    row = client.transfer("USDT", 2500.5, "unified", "funding")
    has(row, currency="USDT", amount=2500.5, fromAccount="unified", toAccount="funding", status="ok")
    has(client.fetch_balance({"type": "funding"})["USDT"], total=2500.5, free=2500.5)
    has(client.fetch_balance()["USDT"], total=7499.5)
    refused(ccxt.ExchangeError, client.transfer, "USDT", 2500.51, "funding", "unified")
    client.transfer("USDT", 500.5, "funding", "unified")
    has(client.fetch_balance({"type": "funding"})["USDT"], total=2000)
    rows = sorted(client.fetch_transfers("USDT"), key=lambda entry: -entry["amount"])
    require([entry["amount"] for entry in rows] == [2500.5, 500.5], str(rows))
    require(rows[0]["id"] == row["id"], str(rows))
    has(rows[1], fromAccount="fund", toAccount="unified", status="ok")


@step("positions: figures of a long, of a short and of an inverse one")
def _():
    client = desk.client()
    bought(client)
    server.mark("BTCUSDT", 61000)
    has(client.fetch_position(BTC), contracts=0.1, side="long", entryPrice=60000.1, markPrice=61000, leverage=10,
        notional=6100, unrealizedPnl=99.99, realizedPnl=-FEE, hedged=False, initialMargin=610 + CLOSING_FEE,
        maintenanceMargin=30.5 + CLOSING_FEE)
    server.mark("BTCUSDT", 60000)
    client.create_order(ETH, "market", "sell", 1)
    server.mark("BTCUSD", 59999.9)
    client.create_order(INVERSE, "market", "buy", 6000)
    rows = {row["symbol"]: row for row in client.fetch_positions()}
    require(set(rows) == {BTC, ETH}, str(set(rows)))
    has(rows[ETH], contracts=1, side="short", entryPrice=2999.99, notional=3000)
    has(client.fetch_positions([INVERSE])[0], contracts=6000, side="long", contractSize=1, entryPrice=60000)
    server.mark("BTCUSD", 60000)


@step("leverage: set, read, kept by the same again, refused beyond the first tier")
def _():
    client = desk.client()
    client.set_leverage(25, BTC)
    has(client.fetch_leverage(BTC), longLeverage=25, shortLeverage=25)
    error = refused(ccxt.BadRequest, client.set_leverage, 25, BTC)
    require("110043" in str(error), str(error))
    refused(ccxt.ExchangeError, client.set_leverage, 101, BTC)
    has(client.fetch_leverage(BTC), longLeverage=25)
    has(client.fetch_leverage(ETH), longLeverage=10)


@step("position mode: hedged by symbol, both sides at once, no way back while they are open")
def _():
    client = desk.client()
    client.set_position_mode(True, BTC)
    for side in ("buy", "sell"):
        client.create_order(BTC, "market", side, 0.1 if side == "buy" else 0.2, None, {"hedged": True})
    rows = soon(lambda: (found := {row["side"]: row for row in client.fetch_positions([BTC]) if row["contracts"]})
                and len(found) == 2 and found, "both sides")
    has(rows["long"], contracts=0.1, entryPrice=60000.1, hedged=True)
    has(rows["short"], contracts=0.2, entryPrice=59999.9, hedged=True)
    refused(ccxt.ExchangeError, client.set_position_mode, False, BTC)
    for side, amount in (("sell", 0.1), ("buy", 0.2)):
        client.create_order(BTC, "market", side, amount, None, {"hedged": True, "reduceOnly": True})
    soon(lambda: not any(row["contracts"] for row in client.fetch_positions([BTC])), "both closed")
    client.set_position_mode(False, BTC)


@step("margin mode: isolated shows a liquidation price, cross takes it away")
def _():
    client = desk.client()
    bought(client)
    client.set_margin_mode("isolated")
    # 60000.1 less the margin of a tenth, up to a maintenance margin of 0.5 %
    row = client.fetch_position(BTC)
    require(54_200 < row["liquidationPrice"] < 54_400, str(row["liquidationPrice"]))
    has(client.fetch_margin_mode(BTC), marginMode="isolated")
    client.set_margin_mode("cross")
    has(client.fetch_position(BTC), contracts=0.1, liquidationPrice=None)


@step("leverage tiers of several symbols")
def _():
    tiers = desk.client().fetch_leverage_tiers([BTC, ETH])
    has(tiers[BTC][0], tier=1, minNotional=0, maxNotional=2_000_000, maintenanceMarginRate=0.005, maxLeverage=100)
    has(tiers[BTC][1], tier=2, minNotional=2_000_000, maxNotional=2_600_000, maintenanceMarginRate=0.0056,
        maxLeverage=90)
    require(tiers[ETH][0]["maxLeverage"] >= tiers[ETH][1]["maxLeverage"], str(tiers[ETH][:2]))


@step("fees of one symbol and of all")
def _():
    client = desk.client()
    has(client.fetch_trading_fee(BTC), maker=0.0002, taker=0.00055)
    has(client.fetch_trading_fees()[ETH], maker=0.0002, taker=0.00055)


@step("funding rate: now, of several symbols, and its interval")
def _():
    client = desk.client()
    rate = client.fetch_funding_rate(BTC)
    has(rate, fundingRate=0.0001, markPrice=60000, indexPrice=60000, interval="8h")
    require(rate["fundingTimestamp"] % (8 * 3_600_000) == 0 and rate["fundingTimestamp"] > client.milliseconds(),
            str(rate["fundingTimestamp"]))
    require(set(client.fetch_funding_rates([BTC, ETH])) == {BTC, ETH}, "two symbols")


@step("order book: the house a tick around the mark price, the own order behind it")
def _():
    client = desk.client()
    client.create_order(BTC, "limit", "buy", 0.123, 50123.4)
    book = client.fetch_order_book(BTC)
    require(book["bids"][0] == [59999.9, 0.833] and book["asks"][0] == [60000.1, 0.833], str(book)[:300])
    require([50123.4, 0.123] in book["bids"], str(book["bids"][-3:]))
    require(len(client.fetch_order_book(BTC, 1)["asks"]) == 1, "one level")


@step("ticker, tickers, trades and candles follow a trade")
def _():
    client = desk.client()
    before = client.fetch_ticker(BTC)["baseVolume"]
    bought(client, amount=0.25)
    ticker = client.fetch_ticker(BTC)
    has(ticker, last=60000.1, bid=59999.9, ask=60000.1, markPrice=60000, indexPrice=60000, baseVolume=before + 0.25)
    tickers = client.fetch_tickers([BTC, ETH])
    has(tickers[BTC], last=60000.1)
    has(tickers[ETH], bid=2999.99, ask=3000.01)
    has(client.fetch_trades(BTC)[-1], price=60000.1, amount=0.25, side="buy")
    candles = client.fetch_ohlcv(BTC, "1m", None, 3)
    require(len(candles) == 3 and [row[0] % 60_000 for row in candles] == [0, 0, 0], str(candles))
    require(candles[-1][0] - candles[0][0] == 120_000 and candles[-1][4] == 60000.1, str(candles))
    require(sum(row[5] for row in candles) >= 0.25, str(candles))
    require(client.fetch_mark_ohlcv(BTC, "1m", None, 1)[0][4] == 60000, "mark price candle")
    require(client.fetch_index_ohlcv(BTC, "1m", None, 1)[0][4] == 60000, "index price candle")


@step("my trades: price, fee and order of each fill")
def _():
    client = desk.client()
    order = client.create_order(BTC, "market", "buy", 0.1)["id"]
    trade = soon(lambda: client.fetch_my_trades(BTC), "a fill")[0]
    has(trade, order=order, symbol=BTC, side="buy", takerOrMaker="taker", price=60000.1, amount=0.1, cost=6000.01)
    has(trade["fee"], cost=FEE, currency="USDT", rate=0.00055)
    require([row["id"] for row in client.fetch_order_trades(order, BTC)] == [trade["id"]], "the order's trades")


@step("closed positions: entry, exit and profit")
def _():
    client = desk.client()
    bought(client)
    server.mark("BTCUSDT", 61000)
    client.create_order(BTC, "market", "sell", 0.1, None, {"reduceOnly": True})
    row = soon(lambda: client.fetch_positions_history([BTC]), "a closed position")[0]
    # sold at 60999.9, one tick below the mark price
    profit = 0.1 * (60999.9 - 60000.1) - FEE - 6099.99 * 0.00055
    has(row, symbol=BTC, contracts=0.1, entryPrice=60000.1, lastPrice=60999.9, realizedPnl=profit)
    has(client.fetch_balance()["USDT"], total=10_000 + profit)


@step("a liquidation: found among the own ones, at the price at which the margin was used up")
def _():
    client = desk.client()
    client.set_margin_mode("isolated")
    bought(client)
    # the margin is a tenth of the entry value and the closing fee: 54000.09, a tick up
    require(client.fetch_position_adl_rank(BTC)["rank"] in range(1, 6), "a rank from 1 to 5")
    server.mark("BTCUSDT", 54000)
    row = soon(lambda: client.fetch_my_liquidations(BTC), "the liquidation")[0]
    has(row, symbol=BTC, contracts=0.1, price=54000.1)
    has(client.fetch_position(BTC), contracts=0)
    require(abs(client.fetch_balance()["USDT"]["total"] - (10_000 - FEE - 600.001 - CLOSING_FEE)) < 0.01, "lost more")


@step("a contract settled in USDC: position, fee and profit are in that coin")
def _():
    client = desk.client(USDC="10000", USDT="10000")
    bought(client, USDC)
    has(client.fetch_position(USDC), contracts=0.1, side="long", entryPrice=60000.1)
    require([row["symbol"] for row in client.fetch_positions(None, {"settleCoin": "USDC"})] == [USDC], "by coin")
    has(client.fetch_my_trades(USDC)[0]["fee"], cost=FEE, currency="USDC")
    client.create_order(USDC, "market", "sell", 0.1, None, {"reduceOnly": True})
    soon(lambda: not client.fetch_position(USDC)["contracts"], "the close")
    has(client.fetch_balance()["USDC"], total=10_000 - FEE - 0.02 - 5999.99 * 0.00055)
    has(client.fetch_balance()["USDT"], total=10_000)


@step("ledger: a deposit and a trade with its fee")
def _():
    client = desk.client()
    bought(client)
    rows = sorted(client.fetch_ledger("USDT"), key=lambda row: row["timestamp"])
    has(rows[0], type="transaction", direction="in", amount=10_000, after=10_000)
    has(rows[1], type="trade", direction="out", amount=FEE, after=10_000 - FEE)


@step("time and status")
def _():
    client = desk.client()
    require(abs(client.fetch_time() - client.milliseconds()) < 5_000, "the server's clock")
    has(client.fetch_status(), status="ok")


step.run()
