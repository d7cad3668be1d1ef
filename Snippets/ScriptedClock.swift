// Drives a Plimsoll: a new account, money, a price, eight hours later.
import Glibc
import MarginClient

func tellAStory(_ control: ControlClient) async throws {
    // snippet.show
    let account = try await control.openAccount(name: "desk-1", family: .ztdx, generation: nil)
    print("balance:", try await control.deposit(DecimalNumber(25_000), "USDT", to: account.uid))
    try await control.setPrice(of: "BTCUSDT", mark: DecimalNumber(58_000))
    _ = try await control.freezeClock()
    print("it is now", try await control.advanceClock(byMs: 8 * 3_600_000).timeMs)
    let preview = try await control.preview(.accountMode(.cross), of: account.uid)
    print(preview.isAllowed ? "the switch would be done" : preview.reasons.joined(separator: ", "))
    // snippet.hide
}

let line = Line(try CurlTransport())
if let token = getenv("PLIMSOLL_CONTROL_TOKEN"),
    let control = ControlClient(.local, token: String(cString: token), over: line)
{
    try await tellAStory(control)
}
