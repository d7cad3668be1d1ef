"""ccxt, pointed at the server under test."""
import ccxt

BTC, ETH, SOL, INVERSE = "BTC/USDT:USDT", "ETH/USDT:USDT", "SOL/USDT:USDT", "BTC/USD:BTC"
BITGET_HOSTS = ("spot", "mix", "user", "p2p", "broker", "margin", "common", "tax", "convert", "copy", "earn", "uta")


def bybit_settings(server, account):
    socket = f"ws{server.url.removeprefix('http')}/v5"
    streams = {"public": {name: f"{socket}/public/{name}" for name in ("linear", "inverse")},
               "private": {"contract": f"{socket}/private", "spot": {"unified": f"{socket}/private"}}}
    return {
        "apiKey": account["key"], "secret": account["secret"], "enableRateLimit": False,
        "options": {"defaultType": "swap"},
        "urls": {"api": {"ws": streams, **dict.fromkeys(("spot", "futures", "v2", "public", "private"), server.url)}}}


def bitget_settings(server, account):
    socket = f"ws{server.url.removeprefix('http')}/v2/ws"
    streams = {name: f"{socket}/{name}" for name in ("public", "private")}
    return {
        "apiKey": account["key"], "secret": account["secret"], "password": account["passphrase"],
        "enableRateLimit": False, "options": {"defaultType": "swap"},
        "urls": {"api": {"ws": streams, **dict.fromkeys(BITGET_HOSTS, server.url)}}}


def bybit(server, account):
    return ccxt.bybit(bybit_settings(server, account))


def bitget(server, account):
    return ccxt.bitget(bitget_settings(server, account))


class Desk:
    """Hands each step a client on an account of its own; the steps before leave no orders in the shared book."""

    def __init__(self, server, family, *generation, **deposits):
        self.server, self.deposits = server, deposits
        self.family, self.generation = family, generation
        self.connect = {"bybit": bybit, "bitget": bitget}[family]
        self.used, self.markets, self.mover = [], None, None

    def account(self):
        return self.server.account(self.family, *self.generation, **self.deposits)

    def client(self):
        client = self.connect(self.server, self.account())
        if self.markets:
            client.set_markets_from_exchange(self.markets)
        else:
            client.load_markets()
            self.markets = client
        if self.family == "bitget":
            client.set_position_mode(False)  # a new account is in hedge mode
        self.used.append(client)
        return client

    def trade(self, price):
        """Moves BTCUSDT's mark price there, and its last price by a trade of another account."""
        self.server.mark("BTCUSDT", price)
        if not self.mover:
            self.mover = self.connect(self.server, self.server.account(self.family, *self.generation, USDT="1000000"))
            self.mover.set_markets_from_exchange(self.markets)
            self.mover.set_position_mode(False)
        self.mover.create_order(BTC, "market", "buy", 0.001)

    def reset(self):
        while self.used:
            client = self.used.pop()
            for symbol in (BTC, ETH):
                client.cancel_all_orders(symbol)
                if self.family == "bitget":
                    client.cancel_all_orders(symbol, {"trigger": True})
        self.server.mark("BTCUSDT", 60000)
        self.server.mark("ETHUSDT", 3000)
