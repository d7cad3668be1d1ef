"""Calls to each venue's API, signed as its page shows; with nothing but Python's own library."""
import base64
import hashlib
import hmac
import json
import time
import urllib.error
import urllib.request


class Answer:
    def __init__(self, status, body):
        self.status, self.body = status, body


def send(method, url, headers, body=None):
    request = urllib.request.Request(
        url, method=method, data=body.encode() if body else None,
        headers={"Content-Type": "application/json", **headers})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return Answer(answer.status, json.loads(answer.read()))
    except urllib.error.HTTPError as error:
        return Answer(error.code, json.loads(error.read()))


def digest(secret, text):
    return hmac.new(secret.encode(), text.encode(), hashlib.sha256)


def now():
    return str(int(time.time() * 1000))


class Bybit:
    name = "bybit"

    @staticmethod
    def call(url, account, method, path, query="", body=None):
        """Guidance: https://bybit-exchange.github.io/docs/v5/guide#authentication"""
        text, at = json.dumps(body) if body is not None else "", now()
        signature = digest(account["secret"], f"{at}{account['key']}5000{query}{text}").hexdigest()
        return send(method, f"{url}{path}" + (f"?{query}" if query else ""), {
            "X-BAPI-API-KEY": account["key"], "X-BAPI-TIMESTAMP": at, "X-BAPI-RECV-WINDOW": "5000",
            "X-BAPI-SIGN": signature}, text)

    @staticmethod
    def login(account):
        expires = str(int(now()) + 10_000)
        signature = digest(account["secret"], f"GET/realtime{expires}").hexdigest()
        return {"op": "auth", "args": [account["key"], int(expires), signature]}

    @staticmethod
    def is_refusal(answer):
        return answer.body.get("retCode") != 0

    @staticmethod
    def reason(answer):
        return f"{answer.body.get('retCode')} {answer.body.get('retMsg')}"


class Bitget:
    name = "bitget"

    @staticmethod
    def call(url, account, method, path, query="", body=None):
        """Signature: https://www.bitget.com/api-doc/common/signature"""
        text, at = json.dumps(body) if body is not None else "", now()
        whole = path + (f"?{query}" if query else "")
        signature = base64.b64encode(digest(account["secret"], f"{at}{method}{whole}{text}").digest()).decode()
        return send(method, url + whole, {
            "ACCESS-KEY": account["key"], "ACCESS-SIGN": signature, "ACCESS-TIMESTAMP": at,
            "ACCESS-PASSPHRASE": account["passphrase"]}, text)

    @staticmethod
    def login(account):
        at = str(int(time.time()))
        signature = base64.b64encode(digest(account["secret"], f"{at}GET/user/verify").digest()).decode()
        return {"op": "login", "args": [
            {"apiKey": account["key"], "passphrase": account["passphrase"], "timestamp": at, "sign": signature}]}

    @staticmethod
    def is_refusal(answer):
        return answer.body.get("code") != "00000"

    @staticmethod
    def reason(answer):
        return f"{answer.body.get('code')} {answer.body.get('msg')}"


class ZTDX:
    name = "ztdx"

    @staticmethod
    def call(url, account, method, path, query="", body=None):
        """Authentication: https://docs.p99.world/auth"""
        text = json.dumps(body) if body is not None else ""
        query = f"{query}&timestamp={now()}".lstrip("&")
        signature = digest(account["secret"], query + text).hexdigest()
        return send(method, f"{url}{path}?{query}&signature={signature}", {"X-MBX-APIKEY": account["key"]}, text)

    @staticmethod
    def is_refusal(answer):
        return answer.status != 200

    @staticmethod
    def reason(answer):
        return f"{answer.status} {answer.body.get('code')} {answer.body.get('msg', answer.body.get('error'))}"
