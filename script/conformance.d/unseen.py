"""What no answer and no message had, so that its shape was never put to the test."""


def hold_against_unseen(report, name, entry, unseen):
    """Tells what was never there to be held against its shape, unless that is recorded, by a name or its beginning*."""
    recorded = entry.get("unseen", {})
    for part in unseen:
        if not any(fits(part, pattern) for pattern in recorded):
            report.add(name, "", part, "to be seen", "nothing of it")
    for pattern in recorded:
        if not any(fits(part, pattern) for part in unseen):
            report.add(name, "", pattern, "never to be seen, as recorded", "it")


def fits(part, pattern):
    return part.startswith(pattern[:-1]) if pattern.endswith("*") else part == pattern
