"""Funding as ccxt shows it on Bybit and Bitget. It runs late: it puts the venue's clock forward, for good."""
from ccxt_clients import BTC, ETH, Desk
from server import Server
from steps import Steps, has, require, soon

server = Server()
bybit = Desk(server, "bybit", "uta2", USDT="10000")
bitget = Desk(server, "bitget", USDT="10000")


def reset():
    bybit.reset()
    bitget.reset()


step = Steps("funding", reset)


def fund(rate):
    """Sets the rate of BTCUSDT and moves the clock to the next payment; that moment."""
    listed = server.control("PUT", "/instruments/BTCUSDT", {"fundingRate": rate})
    server.control("PUT", "/clock", {"mode": "frozen"})
    server.control("POST", "/clock/advance", {"toMs": listed["nextFundingMs"]})
    return listed["nextFundingMs"]


def bought(client, amount=0.1):
    client.create_order(BTC, "market", "buy", amount)
    soon(lambda: any(row["contracts"] for row in client.fetch_positions([BTC])), "a position")
    return client


@step("bybit: a long pays; payment, ledger, balance and past rate agree")
def _():
    client = bought(bybit.client())
    before = client.fetch_balance()["USDT"]["total"]
    moment = fund("0.0005")
    paid = 6000 * 0.0005
    rows = client.fetch_funding_history(BTC)
    require(len(rows) == 1, str(rows))
    # ccxt hands out Bybit's execFee, and so its sign: what is paid is above zero
    has(rows[0], symbol=BTC, timestamp=moment, amount=paid, rate=0.0005)
    has(client.fetch_balance()["USDT"], total=before - paid)
    ledger = next(row for row in client.fetch_ledger("USDT") if row["info"]["type"] == "SETTLEMENT")
    has(ledger, direction="out", amount=paid, after=before - paid)
    has(client.fetch_funding_rate_history(BTC, None, 1)[0], symbol=BTC, fundingRate=0.0005, timestamp=moment)


@step("bitget: a long is paid at a negative rate; payment, ledger, balance and past rate agree")
def _():
    client = bought(bitget.client())
    before = client.fetch_balance()["USDT"]["total"]
    moment = fund("-0.0005")
    paid = 6000 * 0.0005
    rows = client.fetch_funding_history(BTC)
    require(len(rows) == 1, str(rows))
    has(rows[0], symbol=BTC, timestamp=moment, amount=paid)
    has(client.fetch_balance()["USDT"], total=before + paid)
    bills = client.fetch_ledger("USDT", None, None, {"productType": "USDT-FUTURES"})
    has(next(row for row in bills if row["info"]["businessType"] == "contract_settle_fee"), amount=paid,
        direction="in")
    has(client.fetch_funding_rate_history(BTC, None, 1)[0], symbol=BTC, fundingRate=-0.0005, timestamp=moment)


@step("no position, no payment; a position in another contract pays by that one's rate")
def _():
    for desk, sign in ((bybit, 1), (bitget, -1)):
        client = desk.client()
        client.create_order(ETH, "market", "buy", 1)
        fund("0.0005")
        require(client.fetch_funding_history(BTC) == [], "a payment without a position")
        rows = client.fetch_funding_history(ETH)
        require(len(rows) == 1, str(rows))
        has(rows[0], symbol=ETH, amount=sign * 3000 * 0.0001)


step.run()
