"""Follows every recorded topic as every account while they come into their states, and sorts what was told."""
import time

from shapes import Reading
from unseen import hold_against_unseen
from sockets import Stream
from venues import now


class Followed:
    def __init__(self, server, stages, shapes, wanted):
        self.server, self.stages = server, stages
        self.entries = {venue: {name: entry for name, entry in known.topics.items() if wanted in name}
                        for venue, known in shapes.items()}
        self.streams = []

    def begin(self):
        for venue, entries in self.entries.items():
            for path in sorted({entry["path"] for entry in entries.values()}):
                here = {name: entry for name, entry in entries.items() if entry["path"] == path}
                is_open = all(entry.get("open") for entry in here.values())
                accounts = self.stages[venue].accounts
                for account in accounts[1:2] if is_open else accounts:
                    self.streams.append(Line(venue, account, path, here, is_open))

    def end(self, report):
        for line in self.streams:
            line.send_rest()
        time.sleep(0.3)
        readings = {}
        for line in self.streams:
            line.stream.close()
            line.sort(report, readings)
        for venue, entries in self.entries.items():
            for name, entry in entries.items():
                conclude(report, f"{venue} {name}", entry, readings.get((venue, name)))
        report.topics = sum(len(entries) for entries in self.entries.values())


class Line:
    """One connection of one account, with all topics of its path."""

    def __init__(self, venue, account, path, entries, is_open):
        self.venue, self.account, self.path, self.entries = venue, account, path, entries
        self.stream = Stream(account.url, path)
        if not is_open and hasattr(account.venue, "login"):
            self.stream.send(account.venue.login(account.key))
            self.stream.until(lambda message: "auth" in str(message) or message.get("event") == "login")
        for entry in entries.values():
            for message in entry.get("send", []):
                self.stream.send(self.filled(message))

    def filled(self, message):
        if "{token}" in str(message):
            token = self.account.must("POST", "/fapi/v1/listenKey")["listenKey"]
            self.account.names["token"] = token
        self.account.names["now"] = now()
        return self.account.fill(message)

    def send_rest(self):
        for entry in self.entries.values():
            for message in entry.get("send at the end", []):
                self.stream.send(self.filled(message))
                time.sleep(0.02)

    def sort(self, report, readings):
        for message in self.stream.messages:
            report.told += 1
            name = next((name for name, entry in self.entries.items() if matches(entry["match"], message)), None)
            if name is None:
                report.add(f"{self.venue} {self.path}", self.account.title, "", "a message of a recorded topic",
                           str(message)[:200])
                continue
            entry, reading = self.entries[name], readings.setdefault((self.venue, name), Reading())
            reading.take(entry["message"], message, partial=entry.get("partial") and message.get("type") == "delta")
            for difference in reading.differences:
                report.add(f"{self.venue} {name}", self.account.title, *difference)
            reading.differences = []


def matches(wanted, message):
    return all(any(fits(one, member(message, path)) for one in (values if isinstance(values, list) else [values]))
               for path, values in wanted.items())


def fits(wanted, found):
    if isinstance(wanted, str) and wanted.endswith("*"):
        return isinstance(found, str) and found.startswith(wanted[:-1])
    return wanted == found


def member(message, path):
    """A member by its path; absent ones are null."""
    for name in path.split("."):
        message = message.get(name) if isinstance(message, dict) else None
    return message


def conclude(report, name, entry, reading):
    if "silent" in entry:
        if reading:
            report.add(name, "", "", "never told, as recorded", "a message")
        return
    if not reading:
        return report.add(name, "", "", "a message", "none")
    hold_against_unseen(report, name, entry, reading.unseen(entry["message"]))
