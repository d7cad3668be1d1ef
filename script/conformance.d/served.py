"""What the dialects serve, read from their own tables: each call, and each topic of a stream."""
import re

CALLS = {
    "bybit": ("BybitV5/Calls/EndpointTable.swift", r'\.(open|get|post)\(\s*"([^"]+)"'),
    "bitget": ("BitgetV2/Calls/EndpointTable.swift", r'\.(open|signed)\(\s*(?:\.(get|post),\s*)?"([^"]+)"'),
    "ztdx": ("ZTDXV1/Calls/EndpointTable.swift", r'Endpoint\(\.(get|post|delete), "([^"]+)"'),
}
TOPICS = {
    "bybit": (("BybitV5/Streams/Topics/PublicTopic.swift", r'case "(\w+)"(?: where[^:]*)?:\s*(?:guard|return)'),
              ("BybitV5/Streams/Topics/PrivateTopic.swift", r'"([\w.]+)": \.\w+'),
              ("BybitV5/Streams/Topics/InsuranceFeed.swift", r"case (\w+)$"),
              ("BybitV5/Streams/TradeStream.swift", r'"(order\.[\w-]+)": "')),
    "bitget": (("BitgetV2/Streams/PublicChannels.swift", r'case "(\w+)": return'),
               ("BitgetV2/Streams/PublicChannels.swift", r"default: return (Candle)Channel"),
               ("BitgetV2/Streams/AccountChannel.swift", r'case (?:\w+ = )?"?([\w-]+)"?$')),
    "ztdx": (("ZTDXV1/Streams/AccountStream.swift", r'static let channel = "(\w+)"'),),
}


def calls(sources, venue):
    """`METHOD path` of each call."""
    file, pattern = CALLS[venue]
    found = re.findall(pattern, (sources / file).read_text(encoding="utf-8"))
    if venue == "bitget":
        return {f"{(method or 'get').upper()} {path}" for _, method, path in found}
    return {f"{'GET' if method == 'open' else method.upper()} {path}" for method, path in found}


def topics(sources, venue):
    found = set()
    for file, pattern in TOPICS[venue]:
        names = re.findall(pattern, (sources / file).read_text(encoding="utf-8"), re.M)
        if not names:
            raise ValueError(f"{file}: no topic found")
        found.update(name[0].lower() + name[1:] for name in names)
    return found
