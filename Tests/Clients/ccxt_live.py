"""ccxt.pro, pointed at the server under test, and what its watch calls deliver."""
import asyncio
import copy

import ccxt.pro

from ccxt_clients import bitget_settings, bybit_settings
from steps import require

SECONDS_MAX = 10


class Acknowledged:
    """Tells when a subscription is acknowledged; the client behind it is as it comes."""

    acknowledged = None

    def handle_subscription_status(self, client, message):
        if self.acknowledged:
            self.acknowledged.set()
        return super().handle_subscription_status(client, message)


class Bybit(Acknowledged, ccxt.pro.bybit):
    pass


class Bitget(Acknowledged, ccxt.pro.bitget):
    pass


def bybit(server, account):
    return Bybit(bybit_settings(server, account))


def bitget(server, account):
    return Bitget(bitget_settings(server, account))


class Feed:
    """All that a watch call delivers. Bound by `async with`, it begins once its subscription is acknowledged."""

    def __init__(self, client, watch, *arguments):
        self.client, self.watch, self.arguments = client, watch, arguments
        self.rows, self.arrived = [], asyncio.Event()

    async def __aenter__(self):
        self.client.acknowledged = asyncio.Event()
        self.task = asyncio.ensure_future(self._collect())
        acknowledged = asyncio.ensure_future(self.client.acknowledged.wait())
        await asyncio.wait({self.task, acknowledged}, timeout=SECONDS_MAX, return_when=asyncio.FIRST_COMPLETED)
        require(acknowledged.done(), f"the subscription is not acknowledged: {self._failure()}")
        return self

    async def __aexit__(self, *_):
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)

    async def _collect(self):
        try:
            while True:
                # The client changes what it has handed out: books and caches are its own.
                delivered = copy.deepcopy(await self.watch(*self.arguments))
                self.rows += delivered if isinstance(delivered, list) else [delivered]
                self.arrived.set()
        finally:
            self.arrived.set()

    def _failure(self):
        return self.task.exception() if self.task.done() and not self.task.cancelled() else "nothing wrong"

    async def first(self, wanted, what):
        """The first row, of those before and of those to come, that is wanted."""
        async def search():
            seen = 0
            while True:
                for row in self.rows[seen:]:
                    seen += 1
                    if wanted(row):
                        return row
                require(not self.task.done(), f"the feed ended: {self._failure()}")
                self.arrived.clear()
                await self.arrived.wait()
        try:
            return await asyncio.wait_for(search(), SECONDS_MAX)
        except asyncio.TimeoutError:
            last = str(self.rows[-1:])[:400]
            raise AssertionError(f"not seen in {len(self.rows)} rows: {what}; last {last}") from None


def live(connect, desk):
    """A step that watches, with a fresh client on an account of its own. ccxt takes its time over closing one: it does
    so while the next steps run, all on one loop."""
    loop = asyncio.new_event_loop()

    def of(body):
        async def run():
            client = connect(desk.server, desk.account())
            try:
                await desk.prepare(client)
                await body(client)
            finally:
                loop.create_task(client.close())
        return lambda: loop.run_until_complete(run())
    return of
