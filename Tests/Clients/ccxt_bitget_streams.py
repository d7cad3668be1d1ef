"""ccxt.pro's bitget: what its watch calls deliver, public and private."""
from ccxt_clients import BTC, ETH, Desk
from ccxt_live import Feed, bitget, live
from server import Server
from steps import Steps, has, require

server = Server()
desk = Desk(server, "bitget", USDT="10000")
step = Steps("ccxt.pro bitget", desk.reset)
watching = live(bitget, desk)
FEE = 6000.01 * 0.0006


@step("order book: a snapshot, then the order that is placed and taken away")
@watching
async def _(client):
    async with Feed(client, client.watch_order_book, BTC) as books:
        first = await books.first(lambda book: book["bids"], "a snapshot")
        require(first["bids"][0][:2] == [59999.9, 0.833] and first["asks"][0][:2] == [60000.1, 0.833], str(first)[:300])
        order = await client.create_order(BTC, "limit", "buy", 0.077, 59990.5)
        await books.first(lambda book: [59990.5, 0.077] in [row[:2] for row in book["bids"]], "the order")
        seen = len(books.rows)
        await client.cancel_order(order["id"], BTC)
        del books.rows[:seen]
        await books.first(lambda book: not any(bid[0] == 59990.5 for bid in book["bids"]), "the level gone")


@step("order book of few levels follows the mark price")
@watching
async def _(client):
    async with Feed(client, client.watch_order_book, BTC, 5) as books:
        server.mark("BTCUSDT", 60100)
        book = await books.first(lambda book: book["bids"] and book["bids"][0][0] == 60099.9, "the house's new bid")
        require(book["asks"][0][:2] == [60100.1, 0.831] and len(book["asks"]) <= 5, str(book["asks"]))


@step("trades: price, amount and side of the taker")
@watching
async def _(client):
    async with Feed(client, client.watch_trades, BTC) as trades:
        await client.create_order(BTC, "market", "sell", 0.031)
        has(await trades.first(lambda row: row["amount"] == 0.031, "the trade"), price=59999.9, side="sell", symbol=BTC)


@step("ticker: a snapshot, then mark price and last price as they change")
@watching
async def _(client):
    async with Feed(client, client.watch_ticker, BTC) as tickers:
        has(await tickers.first(lambda row: row["bid"], "a snapshot"), symbol=BTC, bid=59999.9, ask=60000.1)
        server.mark("BTCUSDT", 60200)
        has(await tickers.first(lambda row: row["info"]["markPrice"] == "60200", "the mark price"), bid=60199.9,
            ask=60200.1)
        await client.create_order(BTC, "market", "buy", 0.01)
        await tickers.first(lambda row: row["last"] == 60200.1, "the last price")


@step("tickers and best prices of two symbols")
@watching
async def _(client):
    async with Feed(client, client.watch_tickers, [BTC, ETH]) as tickers:
        await tickers.first(lambda rows: BTC in rows, "BTC")
        has((await tickers.first(lambda rows: ETH in rows, "ETH"))[ETH], bid=2999.99, ask=3000.01)


@step("candles: the minute's volume and close grow with a trade")
@watching
async def _(client):
    async with Feed(client, client.watch_ohlcv, BTC, "1m") as candles:
        await client.create_order(BTC, "market", "buy", 0.043)
        row = await candles.first(lambda row: row[5] >= 0.043 and row[4] == 60000.1, "the trade in the candle")
        require(row[0] % 60_000 == 0 and row[3] <= row[4] <= row[2], str(row))


@step("orders: open, cancelled, filled")
@watching
async def _(client):
    async with Feed(client, client.watch_orders, BTC) as orders:
        order = (await client.create_order(BTC, "limit", "buy", 0.01, 50000, {"clientOrderId": "seen"}))["id"]
        has(await orders.first(lambda row: row["id"] == order, "the order"), status="open", price=50000, amount=0.01,
            filled=0, clientOrderId="seen", symbol=BTC, type="limit", side="buy")
        await client.cancel_order(order, BTC)
        has(await orders.first(lambda row: row["status"] == "canceled", "the end"), id=order, filled=0)
        order = (await client.create_order(BTC, "market", "buy", 0.1))["id"]
        row = await orders.first(lambda row: row["id"] == order and row["status"] == "closed", "the fill")
        has(row, filled=0.1, remaining=0, average=60000.1, symbol=BTC)


@step("trigger orders: waiting, then done")
@watching
async def _(client):
    await client.create_order(BTC, "market", "buy", 0.1)
    async with Feed(client, client.watch_orders, BTC, None, None, {"trigger": True}) as orders:
        order = (await client.create_order(BTC, "market", "sell", 0.1, None, {
            "triggerPrice": 59500, "reduceOnly": True}))["id"]
        has(await orders.first(lambda row: row["id"] == order, "the plan"), triggerPrice=59500, status="open")
        server.mark("BTCUSDT", 59400)
        await orders.first(lambda row: row["id"] == order and row["status"] == "executed", "its end")


@step("my trades: price and fee")
@watching
async def _(client):
    async with Feed(client, client.watch_my_trades, BTC) as trades:
        order = (await client.create_order(BTC, "market", "buy", 0.1))["id"]
        row = await trades.first(lambda row: row["order"] == order, "the fill")
        has(row, price=60000.1, amount=0.1, side="buy", takerOrMaker="taker", symbol=BTC)
        has(row["fee"], cost=FEE, currency="USDT")


@step("positions: opened, reduced, turned into a short")
@watching
async def _(client):
    async with Feed(client, client.watch_positions, [BTC]) as positions:
        await client.create_order(BTC, "market", "buy", 0.1)
        has(await positions.first(lambda row: row["contracts"] == 0.1, "the position"), symbol=BTC, side="long",
            entryPrice=60000.1, hedged=False, marginMode="cross")
        await client.create_order(BTC, "market", "sell", 0.04, None, {"reduceOnly": True})
        await positions.first(lambda row: row["contracts"] == 0.06, "the rest")
        await client.create_order(BTC, "market", "sell", 0.16)
        has(await positions.first(lambda row: row["side"] == "short", "the other side"), contracts=0.1,
            entryPrice=59999.9)


@step("balance: the fee of a trade leaves it")
@watching
async def _(client):
    async with Feed(client, client.watch_balance) as balances:
        has((await balances.first(lambda row: "USDT" in row, "a snapshot"))["USDT"], free=10_000)
        await client.create_order(BTC, "market", "buy", 0.1)
        row = await balances.first(lambda row: row["USDT"]["free"] < 10_000, "the change")
        require(9_000 < row["USDT"]["free"] < 10_000 - FEE, str(row["USDT"]))


step.run()
