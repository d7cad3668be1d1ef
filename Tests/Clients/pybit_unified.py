"""pybit on a UTA2.0 account: set-margin-mode with everything that surrounds it."""
from decimal import Decimal
from uuid import uuid4

from bybit import Trader, number, refusal
from server import Server
from steps import Steps, require, soon

server = Server()
trader = Trader(server.url, server.accounts["bybit-uta"])
client = trader.client
MARKETS = (("linear", "BTCUSDT"), ("linear", "ETHUSDT"), ("inverse", "BTCUSD"))


def reset():
    server.mark("BTCUSDT", 60000)
    trader.flatten(*MARKETS)
    for symbol in ("BTCUSDT", "ETHUSDT"):
        if len(client.get_positions(category="linear", symbol=symbol)["result"]["list"]) == 2:
            client.switch_position_mode(category="linear", symbol=symbol, mode=0)
    trader.set_mode("REGULAR_MARGIN")
    trader.set_leverage("BTCUSDT", "10")


step = Steps("pybit unified", reset)


@step("every margin mode from every other")
def _():
    for mode in ("ISOLATED_MARGIN", "PORTFOLIO_MARGIN", "REGULAR_MARGIN", "PORTFOLIO_MARGIN", "ISOLATED_MARGIN",
                 "REGULAR_MARGIN"):
        trader.set_mode(mode)


@step("the current mode again is a success, with a position and an order open")
def _():
    trader.buy("BTCUSDT", "0.1")
    order = trader.rest("BTCUSDT", "0.1", "50000")
    for mode in ("REGULAR_MARGIN", "ISOLATED_MARGIN"):
        trader.set_mode(mode)
        trader.set_mode(mode)
    require(order in trader.open_orders("BTCUSDT"), "the order is gone")


@step("a mode that does not exist is refused and changes nothing")
def _():
    for wrong in ("CROSS", "isolated_margin", ""):
        refusal(10001, client.set_margin_mode, setMarginMode=wrong)
    require(trader.mode() == "REGULAR_MARGIN", trader.mode())


@step("collateral: a coin off backs nothing, on again it does; USDT stays; at the limit it is off for good")
def _():
    def available():
        account = client.get_wallet_balance(accountType="UNIFIED")["result"]["list"][0]
        return number(account["totalAvailableBalance"]), number(account["totalEquity"])
    before = available()
    client.set_collateral_coin(coin="BTC", collateralSwitch="OFF")
    try:
        # 5 BTC at 60000, of which 95 % counted
        require(before[0] - available()[0] == 285_000 and available()[1] == before[1], f"{before} {available()}")
        row = client.get_collateral_info(currency="BTC")["result"]["list"][0]
        require(row["collateralSwitch"] is False and row["marginCollateral"] is True, str(row))
        refusal(182111, client.set_collateral_coin, coin="USDT", collateralSwitch="OFF")
        server.control("PUT", "/assets/BTC", {"collateralLimit": "reached"})
        refusal(182011, client.set_collateral_coin, coin="BTC", collateralSwitch="ON")
        coins = client.get_wallet_balance(accountType="UNIFIED", coin="BTC")["result"]["list"][0]["coin"]
        require(coins[0]["colRes"] == "2", str(coins))
    finally:
        server.control("PUT", "/assets/BTC", {"collateralLimit": "distant"})
        client.batch_set_collateral_coin(request=[{"coin": "BTC", "collateralSwitch": "ON"}])
    require(available() == before, f"{before} {available()}")


@step("the funding wallet: money there and back, listed")
def _():
    transfer = {"coin": "USDT", "amount": "125.5"}
    ids = [str(uuid4()) for _ in range(2)]
    client.create_internal_transfer(transferId=ids[0], fromAccountType="UNIFIED", toAccountType="FUND", **transfer)
    balance = client.get_coins_balance(accountType="FUND", coin="USDT")["result"]["balance"][0]
    require(number(balance["walletBalance"]) == Decimal("125.5"), str(balance))
    client.create_internal_transfer(transferId=ids[1], fromAccountType="FUND", toAccountType="UNIFIED", **transfer)
    rows = client.get_internal_transfer_records(coin="USDT")["result"]["list"]
    require([row["transferId"] for row in rows[:2]] == ids[::-1], str(rows))
    require("BTC" in client.get_transferable_coin(fromAccountType="UNIFIED", toAccountType="FUND")["result"]["list"],
            "BTC cannot be moved")


@step("unknown keys and wrong signatures are refused")
def _():
    account = server.accounts["bybit-uta"]
    refusal(10003, Trader(server.url, {**account, "key": "nobody"}).client.get_account_info)
    refusal(10004, Trader(server.url, {**account, "secret": "wrong"}).client.get_account_info)


@step("positions and orders live through isolated and back")
def _():
    trader.buy("BTCUSDT", "0.1")
    trader.client.place_order(category="linear", symbol="ETHUSDT", side="Sell", orderType="Market", qty="1")
    soon(lambda: trader.size("ETHUSDT") == 1, "a short")
    order = trader.rest("BTCUSDT", "0.05", "50000")
    wallet = trader.wallet("USDT")
    before = {symbol: trader.position(symbol) for symbol in ("BTCUSDT", "ETHUSDT")}
    for mode in ("ISOLATED_MARGIN", "REGULAR_MARGIN"):
        trader.set_mode(mode)
        for symbol, row in before.items():
            now = trader.position(symbol)
            for field in ("size", "side", "leverage"):
                require(now[field] == row[field], f"{symbol} {field}: {row[field]} -> {now[field]} in {mode}")
            require(number(now["avgPrice"]) == number(row["avgPrice"]), f"{symbol} avgPrice changed in {mode}")
            require(number(now["positionIM"]) > number(now["positionMM"]) > 0, f"{symbol} margins {now}")
            if mode == "ISOLATED_MARGIN":
                liquidation, mark = number(now["liqPrice"]), number(now["markPrice"])
                require((0 < liquidation < mark) if now["side"] == "Buy" else (liquidation > mark),
                        f"{symbol} {now['side']} liqPrice {liquidation} at mark {mark}")
        require(order in trader.open_orders("BTCUSDT"), f"the order is gone in {mode}")
        require(trader.wallet("USDT") == wallet, f"the wallet changed in {mode}")


@step("isolated is refused when one coin cannot carry the margin, and nothing changes")
def _():
    trader.set_leverage("BTCUSDT", "1")
    trader.buy("BTCUSDT", "2.5")  # 150,000 USDT at 1x, carried by BTC and ETH; the wallet holds 100,000 USDT
    before = trader.position("BTCUSDT")
    refusal(3400045, client.set_margin_mode, setMarginMode="ISOLATED_MARGIN")
    after = trader.position("BTCUSDT")
    require(trader.mode() == "REGULAR_MARGIN", trader.mode())
    for field in ("size", "avgPrice", "leverage", "positionIM", "positionMM"):
        require(after[field] == before[field], f"{field}: {before[field]} -> {after[field]}")


@step("portfolio is refused with a hedged symbol in use")
def _():
    client.switch_position_mode(category="linear", symbol="ETHUSDT", mode=3)
    trader.buy("ETHUSDT", "1", index=1)
    refusal(3400045, client.set_margin_mode, setMarginMode="PORTFOLIO_MARGIN")
    require(trader.mode() == "REGULAR_MARGIN", trader.mode())


@step("portfolio needs 1000 USD")
def _():
    poor = Trader(server.url, server.account("bybit", "uta2", USDT="999.99"))
    refusal(3400045, poor.client.set_margin_mode, setMarginMode="PORTFOLIO_MARGIN")
    rich = Trader(server.url, server.account("bybit", "uta2", USDT="1000"))
    rich.set_mode("PORTFOLIO_MARGIN")


@step("inverse positions follow the account's mode")
def _():
    trader.buy("BTCUSD", "6000", "inverse")
    trader.set_mode("ISOLATED_MARGIN")
    row = trader.position("BTCUSD", "inverse")
    require(number(row["size"]) == 6000 and number(row["liqPrice"]) > 0, str(row))
    require(Decimal("0.005") < number(row["positionIM"]) < Decimal("0.02"), f"0.1 BTC at 10x: {row['positionIM']}")
    trader.set_mode("REGULAR_MARGIN")
    require(trader.size("BTCUSD", "inverse") == 6000, "the position changed")


@step("margin is added to and taken from an isolated position, and only from what was added")
def _():
    trader.set_mode("ISOLATED_MARGIN")
    trader.buy("BTCUSDT", "0.1")
    before = trader.position("BTCUSDT")
    answer = client.add_or_reduce_margin(category="linear", symbol="BTCUSDT", margin="50")["result"]
    require(answer["symbol"] == "BTCUSDT", str(answer))
    added = trader.position("BTCUSDT")
    require(number(added["positionBalance"]) - number(before["positionBalance"]) == 50, "50 more")
    require(number(added["liqPrice"]) < number(before["liqPrice"]), "the liquidation price of a long falls")
    refusal(110078, client.add_or_reduce_margin, category="linear", symbol="BTCUSDT", margin="-500")
    client.add_or_reduce_margin(category="linear", symbol="BTCUSDT", margin="-40")
    require(number(trader.position("BTCUSDT")["positionBalance"]) - number(before["positionBalance"]) == 10, "10 more")
    refusal(110014, client.add_or_reduce_margin, category="linear", symbol="BTCUSDT", margin="10000000")


@step("margin moves only in isolated mode and only with a position")
def _():
    trader.buy("BTCUSDT", "0.1")
    refusal(110015, client.add_or_reduce_margin, category="linear", symbol="BTCUSDT", margin="10")
    trader.set_mode("ISOLATED_MARGIN")
    refusal(110033, client.add_or_reduce_margin, category="linear", symbol="ETHUSDT", margin="10")


@step("switch-isolated is not for UTA2.0")
def _():
    refusal(100028, trader.switch, category="linear", symbol="BTCUSDT", trade_mode=1)
    refusal(100028, trader.switch, category="inverse", symbol="BTCUSD", trade_mode=1)


@step("an isolated position is liquidated alone")
def _():
    trader.set_mode("ISOLATED_MARGIN")
    trader.buy("BTCUSDT", "0.1")
    trader.client.place_order(category="linear", symbol="ETHUSDT", side="Buy", orderType="Market", qty="1")
    soon(lambda: trader.size("ETHUSDT") == 1, "the second position")
    row, wallet = trader.position("BTCUSDT"), trader.wallet("USDT")
    margin = number(row["positionBalance"])
    server.mark("BTCUSDT", number(row["liqPrice"]) + 1)
    require(trader.size("BTCUSDT") == number("0.1"), "liquidated above its price")
    server.mark("BTCUSDT", number(row["liqPrice"]) - 1)
    soon(lambda: trader.size("BTCUSDT") == 0, "the liquidation")
    lost = wallet - trader.wallet("USDT")
    require(0 < lost <= margin, f"lost {lost} of a margin of {margin}")
    require(trader.size("ETHUSDT") == 1, "the other position was touched")


@step("an order rests, is amended, cancelled, and found in the history")
def _():
    order = trader.rest("BTCUSDT", "0.01", "50000")
    client.amend_order(category="linear", symbol="BTCUSDT", orderId=order, price="49000", qty="0.02")
    row = client.get_open_orders(category="linear", symbol="BTCUSDT", orderId=order)["result"]["list"][0]
    require(number(row["price"]) == 49000 and number(row["qty"]) == Decimal("0.02"), str(row))
    client.cancel_order(category="linear", symbol="BTCUSDT", orderId=order)
    soon(lambda: order not in trader.open_orders("BTCUSDT"), "the cancellation")
    refusal(110001, client.cancel_order, category="linear", symbol="BTCUSDT", orderId=order)
    rows = client.get_order_history(category="linear", symbol="BTCUSDT", orderId=order)["result"]["list"]
    require(rows and rows[0]["orderStatus"] == "Cancelled", str(rows))


@step("orders beyond the margin, off the tick or without a position to reduce are refused")
def _():
    place = dict(category="linear", symbol="BTCUSDT", side="Buy")
    refusal(110007, client.place_order, **place, orderType="Limit", qty="1000", price="59000")
    refusal(10001, client.place_order, **place, orderType="Limit", qty="0.01", price="59000.05")
    refusal(110017, client.place_order, **place, orderType="Market", qty="0.01", reduceOnly=True)


@step("market data describes the instrument")
def _():
    row = client.get_instruments_info(category="linear", symbol="BTCUSDT")["result"]["list"][0]
    require(number(row["priceFilter"]["tickSize"]) == Decimal("0.1"), str(row["priceFilter"]))
    require(number(row["lotSizeFilter"]["qtyStep"]) == Decimal("0.001"), str(row["lotSizeFilter"]))
    tiers = client.get_risk_limit(category="linear", symbol="BTCUSDT")["result"]["list"]
    require([number(tier["riskLimitValue"]) for tier in tiers[:2]] == [2_000_000, 2_600_000], str(tiers[:2]))
    require([number(tier["mmDeduction"]) for tier in tiers[:3]] == [0, 1200, 3020], str(tiers[:3]))
    book = client.get_orderbook(category="linear", symbol="BTCUSDT")["result"]
    require(number(book["b"][0][0]) < 60000 < number(book["a"][0][0]), str(book)[:200])


step.run()
