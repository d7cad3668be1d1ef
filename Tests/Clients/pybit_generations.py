"""pybit on new accounts of each generation: hedge mode, inverse contracts, wallets, and what each is refused."""
import uuid
from decimal import Decimal

from bybit import Trader, number, refusal
from server import Server
from steps import Steps, require

server = Server()
LINEAR, INVERSE = dict(category="linear", symbol="BTCUSDT"), dict(category="inverse", symbol="BTCUSD")
ONE_WAY, HEDGE, LONG, SHORT = 0, 3, 1, 2
used = []


def reset():
    while used:
        trader = used.pop()
        for market in (LINEAR, INVERSE):
            trader.client.cancel_all_orders(**market)
    for symbol in ("BTCUSDT", "BTCUSD"):
        server.mark(symbol, 60000)
    server.mark("ETHUSDT", 3000)


def opened(generation, **deposits):
    trader = Trader(server.url, server.account("bybit", generation, **deposits or {"USDT": "10000", "BTC": "1"}))
    used.append(trader)
    return trader


def hedged(generation):
    trader = opened(generation)
    trader.client.switch_position_mode(**LINEAR, mode=HEDGE)
    trader.buy("BTCUSDT", "0.1", index=LONG)
    trader.sell("BTCUSDT", "0.2", index=SHORT)
    return trader


def reasons(client, mode):
    """All reasons against a mode: pybit hands out a refusal's body when told to let its code pass."""
    client.ignore_codes = {3400045}
    answer = client.set_margin_mode(setMarginMode=mode)
    require(answer["retCode"] == 3400045, str(answer))
    return {row["reasonCode"] for row in answer["result"]["reasons"]}


step = Steps("pybit generations", reset)


@step("hedge mode of each generation: two positions, each with its own side, price and size")
def _():
    for generation in ("classic", "uta1", "uta2"):
        trader = hedged(generation)
        long, short = trader.position("BTCUSDT", index=LONG), trader.position("BTCUSDT", index=SHORT)
        require((long["side"], long["size"], long["avgPrice"]) == ("Buy", "0.1", "60000.1"), f"{generation}: {long}")
        require((short["side"], short["size"], short["avgPrice"]) == ("Sell", "0.2", "59999.9"),
                f"{generation}: {short}")
        trader.client.place_order(**LINEAR, side="Sell", orderType="Market", qty="0.1", positionIdx=LONG,
                                  reduceOnly=True)
        require(trader.size("BTCUSDT", index=LONG) == 0, f"{generation}: the long side is closed")
        require(trader.size("BTCUSDT", index=SHORT) == Decimal("0.2"), f"{generation}: the short side stays")


@step("hedge mode: the position index must be named, and a side is not reduced below nothing")
def _():
    trader = hedged("uta2")
    place = dict(**LINEAR, side="Buy", orderType="Market", qty="0.1")
    refusal(10001, trader.client.place_order, **place)
    refusal(110017, trader.client.place_order, **place, positionIdx=LONG, reduceOnly=True)
    one_way = opened("uta2")
    refusal(10001, one_way.client.place_order, **place, positionIdx=LONG)


@step("position mode: no change with a position, none with an order, the same again is told")
def _():
    trader = opened("uta2")
    refusal(110025, trader.client.switch_position_mode, **LINEAR, mode=ONE_WAY)
    trader.buy("BTCUSDT", "0.1")
    refusal(110024, trader.client.switch_position_mode, **LINEAR, mode=HEDGE)
    other = opened("uta2")
    other.rest("BTCUSDT", "0.1", "50000")
    refusal(110028, other.client.switch_position_mode, **LINEAR, mode=HEDGE)
    refusal(110029, other.client.switch_position_mode, **INVERSE, mode=HEDGE)
    other.client.switch_position_mode(category="linear", coin="USDT", mode=HEDGE)
    rows = other.client.get_positions(category="linear", symbol="ETHUSDT")["result"]["list"]
    require([row["positionIdx"] for row in rows] == [LONG, SHORT], "by coin, all without orders are switched")
    require(other.position("BTCUSDT")["positionIdx"] == 0, "the one with an order is not")


@step("hedge mode, isolated: leverage, margin, auto-add and stops of each side")
def _():
    trader = hedged("classic")
    client = trader.client
    trader.switch("linear", "BTCUSDT", 1, "10")
    client.set_leverage(**LINEAR, buyLeverage="5", sellLeverage="20")
    require(trader.position("BTCUSDT", index=LONG)["leverage"] == "5", "long")
    require(trader.position("BTCUSDT", index=SHORT)["leverage"] == "20", "short")
    before = number(trader.position("BTCUSDT", index=SHORT)["positionBalance"])
    client.add_or_reduce_margin(**LINEAR, margin="30", positionIdx=SHORT)
    require(number(trader.position("BTCUSDT", index=SHORT)["positionBalance"]) - before == 30, "30 more")
    client.set_auto_add_margin(**LINEAR, autoAddMargin=1, positionIdx=LONG)
    require([trader.position("BTCUSDT", index=index)["autoAddMargin"] for index in (LONG, SHORT)] == [1, 0], "flag")
    client.set_trading_stop(**LINEAR, takeProfit="55000", stopLoss="65000", tpslMode="Full", positionIdx=SHORT)
    row = trader.position("BTCUSDT", index=SHORT)
    require((row["takeProfit"], row["stopLoss"]) == ("55000", "65000"), str(row))
    refusal(10001, client.set_trading_stop, **LINEAR, takeProfit="59000", tpslMode="Full", positionIdx=LONG)
    refusal(34040, client.set_trading_stop, **LINEAR, takeProfit="55000", stopLoss="65000", tpslMode="Full",
            positionIdx=SHORT)


@step("inverse: value, profit, fee and balance are in the coin, in each generation")
def _():
    server.mark("BTCUSD", "49999.9")  # the house sells at 50000
    for generation, wallet in (("uta2", "UNIFIED"), ("classic", "CONTRACT")):
        trader = opened(generation)
        trader.buy("BTCUSD", "5000", "inverse")
        row = trader.position("BTCUSD", "inverse")
        require((row["size"], row["avgPrice"]) == ("5000", "50000"), f"{generation}: {row}")
        require(trader.wallet("BTC", wallet) == 1 - Decimal("0.000055"), f"{generation}: the fee")
    server.mark("BTCUSD", "62500.1")  # and buys at 62500: 5000 USD are 0.08 BTC instead of 0.1
    for trader, wallet in zip(used, ("UNIFIED", "CONTRACT")):
        trader.sell("BTCUSD", "5000", "inverse")
        profit = Decimal("0.1") - Decimal("0.08") - Decimal("0.00055") * (Decimal("0.1") + Decimal("0.08"))
        left = trader.wallet("BTC", wallet)
        require(left == 1 + profit, f"{wallet}: {left}, not {1 + profit}")
        closed = trader.client.get_closed_pnl(**INVERSE)["result"]["list"][0]
        require(number(closed["closedPnl"]) == profit, f"{closed['closedPnl']}, not {profit}")


@step("UTA1.0: linear is carried by one wallet and inverse by the other")
def _():
    trader = opened("uta1")
    client = trader.client
    info = client.get_account_info()["result"]
    require(info["unifiedMarginStatus"] == 3, str(info))
    refusal(110007, client.place_order, **INVERSE, side="Buy", orderType="Market", qty="600")
    client.create_internal_transfer(transferId=str(uuid.uuid4()), coin="BTC", amount="0.4",
                                    fromAccountType="UNIFIED", toAccountType="CONTRACT")
    trader.buy("BTCUSD", "600", "inverse")
    require(trader.wallet("BTC", "UNIFIED") == Decimal("0.6"), "the unified wallet is untouched")
    require(trader.wallet("BTC", "CONTRACT") < Decimal("0.4"), "the contract wallet paid the fee")
    trader.set_mode("ISOLATED_MARGIN")
    require(trader.position("BTCUSD", "inverse")["tradeMode"] == 0, "inverse keeps its own mode")


@step("classic: calls of unified accounts are refused, its own ones answer")
def _():
    trader = opened("classic")
    client = trader.client
    require(client.get_account_info()["result"]["unifiedMarginStatus"] == 1, "status")
    for call, named in ((client.set_margin_mode, {"setMarginMode": "REGULAR_MARGIN"}),
                        (client.get_transaction_log, {}), (client.get_collateral_info, {}),
                        (client.get_transferable_amount, {"coinName": "USDT"})):
        refusal(10028, call, **named)
    require(trader.wallet("USDT", "CONTRACT") == 10_000, "the contract wallet")
    trader.set_leverage("BTCUSDT", "33")
    require(trader.position("BTCUSDT")["leverage"] == "33", "leverage")
    refusal(110043, client.set_leverage, **LINEAR, buyLeverage="33", sellLeverage="33")


@step("the upgrade to a unified account is for VIP users, and changes nothing for others")
def _():
    trader = opened("classic")
    result = trader.client.upgrade_to_unified_trading_account()["result"]
    require(result["unifiedUpdateStatus"] == "FAIL", str(result))
    require(any("VIP" in reason for reason in result["unifiedUpdateMsg"]["msg"]), str(result))
    require(trader.client.get_account_info()["result"]["unifiedMarginStatus"] == 1, "status")


@step("portfolio: every reason against it at once, and none is left when all are removed")
def _():
    trader = opened("uta2", USDT="999")
    client = trader.client
    client.switch_position_mode(**LINEAR, mode=HEDGE)
    trader.buy("BTCUSDT", "0.01", index=LONG)
    require(reasons(client, "PORTFOLIO_MARGIN") == {"3400000", "3400208"}, str(reasons(client, "PORTFOLIO_MARGIN")))
    require(trader.mode() == "REGULAR_MARGIN", trader.mode())
    server.deposit(client.get_api_key_information()["result"]["userID"], "USDT", "1000")
    require(reasons(client, "PORTFOLIO_MARGIN") == {"3400208"}, str(reasons(client, "PORTFOLIO_MARGIN")))
    client.ignore_codes = set()
    trader.flatten(("linear", "BTCUSDT"))
    client.switch_position_mode(**LINEAR, mode=ONE_WAY)
    trader.set_mode("PORTFOLIO_MARGIN")


@step("portfolio: leverage and hedge mode have no place in it")
def _():
    trader = opened("uta2")
    trader.set_mode("PORTFOLIO_MARGIN")
    refusal(110038, trader.client.set_leverage, **LINEAR, buyLeverage="5", sellLeverage="5")
    refusal(110029, trader.client.switch_position_mode, **LINEAR, mode=HEDGE)
    trader.buy("BTCUSDT", "0.1")
    wallet = trader.client.get_wallet_balance(accountType="UNIFIED")["result"]["list"][0]
    # A tenth of 6000 for the price range and 0.03 % for each position; initial is 1.2 times that.
    initial, maintenance = number(wallet["totalInitialMargin"]), number(wallet["totalMaintenanceMargin"])
    require(abs(maintenance - Decimal("601.8")) < 1 and abs(initial - maintenance * Decimal("1.2")) < 1, str(wallet)[:500])


step.run()
