"""ccxt's bitget: balance, positions, leverage, margin, market data and history, each figure worked out by hand."""
import ccxt

from ccxt_clients import BTC, ETH, INVERSE, USDC, Desk
from server import Server
from steps import Steps, has, refused, require, soon

server = Server()
desk = Desk(server, "bitget", USDT="10000", BTC="1")
step = Steps("ccxt bitget account", desk.reset)
FEE = 6000.01 * 0.0006  # of 0.1 BTC bought from the house at 60000.1


def position(client, symbol=BTC):
    rows = client.fetch_positions([symbol], {"productType": "COIN-FUTURES" if symbol == INVERSE else "USDT-FUTURES"})
    return next((row for row in rows if row["contracts"]), None)


def bought(client, symbol=BTC, amount=0.1, mode="cross"):
    client.create_order(symbol, "market", "buy", amount, None, {"marginMode": mode})
    return soon(lambda: position(client, symbol), f"a position in {symbol}")


@step("balance: what position and order use is not free")
def _():
    client = desk.client()
    has(client.fetch_balance()["USDT"], total=10_000, free=10_000, used=0)
    has(client.fetch_balance({"productType": "COIN-FUTURES"})["BTC"], total=1, free=1)
    bought(client)
    client.create_order(BTC, "limit", "buy", 0.1, 50000)
    row = client.fetch_balance()["USDT"]
    has(row, total=10_000 - FEE - 0.01)
    # the position at its mark price and the order at its own, both at 20x; the order holds its opening fee too
    has(row, used=(6000 + 5000) / 20 + 5000 * 0.0006)


@step("transfer: to the spot wallet and back, and no more than is there")
def _():
    client = desk.client()
    row = client.transfer("USDT", 2500.5, "swap", "spot")
    has(client.fetch_balance({"type": "spot"})["USDT"], total=2500.5, free=2500.5)
    has(client.fetch_balance()["USDT"], total=7499.5)
    refused(ccxt.ExchangeError, client.transfer, "USDT", 2500.51, "spot", "swap")
    refused(ccxt.ExchangeError, client.transfer, "USDT", 1, "spot", "future")
    client.transfer("USDT", 500.5, "spot", "swap")
    has(client.fetch_balance({"type": "spot"})["USDT"], total=2000)
    out = client.fetch_transfers("USDT", None, None, {"fromAccount": "swap"})
    require([entry["id"] for entry in out] == [row["id"]], str(out))
    has(out[0], amount=2500.5, toAccount="spot", status="ok")


@step("positions: figures of a long, of a short and of an inverse one")
def _():
    client = desk.client()
    client.set_leverage(10, BTC)
    bought(client)
    server.mark("BTCUSDT", 61000)
    has(position(client), side="long", contracts=0.1, entryPrice=60000.1, markPrice=61000, leverage=10, notional=6100,
        unrealizedPnl=99.99, initialMargin=600.001, maintenanceMargin=6100 * (0.004 + 0.0006), marginMode="cross",
        hedged=False)
    server.mark("BTCUSDT", 60000)
    client.create_order(ETH, "market", "sell", 1)
    rows = {row["symbol"]: row for row in client.fetch_positions()}
    require(set(rows) == {BTC, ETH}, str(set(rows)))
    has(rows[ETH], contracts=1, side="short", entryPrice=2999.99, notional=3000)
    has(client.fetch_position(ETH), contracts=1, side="short")
    client.set_position_mode(False, INVERSE)
    server.mark("BTCUSD", 59999.9)
    has(bought(client, INVERSE, 6000), contracts=6000, side="long", entryPrice=60000)
    server.mark("BTCUSD", 60000)


@step("leverage: cross, isolated, and of each side in hedge mode")
def _():
    client = desk.client()
    client.set_leverage(25, BTC)
    has(client.fetch_leverage(BTC), longLeverage=25, shortLeverage=25, marginMode="cross")
    client.set_leverage(25, BTC)
    refused(ccxt.ExchangeError, client.set_leverage, 126, BTC)
    client.set_margin_mode("isolated", BTC)
    client.set_position_mode(True, BTC)
    client.set_leverage(5, BTC, {"holdSide": "long"})
    client.set_leverage(7, BTC, {"holdSide": "short"})
    has(client.fetch_leverage(BTC), longLeverage=5, shortLeverage=7, marginMode="isolated")


@step("position mode: both sides at once, no way back while they are open, closed each by itself")
def _():
    client = desk.client()
    client.set_position_mode(True, BTC)
    for side, amount in (("buy", 0.1), ("sell", 0.2)):
        client.create_order(BTC, "market", side, amount, None, {"hedged": True})
    rows = soon(lambda: (found := {row["side"]: row for row in client.fetch_positions([BTC]) if row["contracts"]})
                and len(found) == 2 and found, "both sides")
    has(rows["long"], contracts=0.1, entryPrice=60000.1, hedged=True)
    has(rows["short"], contracts=0.2, entryPrice=59999.9, hedged=True)
    refused(ccxt.ExchangeError, client.set_position_mode, False, BTC)
    client.close_position(BTC, "long")
    soon(lambda: [row["side"] for row in client.fetch_positions([BTC]) if row["contracts"]] == ["short"], "one side")
    client.close_all_positions({"productType": "USDT-FUTURES"})
    soon(lambda: not position(client), "all closed")
    client.set_position_mode(False, BTC)


@step("margin: more moves the liquidation price away, less brings it back")
def _():
    client = desk.client()
    client.set_margin_mode("isolated", BTC)
    client.set_leverage(10, BTC)
    before = bought(client, mode="isolated")
    # margin 600.001; it holds until entry value - margin + 0.1 * price * (0.004 + 0.0006) is lost
    price = (6000.01 - 600.001) / (0.1 * (1 - 0.0046))
    require(abs(before["liquidationPrice"] - price) < 0.2, f"{before['liquidationPrice']}, not {price}")
    has(before, initialMargin=600.001, marginMode="isolated")
    client.add_margin(BTC, 100, {"holdSide": "long"})
    after = position(client)
    require(abs(after["liquidationPrice"] - (price - 100 / (0.1 * 0.9954))) < 0.2, str(after["liquidationPrice"]))
    client.reduce_margin(BTC, -90, {"holdSide": "long"})
    row = position(client)
    has(row, initialMargin=610.001)
    require(abs(row["liquidationPrice"] - (price - 10 / (0.1 * 0.9954))) < 0.2, str(row["liquidationPrice"]))
    refused(ccxt.ExchangeError, client.reduce_margin, BTC, -10, {"holdSide": "long"})  # what was lost stays


@step("leverage tiers: amounts, rates and leverage")
def _():
    tiers = desk.client().fetch_market_leverage_tiers(BTC)
    has(tiers[0], tier=1, minNotional=0, maintenanceMarginRate=0.004, maxLeverage=125)
    for lower, upper in zip(tiers, tiers[1:]):
        require(upper["minNotional"] == lower["maxNotional"], f"a gap between {lower} and {upper}")
        require(upper["maintenanceMarginRate"] > lower["maintenanceMarginRate"], str(upper))
        require(upper["maxLeverage"] < lower["maxLeverage"], str(upper))


@step("fees, funding rate and interval, open interest")
def _():
    client = desk.client()
    has(client.fetch_trading_fee(BTC), maker=0.0002, taker=0.0006)
    has(client.fetch_trading_fees()[ETH], maker=0.0002, taker=0.0006)
    rate = client.fetch_funding_rate(BTC)
    has(rate, fundingRate=0.0001, interval="8h")
    require(rate["fundingTimestamp"] % (8 * 3_600_000) == 0 and rate["fundingTimestamp"] > client.milliseconds(),
            str(rate["fundingTimestamp"]))
    has(client.fetch_funding_rates([BTC, ETH])[ETH], fundingRate=0.0001)
    has(client.fetch_funding_interval(BTC), interval="8h")
    before = client.fetch_open_interest(BTC)["openInterestAmount"]
    bought(client)
    has(client.fetch_open_interest(BTC), openInterestAmount=before + 0.1)


@step("order book: the house a tick around the mark price, the own order behind it")
def _():
    client = desk.client()
    client.create_order(BTC, "limit", "buy", 0.123, 50123.4)
    book = client.fetch_order_book(BTC)
    require(book["bids"][0] == [59999.9, 0.833] and book["asks"][0] == [60000.1, 0.833], str(book)[:300])
    require([50123.4, 0.123] in book["bids"], str(book["bids"][-3:]))


@step("ticker, tickers, trades and candles follow a trade")
def _():
    client = desk.client()
    before = client.fetch_ticker(BTC)["baseVolume"]
    bought(client, amount=0.25)
    has(client.fetch_ticker(BTC), last=60000.1, bid=59999.9, ask=60000.1, markPrice=60000, indexPrice=60000,
        baseVolume=before + 0.25)
    tickers = client.fetch_tickers([BTC, ETH])
    has(tickers[BTC], last=60000.1)
    has(tickers[ETH], bid=2999.99, ask=3000.01)
    has(client.fetch_mark_price(BTC), markPrice=60000, indexPrice=60000)
    has(client.fetch_trades(BTC)[-1], price=60000.1, amount=0.25, side="buy")
    candles = client.fetch_ohlcv(BTC, "1m", None, 3)
    require(len(candles) == 3 and candles[-1][0] - candles[0][0] == 120_000, str(candles))
    require(candles[-1][4] == 60000.1 and sum(row[5] for row in candles) >= 0.25, str(candles))
    require(client.fetch_ohlcv(BTC, "1m", None, 1, {"price": "mark"})[-1][4] == 60000, "mark price candle")
    require(client.fetch_ohlcv(BTC, "1m", None, 1, {"price": "index"})[-1][4] == 60000, "index price candle")


@step("my trades: price, fee and order of each fill")
def _():
    client = desk.client()
    order = client.create_order(BTC, "market", "buy", 0.1)["id"]
    trade = soon(lambda: client.fetch_my_trades(BTC), "a fill")[0]
    has(trade, order=order, symbol=BTC, side="buy", takerOrMaker="taker", price=60000.1, amount=0.1, cost=6000.01)
    has(trade["fee"], cost=FEE, currency="USDT")


@step("closed positions: entry, exit and profit")
def _():
    client = desk.client()
    bought(client)
    server.mark("BTCUSDT", 61000)
    client.create_order(BTC, "market", "sell", 0.1, None, {"reduceOnly": True})
    row = soon(lambda: client.fetch_positions_history([BTC]), "a closed position")[0]
    has(row, symbol=BTC, entryPrice=60000.1, lastPrice=60999.9, contracts=0.1, side="long", marginMode="cross")
    profit = 0.1 * (60999.9 - 60000.1)
    has(row, realizedPnl=profit)
    has(client.fetch_balance()["USDT"], total=10_000 + profit - FEE - 6099.99 * 0.0006)


@step("a liquidation: the isolated margin is lost, and not more")
def _():
    client = desk.client()
    client.set_margin_mode("isolated", BTC)
    client.set_leverage(10, BTC)
    bought(client, mode="isolated")
    server.mark("BTCUSDT", 54000)
    row = soon(lambda: client.fetch_positions_history([BTC]), "the closed position")[0]
    # sold where margin and closing fee are used up
    price = (6000.01 - 600.001) / (0.1 * (1 - 0.0006))
    has(row, contracts=0.1, side="long", marginMode="isolated", entryPrice=60000.1)
    require(abs(row["lastPrice"] - price) < 0.1, f"{row['lastPrice']}, not {price}")
    require(position(client) is None, "the position is left")
    require(abs(client.fetch_balance()["USDT"]["total"] - (10_000 - FEE - 600.001)) < 0.01, "lost more")


@step("a contract settled in USDC: position, fee and profit are in that coin")
def _():
    client, product = desk.client(USDC="10000", USDT="10000"), {"productType": "USDC-FUTURES"}
    client.set_position_mode(False, USDC)
    client.create_order(USDC, "market", "buy", 0.1)
    has(soon(lambda: client.fetch_positions([USDC]), "a position")[0], contracts=0.1, side="long", entryPrice=60000.1)
    require([row["symbol"] for row in client.fetch_positions(None, product)] == [USDC], "by product")
    has(client.fetch_my_trades(USDC)[0]["fee"], cost=FEE, currency="USDC")
    client.close_position(USDC)
    soon(lambda: not client.fetch_positions([USDC]), "the close")
    has(client.fetch_balance(product)["USDC"], total=10_000 - FEE - 0.02 - 5999.99 * 0.0006)
    has(client.fetch_balance()["USDT"], total=10_000)


@step("ledger: a deposit, and a trade with its fee")
def _():
    client = desk.client()
    bought(client)
    rows = sorted(client.fetch_ledger("USDT", None, None, {"productType": "USDT-FUTURES"}), key=lambda row: row["id"])
    has(rows[0], type="transfer", direction="in", amount=10_000, after=10_000)
    has(rows[1], type="trade", after=10_000 - FEE)
    has(rows[1]["fee"], cost=FEE, currency="USDT")


@step("time")
def _():
    client = desk.client()
    require(abs(client.fetch_time() - client.milliseconds()) < 5_000, "the server's clock")


step.run()
