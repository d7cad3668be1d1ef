"""bitget-python: every call of its account, position and market clients, and why some cannot work.

Its records are fixed, so it raises on answers in the documented form where they are older or wrong:
get_all_positions and get_single_position want `ctime` for the documented `cTime`, get_historical_position does not know
`posMode`, set_margin and set_asset_mode have no `data`. Those four are judged by what the server did. Sub-account
assets, interest history and the rates of the union mode are answered 40919: accounts here have none.
"""
from decimal import Decimal

from bitpy import BitgetAPI
from bitpy.exceptions import RequestError

from ccxt_clients import BTC, bitget
from server import Server
from steps import Steps, has, refused, require, soon

server = Server()
account = server.account("bitget", USDT="10000")
api = BitgetAPI(account["key"], account["secret"], account["passphrase"], base_url=server.url)
SYMBOL, PRODUCT = "BTCUSDT", "USDT-FUTURES"
MARKET = dict(symbol=SYMBOL, product_type=PRODUCT)
ACCOUNT = dict(**MARKET, margin_coin="USDT")
trader = bitget(server, account)  # the library has no orders


def held():
    return next((row for row in trader.fetch_positions([BTC]) if row["contracts"]), None)


def bought(mode="crossed"):
    trader.create_order(BTC, "market", "buy", 0.1, None, {"marginMode": "cross" if mode == "crossed" else mode})
    return soon(held, "a position")


def reset():
    server.mark(SYMBOL, 60000)
    if row := held():
        trader.create_order(BTC, "market", "sell" if row["side"] == "long" else "buy", row["contracts"], None,
                            {"reduceOnly": True, "marginMode": row["marginMode"]})
        soon(lambda: not held(), "the close")
    api.account.set_position_mode(PRODUCT, "one_way_mode")
    api.account.set_margin_mode(**ACCOUNT, margin_mode="crossed")
    api.account.set_leverage(**ACCOUNT, leverage="20")


step = Steps("bitget-python calls", reset)


def data(call, *arguments, **named):
    answer = call(*arguments, **named)
    require((answer.code, answer.msg) == ("00000", "success"), str(answer)[:300])
    return answer.data


def one(call, *arguments, **named):
    rows = data(call, *arguments, **named)
    require(len(rows) == 1, f"{len(rows)} rows: {str(rows)[:300]}")
    return rows[0]


@step("account: one symbol's and all, as the wallet stands")
def _():
    wallet = data(api.account.get_account, **ACCOUNT)
    has(wallet, marginCoin="USDT", marginMode="crossed", posMode="one_way_mode", crossedMarginLeverage=20,
        assetMode="single", unrealizedPL="0")
    require(wallet["available"] == wallet["accountEquity"] == wallet["maxTransferOut"], str(wallet))
    coins = {row["marginCoin"]: row for row in data(api.account.get_accounts, PRODUCT)}
    has(coins["USDT"], accountEquity=wallet["accountEquity"], available=wallet["available"])
    bought()
    has(data(api.account.get_account, **ACCOUNT), unrealizedPL="-0.01", crossedUnrealizedPL="-0.01")


@step("leverage, position mode and margin mode: answered as they then are")
def _():
    has(data(api.account.set_leverage, **ACCOUNT, leverage="15"), symbol="BTCUSDT", longLeverage="15",
        shortLeverage="15", crossMarginLeverage="15", marginMode="crossed")
    has(data(api.account.set_position_mode, PRODUCT, "hedge_mode"), posMode="hedge_mode")
    has(data(api.account.set_margin_mode, **ACCOUNT, margin_mode="isolated"), marginMode="isolated", symbol="BTCUSDT")
    has(data(api.account.set_leverage, **ACCOUNT, leverage="5", hold_side="long"), longLeverage="5")
    row = data(api.account.get_account, **ACCOUNT)
    has(row, isolatedLongLever=5, marginMode="isolated", posMode="hedge_mode")


@step("what can be opened: amount at leverage and price, less the fee")
def _():
    size = data(api.account.get_open_count, **ACCOUNT, open_price="60000", open_amount="1000", leverage="20")["size"]
    # 1000 / (60000 * (1/20 + 0.0006)), down to a thousandth
    require(Decimal(size) == Decimal("0.329"), size)


@step("auto-margin: for isolated positions only")
def _():
    error = refused(RequestError, api.account.set_auto_margin, SYMBOL, "on", "USDT", "long")
    require("cross" in str(error), str(error))
    api.account.set_margin_mode(**ACCOUNT, margin_mode="isolated")
    bought("isolated")
    data(api.account.set_auto_margin, SYMBOL, "on", "USDT", "long")
    require(held()["info"]["autoMargin"] == "on", str(held()["info"]))


@step("asset mode: the library raises on an answer, the server has done it")
def _():
    for mode in ("union", "single"):
        refused(TypeError, api.account.set_asset_mode, PRODUCT, mode)
        has(data(api.account.get_account, **ACCOUNT), assetMode=mode)
    refused(RequestError, api.account.set_asset_mode, PRODUCT, "nonsense")


@step("bills: of a kind, and of all, the newest first")
def _():
    bought()
    bills = data(api.account.get_bills, PRODUCT, limit=2)["bills"]
    has(bills[0], symbol="BTCUSDT", businessType="buy", amount="0", fee="-3.600006", coin="USDT")
    deposits = data(api.account.get_bills, PRODUCT, business_type="trans_from_exchange", coin="USDT")["bills"]
    require([(row["amount"], row["balance"]) for row in deposits] == [("10000", "10000")], str(deposits))


@step("positions: none are listed while none are open; open ones are sent, but the library cannot read them")
def _():
    require(data(api.position.get_all_positions, PRODUCT, "USDT") == [], "positions without any")
    require(data(api.position.get_single_position, SYMBOL, PRODUCT, "USDT") == [], "a position without any")
    bought()
    for call, arguments in ((api.position.get_all_positions, (PRODUCT, "USDT")),
                            (api.position.get_single_position, (SYMBOL, PRODUCT, "USDT"))):
        require("cTime" in str(refused(TypeError, call, *arguments)), "another field than its `ctime`")
    require("posMode" in str(refused(TypeError, api.position.get_historical_position, PRODUCT, SYMBOL)), "posMode")


@step("position tiers")
def _():
    rows = data(api.position.get_position_tier, SYMBOL, PRODUCT)
    require((rows[0].level, rows[0].startUnit, rows[0].leverage, rows[0].keepMarginRate) == ("1", "0", "125", "0.004"),
            str(rows[0]))
    require([row.level for row in rows] == [str(level) for level in range(1, len(rows) + 1)], "levels")


@step("what these accounts do not have is said so")
def _():
    market, wallet = api.market, api.account
    for call, arguments in ((wallet.get_sub_account_assets, (PRODUCT,)), (wallet.get_interest_history, (PRODUCT,)),
                            (market.get_interest_rate_history, ("USDT",)), (market.get_exchange_rate, ())):
        require("not open yet" in str(refused(RequestError, call, *arguments)), call.__name__)


@step("market: what each coin counts for in union mode")
def _():
    ratios = {row["coin"]: [float(tier["discountRate"]) for tier in row["discountRateList"]]
              for row in data(api.market.get_discount_rate)}
    require(ratios["USDT"] == [1] and ratios["BTC"] == [0.95, 0.9], str(ratios))


@step("market: book, merged book, tickers and prices")
def _():
    book = data(api.market.get_merge_depth, **MARKET)
    has(book, scale="0.1", precision="scale0")
    require(book["bids"][0] == [59999.9, 0.833] and book["asks"][0] == [60000.1, 0.833], str(book)[:300])
    merged = data(api.market.get_merge_depth, **MARKET, precision="scale1", limit="5")
    require(merged["asks"][0] == [60001, 4.165] and merged["scale"] == "1", str(merged))
    bought()
    has(one(api.market.get_ticker, **MARKET), symbol="BTCUSDT", lastPr="60000.1", bidPr="59999.9", askPr="60000.1",
        markPrice="60000", indexPrice="60000", fundingRate="0.0001")
    tickers = {row["symbol"]: row for row in data(api.market.get_all_tickers, PRODUCT)}
    require({"BTCUSDT", "ETHUSDT"} <= set(tickers) and tickers["ETHUSDT"]["markPrice"] == "3000", str(set(tickers)))
    has(one(api.market.get_symbol_price, **MARKET), price="60000.1", markPrice="60000", indexPrice="60000")


@step("market: trades and open interest follow a trade")
def _():
    before = Decimal(data(api.market.get_open_interest, **MARKET)["openInterestList"][0]["size"])
    bought()
    after = Decimal(data(api.market.get_open_interest, **MARKET)["openInterestList"][0]["size"])
    require(after - before == Decimal("0.1"), f"{before} -> {after}")
    for call in (api.market.get_recent_transactions, api.market.get_historical_transactions):
        has(data(call, **MARKET, limit=1)[0], price="60000.1", size="0.1", side="buy", symbol="BTCUSDT")


@step("market: candles of trades, of index and mark price")
def _():
    bought()
    calls = ((api.market.get_candlestick, "60000.1"), (api.market.get_history_candlestick, "60000.1"),
             (api.market.get_history_index_candlestick, "60000"), (api.market.get_history_mark_candlestick, "60000"))
    for call, close in calls:
        rows = data(call, **MARKET, granularity="1m", limit=3)
        require(len(rows) == 3 and all(len(row) == 7 for row in rows), f"{call.__name__}: {rows}")
        require(int(rows[2][0]) - int(rows[0][0]) == 120_000 and rows[2][4] == close, f"{call.__name__}: {rows}")


@step("market: funding, fees and contract")
def _():
    has(one(api.market.get_current_funding_rate, **MARKET), symbol="BTCUSDT", fundingRate="0.0001")
    time = one(api.market.get_funding_time, **MARKET)
    require(int(time["nextFundingTime"]) % (8 * 3_600_000) == 0 and time["ratePeriod"] == "8", str(time))
    require(isinstance(data(api.market.get_historical_funding_rates, **MARKET, page_size="5"), list), "a list")
    level = data(api.market.get_vip_fee_rate)[0]
    require((level.takerFeeRate, level.makerFeeRate) == ("0.0006", "0.0002"), str(level))
    has(one(api.market.get_contract_config, SYMBOL, PRODUCT), symbol="BTCUSDT", baseCoin="BTC", quoteCoin="USDT",
        minTradeNum="0.001", pricePlace="1", volumePlace="3", maxLever="125", takerFeeRate="0.0006")


step.run()
