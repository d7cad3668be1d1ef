"""ccxt.pro's bybit: what its watch calls deliver, public and private."""
import ccxt

from ccxt_clients import BTC, ETH, Desk
from ccxt_live import Feed, bybit, live
from server import Server
from steps import Steps, has, require

server = Server()
desk = Desk(server, "bybit", "uta2", USDT="10000")
step = Steps("ccxt.pro bybit", desk.reset)
watching = live(bybit, desk)
FEE = 6000.01 * 0.00055


@step("order book: a snapshot, then the order that is placed and taken away")
@watching
async def _(client):
    async with Feed(client, client.watch_order_book, BTC) as books:
        first = await books.first(lambda book: book["bids"], "a snapshot")
        require(first["bids"][0] == [59999.9, 0.833] and first["asks"][0] == [60000.1, 0.833], str(first)[:300])
        order = await client.create_order(BTC, "limit", "buy", 0.077, 59990.5)
        await books.first(lambda book: [59990.5, 0.077] in book["bids"], "the order")
        seen = len(books.rows)
        await client.cancel_order(order["id"], BTC)
        del books.rows[:seen]
        await books.first(lambda book: not any(bid[0] == 59990.5 for bid in book["bids"]), "the level gone")


@step("order book follows the mark price")
@watching
async def _(client):
    async with Feed(client, client.watch_order_book, BTC, 50) as books:
        server.mark("BTCUSDT", 60100)
        book = await books.first(lambda book: book["bids"] and book["bids"][0][0] == 60099.9, "the house's new bid")
        require(book["asks"][0] == [60100.1, 0.831], str(book["asks"][:2]))
        require(all(left[0] > right[0] for left, right in zip(book["bids"], book["bids"][1:])), str(book["bids"]))


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
        first = await tickers.first(lambda row: row["bid"], "a snapshot")
        has(first, symbol=BTC, bid=59999.9, ask=60000.1, markPrice=60000)
        server.mark("BTCUSDT", 60200)
        has(await tickers.first(lambda row: row["markPrice"] == 60200, "the mark price"), bid=60199.9, ask=60200.1)
        await client.create_order(BTC, "market", "buy", 0.01)
        await tickers.first(lambda row: row["last"] == 60200.1, "the last price")


@step("tickers and best prices of two symbols")
@watching
async def _(client):
    async with Feed(client, client.watch_tickers, [BTC, ETH]) as tickers:
        await tickers.first(lambda rows: BTC in rows, "BTC")
        has((await tickers.first(lambda rows: ETH in rows, "ETH"))[ETH], bid=2999.99, ask=3000.01)
    async with Feed(client, client.watch_bids_asks, [BTC]) as best:
        has((await best.first(lambda rows: BTC in rows, "BTC"))[BTC], bid=59999.9, ask=60000.1)


@step("candles: the minute's volume and close grow with a trade")
@watching
async def _(client):
    async with Feed(client, client.watch_ohlcv, BTC, "1m") as candles:
        await client.create_order(BTC, "market", "buy", 0.043)
        row = await candles.first(lambda row: row[5] >= 0.043 and row[4] == 60000.1, "the trade in the candle")
        require(row[0] % 60_000 == 0 and row[3] <= row[4] <= row[2], str(row))


@step("orders: open, changed, cancelled, filled")
@watching
async def _(client):
    async with Feed(client, client.watch_orders) as orders:
        order = (await client.create_order(BTC, "limit", "buy", 0.01, 50000, {"clientOrderId": "seen"}))["id"]
        has(await orders.first(lambda row: row["id"] == order, "the order"), status="open", price=50000, amount=0.01,
            filled=0, clientOrderId="seen", symbol=BTC, type="limit", side="buy")
        await client.edit_order(order, BTC, "limit", "buy", 0.02, 49000)
        has(await orders.first(lambda row: row["amount"] == 0.02, "the change"), id=order, price=49000)
        await client.cancel_order(order, BTC)
        has(await orders.first(lambda row: row["status"] == "canceled", "the end"), id=order, filled=0)
        order = (await client.create_order(BTC, "market", "buy", 0.1))["id"]
        row = await orders.first(lambda row: row["id"] == order and row["status"] == "closed", "the fill")
        has(row, filled=0.1, remaining=0, average=60000.1, cost=6000.01)


@step("orders: a stop waits, is triggered and filled")
@watching
async def _(client):
    await client.create_order(BTC, "market", "buy", 0.1)
    async with Feed(client, client.watch_orders, BTC) as orders:
        order = (await client.create_order(BTC, "market", "sell", 0.1, None, {
            "triggerPrice": 59500, "triggerDirection": "below", "reduceOnly": True, "triggerBy": "MarkPrice"}))["id"]
        has(await orders.first(lambda row: row["id"] == order, "the stop"), triggerPrice=59500, filled=0)
        server.mark("BTCUSDT", 59400)
        row = await orders.first(lambda row: row["id"] == order and row["status"] == "closed", "the fill")
        has(row, filled=0.1, average=59399.9, reduceOnly=True)


@step("my trades: price and fee")
@watching
async def _(client):
    async with Feed(client, client.watch_my_trades) as trades:
        order = (await client.create_order(BTC, "market", "buy", 0.1))["id"]
        row = await trades.first(lambda row: row["order"] == order, "the fill")
        has(row, price=60000.1, amount=0.1, side="buy", takerOrMaker="taker", symbol=BTC)
        has(row["fee"], cost=FEE)


@step("positions: opened, reduced and closed")
@watching
async def _(client):
    async with Feed(client, client.watch_positions) as positions:
        await client.create_order(BTC, "market", "buy", 0.1)
        has(await positions.first(lambda row: row["contracts"] == 0.1, "the position"), symbol=BTC, side="long",
            entryPrice=60000.1, leverage=10, markPrice=60000)
        await client.create_order(BTC, "market", "sell", 0.04, None, {"reduceOnly": True})
        has(await positions.first(lambda row: row["contracts"] == 0.06, "the rest"), side="long", entryPrice=60000.1)
        await client.create_order(BTC, "market", "sell", 0.06, None, {"reduceOnly": True})
        await positions.first(lambda row: row["contracts"] == 0, "the end")


@step("balance: the fee of a trade and what the position lost leave the equity")
@watching
async def _(client):
    async with Feed(client, client.watch_balance) as balances:
        await client.create_order(BTC, "market", "buy", 0.1)
        row = await balances.first(lambda row: row.get("USDT", {}).get("total", 10_000) < 10_000, "the fee")
        has(row["USDT"], total=10_000 - FEE - 0.01)


@step("liquidations: a position whose margin is used up")
@watching
async def _(client):
    await client.set_margin_mode("isolated")
    await client.create_order(BTC, "market", "buy", 0.1)
    async with Feed(client, client.watch_liquidations, BTC) as liquidations:
        server.mark("BTCUSDT", 54000)
        row = await liquidations.first(lambda row: row["contracts"], "the liquidation")
        has(row, symbol=BTC, contracts=0.1)
        require(53_900 < row["price"] < 54_400, str(row))


@step("orders by socket: placed, changed, cancelled, and refused as the calls are")
@watching
async def _(client):
    order = (await client.create_order_ws(BTC, "limit", "buy", 0.01, 50000))["id"]
    await client.edit_order_ws(order, BTC, "limit", "buy", 0.02, 49000)
    has(await client.fetch_open_order(order, BTC), price=49000, amount=0.02, status="open")
    await client.cancel_order_ws(order, BTC)
    require(await client.fetch_open_orders(BTC) == [], "it is open")
    for kind, call in ((ccxt.OrderNotFound, client.cancel_order_ws(order, BTC)),
                       (ccxt.InsufficientFunds, client.create_order_ws(BTC, "limit", "buy", 100, 50000))):
        try:
            require(False, f"accepted: {await call}")
        except kind:
            pass


@step("what is no longer watched is told no more")
@watching
async def _(client):
    async with Feed(client, client.watch_trades, BTC) as trades:
        await client.create_order(BTC, "market", "sell", 0.031)
        await trades.first(lambda row: row["amount"] == 0.031, "the trade")
    client.acknowledged = None
    await client.un_watch_trades(BTC)
    async with Feed(client, client.watch_ticker, BTC) as tickers:
        await client.create_order(BTC, "market", "buy", 0.032)
        await tickers.first(lambda row: row["last"] == 60000.1, "the trade in the ticker")
    require(all(row["amount"] != 0.032 for row in client.trades.get(BTC, [])), "the trade was told")


step.run()
