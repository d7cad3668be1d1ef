// Adds margin to a position, and does not do so twice when the answer is lost.
import MarginClient

func addMargin(_ venue: BitgetVenue) async throws {
    // snippet.show
    let before = try await venue.positions("BTCUSDT").first?.margin
    do {
        try await venue.adjustMargin(by: DecimalNumber(100), of: "BTCUSDT", side: .long)
    } catch {
        guard error.kind == .resultUnknown else { throw error }
        // Bitget has no name for an adjustment: sending it again could be a second one. So look first.
        let after = try await venue.positions("BTCUSDT").first?.margin
        print("no clear answer: the margin was \(before?.text ?? "none"), it is \(after?.text ?? "none")")
    }
    // snippet.hide
}

// The documented key of a demo account: what `plimsoll serve --demo-keys` gives.
if let credentials = Credentials(
    key: "plimsoll-demo-bitget", secret: "plimsoll_demo_secret", passphrase: "plimsoll_demo_passphrase")
{
    try await addMargin(BitgetVenue(credentials, at: BaseURL.local.text, over: Line(try CurlTransport())))
}
