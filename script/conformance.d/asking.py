"""Asks every call as every account, follows every stream, and holds what comes against the recorded shapes."""
import json

import served
from following import Followed
from server import Server
from shapes import Reading, check
from stages import BitgetStage, BybitStage, ZTDXStage, play
from unseen import hold_against_unseen

STAGES = {"bybit": BybitStage, "bitget": BitgetStage, "ztdx": ZTDXStage}
CHANGES = ("POST", "DELETE")


class Report:
    def __init__(self):
        self.found = {}
        self.asked = self.told = self.endpoints = self.topics = 0

    def add(self, name, who, path, expected, got):
        """The same of several accounts, or of several rows, is one line."""
        self.found.setdefault((name, generic(path), expected, got.split(" ")[0]), (path, got, []))[2].append(who)

    @property
    def count(self):
        return len(self.found)

    def lines(self):
        for (name, _, expected, _), (path, got, who) in sorted(self.found.items()):
            accounts = sorted({one for one in who if one})
            more = f" (and {len(accounts) - 1} more)" if len(accounts) > 1 else ""
            place = "".join(f"{part}: " for part in (name, accounts[0] + more if accounts else "") if part)
            yield f"{place}{f'{path} ' if path else ''}expected {expected}, got {got}"

    def summary(self):
        return (f"{self.endpoints} endpoints, {self.topics} topics, {self.asked} answers, {self.told} messages, "
                f"{self.count} differences")


def generic(path):
    """A path whatever the row."""
    return "".join(" " if character.isdigit() else character for character in path)


class Shapes:
    """One venue's recorded shapes: calls by `METHOD path`, topics by name."""

    def __init__(self, folder):
        self.calls, self.topics = {}, {}
        self.envelope = read(folder / "envelope.json")
        for file in sorted(folder.glob("*.json")):
            if file.name != "envelope.json":
                (self.topics if file.name == "streams.json" else self.calls).update(read(file))
        for name, entry in (self.calls | self.topics).items():
            if missing := {"source", "read"} - set(entry):
                raise ValueError(f"{name}: no {' and '.join(sorted(missing))}")
            for part in ("result", "retExtInfo", "message"):
                if part in entry:
                    check(entry[part], f"{name} {part}")

    def forget_unserved(self, calls):
        """Drops the shapes that were recorded ahead of their calls."""
        self.calls = {name: entry for name, entry in self.calls.items()
                      if entry.get("when") != "served" or request_line(name) in calls}

    def answer(self, entry):
        """The shape of a whole answer: the envelope around what the call answers."""
        envelope = self.envelope[entry.get("envelope", "answer")]
        if isinstance(envelope, str):
            return entry["result"]
        inner = {name: entry[name] for name in ("result", "retExtInfo") if name in entry}
        return {name: inner.get(self.envelope["inner"].get(name, name), shape) for name, shape in envelope.items()}


def request_line(name):
    """A call's method and path: behind a comma stands which of its answers is meant, where they have several forms."""
    return name.split(",")[0]


def read(file):
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from error


def run(ready, sources, options):
    report, server = Report(), Server(ready)
    shapes = {venue: Shapes(options.shapes / venue) for venue in STAGES}
    for venue, known in shapes.items():
        hold_against_tables(report, sources, venue, known)
        known.forget_unserved(served.calls(sources, venue))
    stages = {venue: make(server) for venue, make in STAGES.items()}
    followed = Followed(server, stages, shapes, options.endpoint)
    play(server, list(stages.values()), followed.begin)
    readings = {}
    for changing in (False, True):
        for venue, stage in stages.items():
            for name, entry in shapes[venue].calls.items():
                if options.endpoint in name and (name.split(" ")[0] in CHANGES) == changing:
                    ask(report, options, readings.setdefault(name, Asked()), stage.accounts, name, entry, shapes[venue])
    followed.end(report)
    for venue in STAGES:
        for name, entry in shapes[venue].calls.items():
            if name in readings:
                readings[name].conclude(report, name, entry, shapes[venue])
    return report


def hold_against_tables(report, sources, venue, known):
    later = {name for name, entry in known.calls.items() if entry.get("when") == "served"}
    calls = {request_line(name) for name in known.calls}
    for what, there, recorded in (("call", served.calls(sources, venue), calls),
                                  ("topic", served.topics(sources, venue), {
                                      topic for entry in known.topics.values() for topic in entry["served"]})):
        for name in there - recorded:
            report.add(f"{venue} {name}", "", "", "a shape", f"a {what} that is served without one")
        for name in recorded - there - later:
            report.add(f"{venue} {name}", "", "", f"a {what} that is served", "only its shape")


class Asked:
    """What became of one call with all accounts."""

    def __init__(self):
        self.reading, self.answered, self.refusals = Reading(), 0, []

    def conclude(self, report, name, entry, shapes):
        if "when" in entry:
            return
        if "refused" in entry:
            if self.answered:
                report.add(name, "", "", "always refused, as recorded", "an answer")
            return
        if not self.answered and self.refusals:
            return report.add(name, "", "", "an answer", f"refusals only: {'; '.join(sorted(set(self.refusals))[:3])}")
        shape = shapes.answer(entry)
        if self.answered:
            hold_against_unseen(report, name, entry, self.reading.unseen(shape))


class Request:
    """One way to ask: a query; a body; or either of them `of` some generations or states only."""

    def __init__(self, recorded):
        self.of = ""
        if isinstance(recorded, dict) and "of" in recorded:
            self.of, recorded = recorded["of"], recorded.get("body", recorded.get("query"))
        self.query, self.body = (recorded, None) if isinstance(recorded, str) else ("", recorded)

    def concerns(self, account):
        return not self.of or bool({account.generation, account.state} & set(self.of.split(" ")))


def ask(report, options, asked, accounts, name, entry, shapes):
    method, path = request_line(name).split(" ")
    for part, meaning in entry.get("names", {}).items():
        path = path.replace(part, "{" + meaning + "}")
    for account in accounts[1:2] if entry.get("open") else accounts:
        for request in map(Request, entry["ask"]):
            if request.concerns(account):
                query, body = account.fill(request.query), account.fill(request.body)
                answer = account.ask(method, account.fill(path), query, body)
                if options.verbose:
                    print(f"{name} {account.title} {query or body or ''}: {json.dumps(answer.body)[:2000]}")
                report.asked += 1
                take(report, asked, account, name, entry, shapes, answer)
    report.endpoints += 1


def take(report, asked, account, name, entry, shapes, answer):
    if account.venue.is_refusal(answer):
        asked.refusals.append(account.venue.reason(answer))
        differences = refusal_differences(entry, shapes, answer)
    else:
        asked.answered += 1
        asked.reading.take(shapes.answer(entry), answer.body)
        differences, asked.reading.differences = asked.reading.differences, []
    for difference in differences:
        report.add(name, account.title, *difference)


def refusal_differences(entry, shapes, answer):
    """From the form of a refusal, of several from that which it comes nearest to."""
    names = entry.get("refusal", "refusal")
    readings = []
    for name in [names] if isinstance(names, str) else names:
        readings.append(Reading())
        readings[-1].take(shapes.envelope[name], answer.body)
    return min((reading.differences for reading in readings), key=len)
