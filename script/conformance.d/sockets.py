"""A WebSocket client of a few lines, RFC 6455: text both ways, whatever is told kept in order."""
import base64
import json
import os
import socket
import struct
import threading
import time
import urllib.parse


class Stream:
    def __init__(self, url, path):
        place = urllib.parse.urlsplit(url)
        self.socket = socket.create_connection((place.hostname, place.port), timeout=10)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode())
        self.file = self.socket.makefile("rb")
        status = self.file.readline()
        if b" 101 " not in status:
            raise ConnectionError(f"{path}: {status!r}")
        while self.file.readline() not in (b"\r\n", b""):
            pass
        self.socket.settimeout(None)
        self.messages = []
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, message):
        data, mask = json.dumps(message).encode(), os.urandom(4)
        length = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + struct.pack(">H", len(data))
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        self.socket.sendall(b"\x81" + length + mask + masked)

    def until(self, found, seconds=5.0):
        """Waits for a message that is looked for; None when it does not come."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for message in list(self.messages):
                if found(message):
                    return message
            time.sleep(0.005)
        return None

    def close(self):
        self.socket.close()

    def _read(self):
        try:
            while head := self.file.read(2):
                length = head[1] & 0x7F
                if length >= 126:
                    length = int.from_bytes(self.file.read(2 if length == 126 else 8), "big")
                data = self.file.read(length)
                if head[0] & 0x0F == 1:
                    self.messages.append(json.loads(data))
        except (OSError, ValueError):
            pass  # closed from here
