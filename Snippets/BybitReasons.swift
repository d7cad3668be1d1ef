// Sets Bybit's account-wide margin mode in Bybit's own words, and prints every reason of a refusal.
import MarginClient

func enterPortfolioMargin(_ venue: BybitVenue) async {
    // snippet.show
    do {
        try await venue.setMarginMode(.portfolio)
        print(try await venue.accountInfo().marginMode)
    } catch {
        for reason in error.answer?.reasons ?? [] { print(reason.code, reason.text) }
    }
    // snippet.hide
}

// The documented key of a demo account: what `plimsoll serve --demo-keys` gives.
if let credentials = Credentials(key: "plimsoll-demo-bybit-uta", secret: "plimsoll_demo_secret") {
    await enterPortfolioMargin(BybitVenue(credentials, at: BaseURL.local.text, over: Line(try CurlTransport())))
}
