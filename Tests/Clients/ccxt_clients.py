"""ccxt, pointed at the server under test."""
import ccxt

BTC, ETH, USDC, INVERSE = "BTC/USDT:USDT", "ETH/USDT:USDT", "BTC/USDC:USDC", "BTC/USD:BTC"
BITGET_HOSTS = ("spot", "mix", "user", "p2p", "broker", "margin", "common", "tax", "convert", "copy", "earn", "uta")


def bybit_settings(server, account):
    socket = f"ws{server.url.removeprefix('http')}/v5"
    streams = {"public": {name: f"{socket}/public/{name}" for name in ("linear", "inverse")},
               "private": {"contract": f"{socket}/private", "spot": {"unified": f"{socket}/private"},
                           "trade": f"{socket}/trade"}}
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

    def account(self, **deposits):
        return self.server.account(self.family, *self.generation, **(deposits or self.deposits))

    def client(self, **deposits):
        client = self.connect(self.server, self.account(**deposits))
        self.prepare(client)
        self.used.append(client)
        return client

    def prepare(self, client):
        """Spares a client the loading of the markets, and takes a new Bitget account out of hedge mode."""
        if not self.markets:
            self.markets = self.connect(self.server, self.account())
            self.markets.load_markets()
        client.set_markets_from_exchange(self.markets)
        return client.set_position_mode(False)

    def trade(self, price):
        """Moves BTCUSDT's mark price there, and its last price by a trade of another account."""
        self.server.mark("BTCUSDT", price)
        if not self.mover:
            self.mover = self.connect(self.server, self.account(USDT="1000000"))
            self.prepare(self.mover)
        self.mover.create_order(BTC, "market", "buy", 0.001)

    def reset(self):
        while self.used:
            client = self.used.pop()
            for symbol in (BTC, ETH):
                for order in client.fetch_open_orders(symbol):
                    client.cancel_order(order["id"], symbol)
        self.trade(60000)
        self.server.mark("ETHUSDT", 3000)
