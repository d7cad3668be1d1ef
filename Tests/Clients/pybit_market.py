"""pybit's calls of what surrounds a position: price limits, the fund, deleveraging, holders, and a whole login's topics."""
from pybit import unified_trading

from bybit import Trader, number, refusal
from server import Server
from steps import Steps, has, require, soon

server = Server()
unified_trading.PRIVATE_WSS = f"ws{server.url.removeprefix('http')}/v5/private"


def reset():
    server.mark("BTCUSDT", 60000)


step = Steps("pybit market", reset)


def trader():
    return Trader(server.url, server.account("bybit", "uta2", USDT="10000"))


@step("price limits: an order beyond them is refused, one at them is not")
def _():
    one = trader()
    limits = one.client.get_price_limit(category="linear", symbol="BTCUSDT")["result"]
    highest = number(limits["buyLmt"])
    require(number(limits["sellLmt"]) < 60000 < highest, str(limits))
    beyond = str(highest + 100)
    order = dict(category="linear", symbol="BTCUSDT", side="Buy", orderType="Limit", qty="0.001", timeInForce="IOC")
    refusal(110003, one.client.place_order, **order, price=beyond)
    one.client.place_order(**order, price=str(highest))


@step("insurance fund, deleveraging alerts and holders: a row for each contract")
def _():
    client = trader().client
    funds = client.get_insurance(coin="USDT")["result"]["list"]
    require(funds and all(number(row["balance"]) > 0 for row in funds), str(funds)[:300])
    alerts = client.get_adl_alert()["result"]["list"]
    require(any(row["symbol"] == "BTCUSDT" for row in alerts), str(alerts)[:300])
    ratio = client.get_long_short_ratio(category="linear", symbol="BTCUSDT", period="1h")["result"]["list"][0]
    require(number(ratio["buyRatio"]) + number(ratio["sellRatio"]) == 1, str(ratio))


@step("records of deposits and withdrawals: none")
def _():
    client = trader().client
    require(client.get_deposit_records()["result"]["rows"] == [], "deposits")
    require(client.get_withdrawal_records()["result"]["rows"] == [], "withdrawals")


@step("order, position, execution, wallet and greeks together: one login, and a trade on all four that tell of it")
def _():
    account = server.account("bybit", "uta2", USDT="10000")
    one, seen = Trader(server.url, account), {}
    socket = unified_trading.WebSocket(
        testnet=False, channel_type="private", api_key=account["key"], api_secret=account["secret"])
    try:
        for subscribe in (socket.order_stream, socket.position_stream, socket.execution_stream, socket.wallet_stream,
                          socket.greek_stream):
            subscribe(callback=lambda message: seen.setdefault(message["topic"], message["data"]))
        def told():
            one.buy("BTCUSDT", "0.001")  # until the subscriptions are through
            return {"order", "position", "execution", "wallet"} <= set(seen)

        soon(told, "all four topics")
        has(seen["execution"][0], symbol="BTCUSDT", side="Buy", execQty="0.001", execType="Trade")
        require("greeks" not in seen, str(seen.get("greeks")))
    finally:
        socket.exit()


step.run()
