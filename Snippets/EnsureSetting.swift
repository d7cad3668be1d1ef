// Brings a symbol to isolated margin and 5x, whatever it is now, and says what was done.
//
// The profile is read from the environment: PLIMSOLL_VENUE, PLIMSOLL_KEY, PLIMSOLL_SECRET and, for Bitget,
// PLIMSOLL_PASSPHRASE; PLIMSOLL_URL unless it is a Plimsoll on this machine.
import Glibc
import MarginClient

func ensureIsolated(_ venue: any MarginVenue) async {
    // snippet.show
    let wanted = WantedSetting("BTCUSDT", mode: .isolated, leverage: DecimalNumber(5))
    do {
        let report = try await venue.ensure(wanted)
        print(report.steps.isEmpty ? "it was so already" : report.steps.map(\.change.summary).joined(separator: "\n"))
    } catch {
        switch error.kind {
        case .hasOpenPositions, .hasOpenOrdersOrPositions: print("close what is open first: \(error)")
        default: print(error)
        }
    }
    // snippet.hide
}

if let profile = try ProfileFile.environment({ name in getenv(name).map { String(cString: $0) } }) {
    await ensureIsolated(profile.venue(over: Line(try CurlTransport(profile.transport))))
}
