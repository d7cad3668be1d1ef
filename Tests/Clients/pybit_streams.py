"""pybit's sockets: what the private and public streams tell while a position is opened and liquidated."""
import copy
import threading
from decimal import Decimal

from pybit import unified_trading

from bybit import Trader, number
from server import Server
from steps import Steps, has, require

server = Server()
SOCKET = f"ws{server.url.removeprefix('http')}/v5"
unified_trading.PRIVATE_WSS = f"{SOCKET}/private"
unified_trading.PUBLIC_WSS = f"{SOCKET}/public/{{CHANNEL_TYPE}}"
SECONDS_MAX = 10


class Feed:
    """What one topic delivers."""

    def __init__(self, subscribe, *arguments, **named):
        self.rows, self.news = [], threading.Condition()
        subscribe(*arguments, callback=self._take, **named)

    def _take(self, message):
        with self.news:
            rows = copy.deepcopy(message["data"])  # pybit goes on merging into what it hands out
            self.rows += rows if isinstance(rows, list) else [rows]
            self.news.notify_all()

    def first(self, wanted, what):
        def found():
            return next((row for row in self.rows if wanted(row)), None)
        with self.news:
            self.news.wait_for(found, SECONDS_MAX)
            require(found(), f"not seen in {len(self.rows)} rows: {what}; last {str(self.rows[-1:])[:400]}")
            return found()


opened = []


class Socket(unified_trading.WebSocket):
    """pybit's socket, which also counts the acknowledgements: pybit returns from a subscription before they come."""

    def __init__(self, **named):
        self.acknowledged = threading.Semaphore(0)
        super().__init__(testnet=False, **named)
        opened.append(self)

    def _process_subscription_message(self, message):
        super()._process_subscription_message(message)
        self.acknowledged.release()

    def feed(self, subscribe, *arguments, **named):
        feed = Feed(subscribe, *arguments, **named)
        require(self.acknowledged.acquire(timeout=SECONDS_MAX), "the subscription is not acknowledged")
        return feed


def private(account):
    return Socket(channel_type="private", api_key=account["key"], api_secret=account["secret"])


def reset():
    while opened:
        opened.pop().exit()
    for symbol in ("BTCUSDT", "BTCUSD"):
        server.mark(symbol, 60000)


step = Steps("pybit streams", reset)


def isolated_long(category, symbol, quantity, generation="uta2"):
    """A trader with an isolated position at 10x, and the account."""
    account = server.account("bybit", generation, USDT="10000", BTC="1")
    trader = Trader(server.url, account)
    if generation == "classic":
        trader.switch(category, symbol, 1, "10")
    else:
        trader.set_mode("ISOLATED_MARGIN")
    trader.buy(symbol, quantity, category)
    return trader, account


@step("opening a position: order, execution, position and wallet tell the same trade")
def _():
    account = server.account("bybit", "uta2", USDT="10000")
    trader, socket = Trader(server.url, account), private(account)
    orders, executions = socket.feed(socket.order_stream), socket.feed(socket.execution_stream)
    positions, wallets = socket.feed(socket.position_stream), socket.feed(socket.wallet_stream)
    order = trader.client.place_order(category="linear", symbol="BTCUSDT", side="Buy", orderType="Market", qty="0.1",
                                      orderLinkId="opening")["result"]["orderId"]
    has(orders.first(lambda row: row["orderStatus"] == "Filled", "the fill"), orderId=order, orderLinkId="opening",
        category="linear", cumExecQty="0.1", avgPrice="60000.1", leavesQty="0", closedPnl="0", feeCurrency="USDT")
    has(executions.first(lambda row: row["orderId"] == order, "the execution"), execPrice="60000.1", execQty="0.1",
        execFee="3.3000055", execType="Trade", isMaker=False, side="Buy", symbol="BTCUSDT")
    has(positions.first(lambda row: row["size"] == "0.1", "the position"), side="Buy", entryPrice="60000.1",
        leverage="10", category="linear", positionIdx=0)
    row = wallets.first(lambda row: row["accountType"] == "UNIFIED", "the wallet")
    coin = next(coin for coin in row["coin"] if coin["coin"] == "USDT")
    require(coin["walletBalance"] == "9996.6999945" and coin["unrealisedPnl"] == "-0.01", str(coin))


def liquidated(category, symbol, quantity, price, coin, generation):
    """Follows a liquidation on all streams; the price is below the liquidation price of a long at 10x."""
    trader, account = isolated_long(category, symbol, quantity, generation)
    bankruptcy = Decimal(trader.position(symbol, category)["bustPrice"] or 0)
    kind = "CONTRACT" if generation == "classic" else "UNIFIED"
    before = trader.wallet(coin, kind)
    margin = number(trader.position(symbol, category)["positionBalance"])
    socket, public = private(account), Socket(channel_type=category)
    orders, executions = socket.feed(socket.order_stream), socket.feed(socket.execution_stream)
    positions, wallets = socket.feed(socket.position_stream), socket.feed(socket.wallet_stream)
    liquidations = public.feed(public.all_liquidation_stream, symbol)
    server.mark(symbol, price)
    execution = executions.first(lambda row: row["execType"] == "BustTrade", "the execution")
    has(execution, symbol=symbol, side="Sell", execQty=quantity, closedSize=quantity, category=category)
    has(orders.first(lambda row: row["orderId"] == execution["orderId"], "the order"), side="Sell",
        createType="CreateByLiq", reduceOnly=True)
    has(positions.first(lambda row: row["size"] == "0", "the end of the position"), symbol=symbol, side="")
    row = wallets.first(lambda row: row["accountType"] == kind, "the wallet")
    left = number(next(held["walletBalance"] for held in row["coin"] if held["coin"] == coin))
    require(0 < before - left <= margin, f"{before} -> {left} with a margin of {margin}")
    require(trader.wallet(coin, kind) == left, "the stream and the call differ")
    public_row = liquidations.first(lambda row: row["v"] == quantity, "the public liquidation")
    has(public_row, s=symbol, S="Buy")
    require(not bankruptcy or number(public_row["p"]) == bankruptcy, f"{public_row} with {bankruptcy}")
    require(trader.size(symbol, category) == 0, "the position is left")


@step("a liquidation, linear and unified: on all four private streams and the public one")
def _():
    liquidated("linear", "BTCUSDT", "0.1", 54000, "USDT", "uta2")


@step("a liquidation, inverse and classic: on all four private streams and the public one")
def _():
    liquidated("inverse", "BTCUSD", "6000", 54000, "BTC", "classic")


@step("a liquidation, linear and classic")
def _():
    liquidated("linear", "BTCUSDT", "0.1", 54000, "USDT", "classic")


@step("nothing is told of the accounts of others")
def _():
    _, account = isolated_long("linear", "BTCUSDT", "0.1")
    stranger = server.account("bybit", "uta2", USDT="10000")
    socket = private(stranger)
    executions = socket.feed(socket.execution_stream)
    server.mark("BTCUSDT", 54000)
    Trader(server.url, stranger).buy("BTCUSDT", "0.01")
    executions.first(lambda row: row["execQty"] == "0.01", "the own execution")
    require(len(executions.rows) == 1, str(executions.rows)[:300])


@step("fast executions, and topics of one category")
def _():
    account = server.account("bybit", "uta2", USDT="10000", BTC="1")
    trader, socket = Trader(server.url, account), private(account)
    fast = socket.feed(socket.fast_execution_stream)
    trader.buy("BTCUSDT", "0.1")
    has(fast.first(lambda row: row["execQty"] == "0.1", "the execution"), execPrice="60000.1", side="Buy",
        symbol="BTCUSDT", category="linear", isMaker=False)
    linear_only = private(account)
    rows = linear_only.feed(linear_only.fast_execution_stream, categorised_topic="linear")
    trader.buy("BTCUSD", "600", "inverse")
    trader.buy("BTCUSDT", "0.2")
    rows.first(lambda row: row["execQty"] == "0.2", "the linear one")
    require(all(row["category"] == "linear" for row in rows.rows), str(rows.rows))


@step("public: book, trades, ticker and candles of a trade, merged by pybit")
def _():
    socket = Socket(channel_type="linear")
    books, trades = socket.feed(socket.orderbook_stream, 50, "BTCUSDT"), socket.feed(socket.trade_stream, "BTCUSDT")
    tickers, candles = socket.feed(socket.ticker_stream, "BTCUSDT"), socket.feed(socket.kline_stream, 1, "BTCUSDT")
    first = books.first(lambda row: row["b"], "a snapshot")
    require(first["b"][0] == ["59999.9", "0.833"] and first["a"][0] == ["60000.1", "0.833"], str(first)[:300])
    trader = Trader(server.url, server.account("bybit", "uta2", USDT="10000"))
    trader.rest("BTCUSDT", "0.077", "59990.5")
    books.first(lambda row: ["59990.5", "0.077"] in row["b"], "the order in the book")
    trader.flatten(("linear", "BTCUSDT"))
    trader.buy("BTCUSDT", "0.055")
    has(trades.first(lambda row: row["v"] == "0.055", "the trade"), p="60000.1", S="Buy", s="BTCUSDT")
    tickers.first(lambda row: row["lastPrice"] == "60000.1", "the last price")
    require(candles.first(lambda row: float(row["volume"]) >= 0.055, "the candle")["close"] == "60000.1", "close")
    server.mark("BTCUSDT", 60300)
    has(tickers.first(lambda row: row["markPrice"] == "60300", "the mark price"), bid1Price="60299.9")


def deleverage(symbol, mark):
    """The drill: nobody quotes the symbol and the fund is empty when the mark jumps."""
    server.control("PUT", f"/instruments/{symbol}", {"bookOnly": True})
    fund = number(server.control("PUT", "/insurance-fund", {"asset": "USDT", "amount": "1"})["insuranceFund"])
    server.control("PUT", "/insurance-fund", {"asset": "USDT", "amount": str(-fund)})
    server.mark(symbol, mark)
    return fund - 1


@step("drill: four calls of the operator, and the best short learns that it was deleveraged")
def _():
    server.mark("ETHUSDT", 3000)
    bankrupt, _ = isolated_long("linear", "ETHUSDT", "1")
    account = server.account("bybit", "uta2", USDT="10000")
    short = Trader(server.url, account)
    short.set_leverage("ETHUSDT", "100")
    short.sell("ETHUSDT", "1")
    require(short.position("ETHUSDT")["adlRankIndicator"] == 5, "it is not the first in line")
    socket, public = private(account), Socket(channel_type="linear")
    orders, executions = socket.feed(socket.order_stream), socket.feed(socket.execution_stream)
    positions = socket.feed(socket.position_stream)
    price = bankrupt.position("ETHUSDT")["bustPrice"]
    fund = deleverage("ETHUSDT", 2000)
    try:
        execution = executions.first(lambda row: row["execType"] == "AdlTrade", "the execution")
        has(execution, symbol="ETHUSDT", side="Buy", execQty="1", closedSize="1")
        require(not price or number(execution["execPrice"]) == number(price), f"{execution} at {price}")
        has(orders.first(lambda row: row["orderId"] == execution["orderId"], "the order"), side="Buy",
            createType="CreateByAdl_PassThrough", orderStatus="Filled")
        has(positions.first(lambda row: row["size"] == "0", "the end of the position"), symbol="ETHUSDT", side="")
        require(short.size("ETHUSDT") == 0 and bankrupt.size("ETHUSDT") == 0, "a position is left")
    finally:
        server.control("PUT", "/insurance-fund", {"asset": "USDT", "amount": str(fund)})
        server.mark("ETHUSDT", 3000)
        server.control("PUT", "/instruments/ETHUSDT", {"bookOnly": False})


step.run()
