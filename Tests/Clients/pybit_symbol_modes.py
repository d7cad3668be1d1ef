"""pybit on classic and UTA1.0 accounts: switch-isolated per symbol, linear and inverse."""
import uuid
from decimal import Decimal

from bybit import Trader, number, refusal
from server import Server
from steps import Steps, require

server = Server()
classic = Trader(server.url, server.accounts["bybit-classic"])
unified = Trader(server.url, server.accounts["bybit-uta1"])
CROSS, ISOLATED = 0, 1


def to_cross(trader, category, symbol):
    if trader.position(symbol, category)["tradeMode"] == ISOLATED:
        trader.switch(category, symbol, CROSS)
    trader.set_leverage(symbol, "10", category)


def reset():
    server.mark("BTCUSDT", 60000)
    server.mark("BTCUSD", 60000)
    markets = (("linear", "BTCUSDT"), ("linear", "ETHUSDT"), ("inverse", "BTCUSD"))
    classic.flatten(*markets)
    unified.flatten(*markets)
    for category, symbol in markets:
        to_cross(classic, category, symbol)
    to_cross(unified, "inverse", "BTCUSD")
    unified.set_mode("REGULAR_MARGIN")


step = Steps("pybit per symbol", reset)


def round_trip(trader, category, symbol, quantity, resting, price):
    """To isolated at 5x and back to cross at 20x, with a position and an order open throughout."""
    trader.buy(symbol, quantity, category)
    order = trader.rest(symbol, resting, price, category)
    before = trader.position(symbol, category)
    for mode, leverage in ((ISOLATED, "5"), (CROSS, "20")):
        answer = trader.switch(category, symbol, mode, leverage)
        require(answer["retMsg"] == "OK" and answer["result"] == {}, str(answer))
        now = trader.position(symbol, category)
        require(now["tradeMode"] == mode and number(now["leverage"]) == number(leverage),
                f"tradeMode {now['tradeMode']}, leverage {now['leverage']}")
        require(number(now["size"]) == number(before["size"]), f"size {before['size']} -> {now['size']}")
        require(number(now["avgPrice"]) == number(before["avgPrice"]), "avgPrice changed")
        require(order in trader.open_orders(symbol, category), "the order is gone")
        refusal(110026, trader.switch, category=category, symbol=symbol, trade_mode=mode, leverage="7")
        require(number(trader.position(symbol, category)["leverage"]) == number(leverage), "110026 moved the leverage")


@step("classic linear: both directions with a position and an order open")
def _():
    round_trip(classic, "linear", "BTCUSDT", "0.1", "0.1", "50000")


@step("classic inverse: both directions with a position and an order open")
def _():
    round_trip(classic, "inverse", "BTCUSD", "6000", "3000", "50000")


@step("UTA1.0 inverse: both directions with a position and an order open")
def _():
    round_trip(unified, "inverse", "BTCUSD", "6000", "3000", "50000")


@step("the margin posted on going isolated is the entry value at the leverage sent, and a fee")
def _():
    classic.buy("BTCUSDT", "0.1")
    value = number(classic.position("BTCUSDT")["positionValue"])
    classic.switch("linear", "BTCUSDT", ISOLATED, "5")
    balance = number(classic.position("BTCUSDT")["positionBalance"])
    require(value / 5 < balance < value / 5 * Decimal("1.01"), f"{balance} for a value of {value}")


@step("other symbols keep their mode")
def _():
    classic.switch("linear", "BTCUSDT", ISOLATED)
    require(classic.position("ETHUSDT")["tradeMode"] == CROSS, "ETHUSDT moved")
    require(classic.position("BTCUSD", "inverse")["tradeMode"] == CROSS, "BTCUSD moved")


@step("classic accounts have no account-wide mode")
def _():
    refusal(10028, classic.client.set_margin_mode, setMarginMode="ISOLATED_MARGIN")


@step("UTA1.0: linear is account-wide, and inverse keeps its own mode")
def _():
    refusal(100028, unified.switch, category="linear", symbol="BTCUSDT", trade_mode=ISOLATED)
    unified.buy("BTCUSDT", "0.1")
    unified.set_mode("ISOLATED_MARGIN")
    require(unified.position("BTCUSD", "inverse")["tradeMode"] == CROSS, "inverse moved")
    unified.switch("inverse", "BTCUSD", ISOLATED)
    unified.set_mode("REGULAR_MARGIN")
    require(unified.position("BTCUSD", "inverse")["tradeMode"] == ISOLATED, "inverse moved back")


@step("arguments: unequal, missing, absurd leverage, unknown symbol and mode")
def _():
    good = dict(category="linear", symbol="BTCUSDT", tradeMode=ISOLATED, buyLeverage="10", sellLeverage="10")
    for change in ({"sellLeverage": "11"}, {"buyLeverage": None}, {"buyLeverage": "0.5", "sellLeverage": "0.5"},
                   {"buyLeverage": "101", "sellLeverage": "101"}, {"buyLeverage": "10.001", "sellLeverage": "10.001"},
                   {"symbol": "NOPEUSDT"}, {"symbol": "btcusdt"}, {"tradeMode": 2}, {"tradeMode": None},
                   {"category": "spot"}):
        refusal(10001, classic.client.switch_margin_mode, **{**good, **change})
    require(classic.position("BTCUSDT")["tradeMode"] == CROSS, "a refused call switched")


@step("leverage above what the tier of position and orders allows is refused")
def _():
    classic.set_leverage("BTCUSDT", "50")
    classic.rest("BTCUSDT", "36", "59000")  # above 2,000,000 at any price: the second tier, 90x
    refusal(110013, classic.switch, category="linear", symbol="BTCUSDT", trade_mode=ISOLATED, leverage="95")


@step("a switch that the free balance cannot pay is refused and changes nothing")
def _():
    classic.buy("BTCUSDT", "2.5")
    before = classic.position("BTCUSDT")
    refusal(110044, classic.switch, category="linear", symbol="BTCUSDT", trade_mode=ISOLATED, leverage="1")
    after = classic.position("BTCUSDT")
    for field in ("tradeMode", "leverage", "size", "avgPrice", "positionIM", "positionMM", "liqPrice"):
        require(after[field] == before[field], f"{field}: {before[field]} -> {after[field]}")


@step("UTA1.0: money moves between the two wallets")
def _():
    before = unified.wallet("BTC", "CONTRACT"), unified.wallet("BTC", "UNIFIED")
    for source, target, there in (("CONTRACT", "UNIFIED", 1), ("UNIFIED", "CONTRACT", 0)):
        unified.client.create_internal_transfer(transferId=str(uuid.uuid4()), coin="BTC", amount="1",
                                                fromAccountType=source, toAccountType=target)
        now = unified.wallet("BTC", "CONTRACT"), unified.wallet("BTC", "UNIFIED")
        require(now == (before[0] - there, before[1] + there), f"{before} -> {now}")


step.run()
