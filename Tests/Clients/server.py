"""The server under test: its address, its demo accounts and its control API, as its ready file tells."""
import json
import os
import urllib.error
import urllib.request
import uuid


class Server:
    def __init__(self, ready_file=None):
        with open(ready_file or os.environ["PLIMSOLL_READY_FILE"], encoding="utf-8") as file:
            ready = json.load(file)
        self.url = ready["url"].rstrip("/")
        self.token = ready["control_token"]
        self.accounts = {account["name"]: account for account in ready["accounts"]}

    def control(self, method, path, body=None):
        """One call of the control API on the default venue; an HTTP error raises with the answer in its text."""
        request = urllib.request.Request(
            f"{self.url}/plimsoll/v1/venues/default{path}", method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                text = answer.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: HTTP {error.code} {error.read()[:300]!r}") from error
        return json.loads(text) if text else None

    def mark(self, symbol, price):
        self.control("PUT", f"/instruments/{symbol}/prices", {"mark": str(price), "index": str(price)})

    def account(self, family, generation=None, **deposits):
        """A new account with a key: {"uid", "key", "secret", "passphrase"}. Deposits by coin: USDT="500"."""
        body = {"name": f"{family}-{uuid.uuid4().hex[:12]}", "family": family}
        if generation:
            body["generation"] = generation
        uid = self.control("POST", "/accounts", body)["uid"]
        for coin, amount in deposits.items():
            self.deposit(uid, coin, amount)
        return {"uid": uid, **self.control("POST", f"/accounts/{uid}/keys", {})}

    def deposit(self, uid, coin, amount):
        self.control("POST", f"/accounts/{uid}/deposits", {"asset": coin, "amount": str(amount)})

    def withdraw(self, uid, coin, amount):
        self.control("POST", f"/accounts/{uid}/withdrawals", {"asset": coin, "amount": str(amount)})
