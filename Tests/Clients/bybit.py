"""pybit, pointed at the server under test, with what the Bybit tests share."""
import logging
from decimal import Decimal

from pybit.exceptions import InvalidRequestError
from pybit.unified_trading import HTTP

from steps import refused, require, soon

logging.getLogger("pybit").setLevel(logging.CRITICAL)


def number(text):
    return Decimal(text or "0")


def refusal(code, call, **named):
    """The call is answered with exactly this retCode."""
    error = refused(InvalidRequestError, call, **named)
    require(error.status_code == code, f"retCode {error.status_code} ({error.message}), not {code}")


class Trader:
    """One Bybit account, through an unmodified pybit client."""

    def __init__(self, url, account):
        self.client = HTTP(api_key=account["key"], api_secret=account["secret"])
        self.client.endpoint = url

    def mode(self):
        return self.client.get_account_info()["result"]["marginMode"]

    def set_mode(self, mode):
        answer = self.client.set_margin_mode(setMarginMode=mode)
        require(answer["result"]["reasons"] == [], f"reasons {answer['result']['reasons']}")
        require(self.mode() == mode, f"{self.mode()} after setting {mode}")

    def switch(self, category, symbol, trade_mode, leverage="10"):
        return self.client.switch_margin_mode(category=category, symbol=symbol, tradeMode=trade_mode,
                                              buyLeverage=leverage, sellLeverage=leverage)

    def position(self, symbol, category="linear", index=0):
        rows = self.client.get_positions(category=category, symbol=symbol)["result"]["list"]
        found = [row for row in rows if row["positionIdx"] == index]
        require(found, f"no row of {symbol} with positionIdx {index}: {rows}")
        return found[0]

    def size(self, symbol, category="linear", index=0):
        return number(self.position(symbol, category, index)["size"])

    def set_leverage(self, symbol, leverage, category="linear"):
        try:
            self.client.set_leverage(category=category, symbol=symbol, buyLeverage=leverage, sellLeverage=leverage)
        except InvalidRequestError as error:
            if error.status_code != 110043:  # not modified
                raise

    def buy(self, symbol, quantity, category="linear", index=0):
        return self._market(symbol, "Buy", quantity, category, index)

    def sell(self, symbol, quantity, category="linear", index=0):
        return self._market(symbol, "Sell", quantity, category, index)

    def _market(self, symbol, side, quantity, category, index):
        before = self.size(symbol, category, index)
        self.client.place_order(category=category, symbol=symbol, side=side, orderType="Market", qty=quantity,
                                positionIdx=index)
        soon(lambda: self.size(symbol, category, index) != before, f"a fill of {symbol}")

    def rest(self, symbol, quantity, price, category="linear", side="Buy"):
        """A resting limit order; its id."""
        answer = self.client.place_order(category=category, symbol=symbol, side=side, orderType="Limit",
                                         qty=quantity, price=price)
        order_id = answer["result"]["orderId"]
        soon(lambda: order_id in self.open_orders(symbol, category), "the resting order")
        return order_id

    def open_orders(self, symbol, category="linear"):
        rows = self.client.get_open_orders(category=category, symbol=symbol)["result"]["list"]
        return {row["orderId"] for row in rows if row["orderStatus"] in ("New", "PartiallyFilled", "Untriggered")}

    def wallet(self, coin, kind="UNIFIED"):
        rows = self.client.get_wallet_balance(accountType=kind)["result"]["list"][0]["coin"]
        return number(next((row["walletBalance"] for row in rows if row["coin"] == coin), "0"))

    def flatten(self, *markets):
        """No orders and no positions in these (category, symbol)."""
        for category, symbol in markets:
            self.client.cancel_all_orders(category=category, symbol=symbol)
            rows = self.client.get_positions(category=category, symbol=symbol)["result"]["list"]
            for row in rows:
                if number(row["size"]) > 0:
                    self.client.place_order(
                        category=category, symbol=symbol, side="Sell" if row["side"] == "Buy" else "Buy",
                        orderType="Market", qty=row["size"], reduceOnly=True, positionIdx=row["positionIdx"])
                    soon(lambda: self.size(symbol, category, row["positionIdx"]) == 0, f"{symbol} closed")
