"""Loans of a unified Bybit account through pybit and ccxt. It runs last: it puts the venue's clock forward, for good."""
from bybit import Trader, number, refusal
from ccxt_clients import Desk
from server import Server
from steps import Steps, has, require

server = Server()
desk = Desk(server, "bybit", "uta2", BTC="1")
step = Steps("loans", desk.reset)
HOUR = 3_600_000
FEE = number("3.3000055")  # of 0.1 BTC bought from the house at 60000.1, in USDT, which the account does not have
RATE = number("0.000014621596")


def clock(past_hour):
    """Freezes the clock and moves it to the next instant that is so many ms past an hour."""
    now = server.control("PUT", "/clock", {"mode": "frozen"})["timeMs"]
    to = (now - past_hour) // HOUR * HOUR + HOUR + past_hour
    server.control("POST", "/clock/advance", {"toMs": to})
    return to


def borrower():
    account = server.account("bybit", "uta2", BTC="1")
    clock(0)
    one = Trader(server.url, account)
    one.buy("BTCUSDT", "0.1")
    return one, account


def coin(one, name):
    rows = one.client.get_wallet_balance(accountType="UNIFIED", coin=name)["result"]["list"][0]["coin"]
    return rows[0]


@step("pybit: what is borrowed costs interest at five past the hour, told by wallet, history and log")
def _():
    one, _ = borrower()
    row = coin(one, "USDT")
    require(number(row["walletBalance"]) == -FEE, str(row))
    require(number(row["borrowAmount"]) == FEE - number(row["unrealisedPnl"]), str(row))
    at = clock(5 * 60_000)
    charge = one.client.get_borrow_history(currency="USDT", limit=1)["result"]["list"][0]
    has(charge, currency="USDT", createdTime=at, hourlyBorrowRate=str(RATE), freeBorrowedAmount="0.01",
        unrealisedLoss="0.01")
    require(number(charge["InterestBearingBorrowSize"]) == FEE, str(charge))
    cost = number(charge["borrowCost"])
    require(cost == number("0.00004825"), str(cost))  # 3.3000055 * 0.000014621596, cut
    require(number(coin(one, "USDT")["walletBalance"]) == -FEE - cost, str(coin(one, "USDT")))
    logged = one.client.get_transaction_log(type="INTEREST")["result"]["list"]
    require([number(row["change"]) for row in logged] == [-cost], str(logged))


@step("pybit: repay converts other coins, without them nothing is repaid, nor while interest is reckoned")
def _():
    one, _ = borrower()
    refusal(34022049, one.client.manual_no_convert_repay, coin="USDT")
    refusal(34022027, one.client.repay, coin="USDT", amount="99")
    has(one.client.repay(coin="USDT", amount="1")["result"], resultStatus="SU")
    used = one.client.repay_liability(coin="USDT")["result"]["list"]
    require([row["coin"] for row in used] == ["BTC"], str(used))
    has(coin(one, "USDT"), borrowAmount="0")
    refusal(182102, one.client.repay_liability)
    refusal(34022041, one.client.repay, coin="USDT")
    one.buy("BTCUSDT", "0.1")
    clock(4 * 60_000)
    refusal(34022035, one.client.repay_liability)


@step("pybit: rates, tiers and collateral ratios of a coin")
def _():
    client = borrower()[0].client
    data = client.spot_margin_trade_get_vip_margin_data(vipLevel="No VIP", currency="BTC")["result"]["vipCoinList"]
    has(data[0]["list"][0], currency="BTC", hourlyBorrowRate="0.000000503043", maxBorrowingAmount="300")
    tiers = client.spot_margin_trade_get_position_tiers(currency="BTC")["result"]["list"][0]["positionTiersRatioList"]
    has(tiers[0], borrowLimit="390", positionMMR="0.04", positionIMR="0.2", maxLeverage="5")
    has(tiers[-1], borrowLimit="393", positionIMR="0.5", maxLeverage="2")
    ratios = client.get_tiered_collateral_ratio(currency="BTC")["result"]["list"][0]["collateralRatioList"]
    has(ratios[0], minQty="0", maxQty="50", collateralRatio="0.95")
    has(client.get_collateral_info(currency="USDT")["result"]["list"][0], borrowable=True, hourlyBorrowRate=str(RATE))


@step("ccxt: what is borrowed and what it costs, by coin, and the rate of a coin")
def _():
    client = desk.connect(server, borrower()[1])
    desk.prepare(client)
    rows = client.fetch_borrow_interest("USDT")
    require(len(rows) == 1, str(rows))
    # 0.01 more is owed for the spread to the mark, which bears no interest
    has(rows[0], currency="USDT", amountBorrowed=float(FEE) + 0.01, interest=0.00004825)
    require(client.fetch_borrow_interest("BTC")[0]["amountBorrowed"] == 0, "BTC")
    has(client.fetch_cross_borrow_rate("BTC"), currency="BTC", rate=0.000000503043)
    has(client.fetch_balance()["USDT"], debt=float(FEE) + 0.01 + 0.00004825)


step.run()
