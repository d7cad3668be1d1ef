"""The accounts that are asked: an empty one, busy ones and a liquidated one of each generation of each venue."""
import time
import uuid

from venues import Bitget, Bybit, ZTDX

BTC, ETH, INVERSE = "BTCUSDT", "ETHUSDT", "BTCUSD"
LINEAR = {"category": "linear", "symbol": BTC}
USDT = {"symbol": BTC, "productType": "USDT-FUTURES", "marginCoin": "USDT"}


class Account:
    """One account in one state: its key, and what its orders are called."""

    def __init__(self, venue, server, generation, state, **deposits):
        self.venue, self.url, self.generation, self.state = venue, server.url, generation, state
        self.key = server.account(venue.name, generation, **deposits)
        self.names = {"uid": str(self.key["uid"]), "symbol": BTC}

    @property
    def title(self):
        return " ".join(part for part in (self.venue.name, self.generation, self.state) if part)

    def ask(self, method, path, query="", body=None):
        return self.venue.call(self.url, self.key, method, path, query, body)

    def must(self, method, path, query="", body=None):
        """A call without which the state is not what it is called."""
        answer = self.ask(method, path, query, body)
        if self.venue.is_refusal(answer):
            raise RuntimeError(f"{self.title}: {method} {path} {query or body}: {self.venue.reason(answer)}")
        return answer.body

    def fill(self, value):
        """A request with the account's names in their places; those that it does not have stand for nothing."""
        if isinstance(value, dict):
            return {key: self.fill(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.fill(inner) for inner in value]
        if value == "{seconds}":
            return int(time.time())
        if isinstance(value, str) and "{" in value:
            return value.format_map(Names({**self.names, "uuid": str(uuid.uuid4())}))
        return value


class Names(dict):
    def __missing__(self, name):
        return "1"


class BybitStage:
    """A busy account of each margin mode: what a call wants of the one it refuses to the other."""

    busy = ("busy", "isolated", "portfolio")

    def __init__(self, server):
        self.accounts = []
        for generation in ("classic", "uta1", "uta2"):
            self.accounts.append(Account(Bybit, server, generation, "empty"))
            for state in self.busy:
                if generation != "classic" or state != "portfolio":
                    self.accounts.append(Account(Bybit, server, generation, state, USDT="100000", BTC="1"))
            self.accounts.append(Account(Bybit, server, generation, "liquidated", USDT="1000"))
        # Without USDT of its own it owes what its trade costs.
        self.accounts.append(Account(Bybit, server, "uta2", "borrowing", BTC="1"))

    def isolate(self, account):
        low = {**LINEAR, "buyLeverage": "3", "sellLeverage": "3"}
        if account.generation == "classic":
            account.must("POST", "/v5/position/switch-isolated", body={**low, "tradeMode": 1})
        else:
            self.switch(account, "ISOLATED_MARGIN")
            account.must("POST", "/v5/position/set-leverage", body=low)

    def switch(self, account, mode):
        account.must("POST", "/v5/account/set-margin-mode", body={"setMarginMode": mode})

    def trade(self, account, symbol, side, quantity, **more):
        category = "inverse" if symbol == INVERSE else "linear"
        body = {"category": category, "symbol": symbol, "side": side, "orderType": "Market", "qty": quantity, **more}
        return account.must("POST", "/v5/order/create", body=body)["result"]["orderId"]

    def open(self):
        for account in self.accounts:
            if account.generation == "uta1" and account.state in self.busy:
                account.must("POST", "/v5/asset/transfer/inter-transfer", body={
                    "transferId": str(uuid.uuid4()), "coin": "BTC", "amount": "0.5", "fromAccountType": "UNIFIED",
                    "toAccountType": "CONTRACT"})
            if account.state == "isolated":
                self.isolate(account)
            if account.state == "portfolio":
                self.switch(account, "PORTFOLIO_MARGIN")
            if account.state != "empty":
                self.trade(account, BTC, "Buy", "0.1")
            if account.state in self.busy:
                self.trade(account, ETH, "Sell", "1")
                self.trade(account, INVERSE, "Buy", "600")

    def carry_on(self):
        """What busy accounts do once funding was paid: part of a position ended, orders that rest, wait and ended."""
        for account in self.accounts:
            if account.state not in self.busy:
                continue
            if account.generation != "classic":
                account.must("POST", "/v5/asset/transfer/inter-transfer", body={
                    "transferId": str(uuid.uuid4()), "coin": "USDT", "amount": "5", "fromAccountType": "UNIFIED",
                    "toAccountType": "FUND"})
            self.trade(account, BTC, "Sell", "0.04")
            rests = {"orderType": "Limit", "price": "50000"}
            stops = {"takeProfit": "70000", "stopLoss": "40000", "tpTriggerBy": "MarkPrice"}
            account.names["resting"] = self.trade(account, BTC, "Buy", "0.01", **rests, **stops)
            gone = self.trade(account, BTC, "Buy", "0.01", **rests)
            account.must("POST", "/v5/order/cancel", body={**LINEAR, "orderId": gone})
            self.trade(account, BTC, "Buy", "0.01", triggerPrice="65000", triggerDirection=1)
            account.must("POST", "/v5/order/disconnected-cancel-all", body={"timeWindow": 40})
            account.must("POST", "/v5/position/trading-stop", body={
                **LINEAR, "tpslMode": "Full", "positionIdx": 0, "takeProfit": "80000"})

    def liquidations(self, account):
        rows = account.must("GET", "/v5/execution/list", "category=linear")["result"]["list"]
        return [row for row in rows if row["createType"] == "CreateByLiq"]


class BitgetStage:
    """As Bybit's, and in either asset mode; there is one generation."""

    busy = ("busy", "isolated", "union")

    def __init__(self, server):
        self.accounts = [Account(Bitget, server, None, "empty")]
        self.accounts += [Account(Bitget, server, None, state, USDT="100000", BTC="1") for state in self.busy]
        self.accounts.append(Account(Bitget, server, None, "liquidated", USDT="1000"))

    def trade(self, account, side, size, trade_side="open", **more):
        mode = "crossed" if account.state in ("busy", "union") else "isolated"
        return account.must("POST", "/api/v2/mix/order/place-order", body={
            **USDT, "marginMode": mode, "side": side, "size": size, "tradeSide": trade_side, "orderType": "market",
            **more})["data"]["orderId"]

    def open(self):
        for account in self.accounts:
            if account.state == "union":
                account.must("POST", "/api/v2/mix/account/set-asset-mode", body={
                    "productType": "USDT-FUTURES", "assetMode": "union"})
            if account.state in ("isolated", "liquidated"):
                account.must("POST", "/api/v2/mix/account/set-margin-mode", body={**USDT, "marginMode": "isolated"})
            if account.state == "isolated":
                for side in ("long", "short"):
                    account.must("POST", "/api/v2/mix/account/set-leverage", body={
                        **USDT, "leverage": "3", "holdSide": side})
            if account.state in self.busy:
                self.trade(account, "buy", "0.02")
                self.trade(account, "buy", "0.02", "close")
                self.trade(account, "buy", "0.1", presetStopSurplusPrice="70000", presetStopLossPrice="40000")
                self.trade(account, "sell", "0.05")
            if account.state == "liquidated":
                self.trade(account, "buy", "0.1")

    def plan(self, account, price):
        mode = "crossed" if account.state in ("busy", "union") else "isolated"
        return account.must("POST", "/api/v2/mix/order/place-plan-order", body={
            **USDT, "planType": "normal_plan", "marginMode": mode, "size": "0.01", "side": "buy",
            "tradeSide": "open", "triggerType": "mark_price", "triggerPrice": price, "orderType": "market",
        })["data"]["orderId"]

    def carry_on(self):
        for account in self.accounts:
            if account.state not in self.busy:
                continue
            account.must("POST", "/api/v2/spot/wallet/transfer", body={
                "fromType": "usdt_futures", "toType": "spot", "amount": "5", "coin": "USDT"})
            rests = {"orderType": "limit", "price": "50000", "force": "gtc"}
            account.names["resting"] = self.trade(account, "buy", "0.01", **rests)
            gone = self.trade(account, "buy", "0.01", **rests)
            account.must("POST", "/api/v2/mix/order/cancel-order", body={**USDT, "orderId": gone})
            account.names["done"] = self.trade(account, "buy", "0.01")
            account.names["plan"] = self.plan(account, "65000")
            account.names["triggered"] = self.plan(account, "60500")
            cancelled = self.plan(account, "66000")
            account.must("POST", "/api/v2/mix/order/cancel-plan-order", body={
                **USDT, "orderIdList": [{"orderId": cancelled}]})
            stops = account.must("GET", "/api/v2/mix/order/orders-plan-pending",
                                 "productType=USDT-FUTURES&planType=profit_loss")
            account.names["stop"] = stops["data"]["entrustedList"][0]["orderId"]


    def liquidations(self, account):
        rows = account.must("GET", "/api/v2/mix/order/fills", "productType=USDT-FUTURES")["data"]["fillList"]
        return [row for row in rows if row["tradeSide"].startswith(("burst", "liquidation"))]


class ZTDXStage:
    """Busy isolated and busy unified; there is one generation."""

    states = ("empty", "busy", "unified", "liquidated")

    def __init__(self, server):
        money = {"busy": "100000", "unified": "100000", "liquidated": "700"}
        self.accounts = [
            Account(ZTDX, server, None, state, **({"USDT": money[state]} if state in money else {}))
            for state in self.states]

    def order(self, account, query):
        return account.must("POST", "/fapi/v1/order", f"symbol=BTCUSDT&{query}")

    def open(self):
        for account in self.accounts:
            if account.state in ("unified", "liquidated"):
                account.must("POST", "/api/v1/account/margin-mode", body={"margin_mode": "unified"})
            if account.state != "empty":
                leverage = 10 if account.state == "liquidated" else 3
                account.must("POST", "/fapi/v1/leverage", f"symbol=BTCUSDT&leverage={leverage}")
                self.order(account, "side=BUY&type=MARKET&quantity=0.1")

    def carry_on(self):
        for account in self.accounts:
            if account.state not in ("busy", "unified"):
                continue
            self.order(account, "side=SELL&type=MARKET&quantity=0.01")
            rests = "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000"
            account.names["resting"] = str(self.order(account, rests)["orderId"])
            self.order(account, f"{rests}&newClientOrderId=gone")
            account.must("DELETE", "/fapi/v1/order", "symbol=BTCUSDT&origClientOrderId=gone")
            self.order(account, "side=BUY&type=STOP_MARKET&quantity=0.01&stopPrice=65000")
            self.order(account, "side=SELL&type=STOP_MARKET&closePosition=true&stopPrice=40000")
            rows = account.must("GET", "/api/v1/positions")["positions"]
            account.names["position"] = rows[0]["id"]


    def liquidations(self, account):
        return account.must("GET", "/api/v1/unified/liquidations")["liquidations"]


def play(server, stages, follow):
    """Lets the accounts come into their states, all at one venue: its prices and its clock are everybody's.

    `follow` is called when the accounts exist: what streams tell of all this is theirs to see.
    """
    server.control("PUT", "/clock", {"mode": "frozen"})
    for coin in ("USDT", "BTC"):
        server.control("PUT", "/insurance-fund", {"asset": coin, "amount": "1000000"})
    prices(server, 60000, 3000)
    follow()
    for stage in stages:
        stage.open()
    server.control("POST", "/clock/advance", {"toMs": next_funding(server)})
    for stage in stages:
        stage.carry_on()
    prices(server, 60600, 3000)
    prices(server, 50200, 3000)
    for _ in range(4):
        server.control("POST", "/clock/advance", {"byMs": 2_000})
    prices(server, 60000, 3000)
    server.control("POST", "/clock/advance", {"byMs": 3_600_000})
    for stage in stages:
        for account in stage.accounts:
            if account.state != "empty" and bool(stage.liquidations(account)) != (account.state == "liquidated"):
                raise RuntimeError(f"{account.title}: liquidations {stage.liquidations(account)}")


def next_funding(server):
    listed = server.control("GET", "/instruments")
    return max(row["nextFundingMs"] for row in listed["instruments"])


def prices(server, bitcoin, ether):
    for symbol in (BTC, INVERSE):
        server.mark(symbol, bitcoin)
    server.mark(ETH, ether)
