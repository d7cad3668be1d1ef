import Wire

/// The control API of a Plimsoll: its accounts, money, prices and clock. No real venue has one.
public struct ControlClient: Sendable {
    private let conversation: Conversation<ControlSpeech>
    private let venue: String

    /// - Parameters:
    ///   - url: the path of one of several venues, `/venues/NAME`, chooses it here, too.
    ///   - token: the server's control token.
    ///   - line: what reaches it.
    /// - Returns: nil when the token cannot stand in a header field.
    public init?(_ url: BaseURL, token: String, over line: Line) {
        guard !token.isEmpty, token.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        conversation = Conversation(ControlSpeech(baseURL: url.root, token: token), line)
        venue = url.venue
    }

    /// Opens an account.
    /// - Parameters:
    ///   - name: what it is called by; no other account's.
    ///   - family: whose rules it lives under.
    ///   - generation: `classic`, `uta1`, `uta2` and so on; Bybit's only.
    public func openAccount(
        name: String, family: VenueFamily, generation: String?
    ) async throws(MarginVenueError) -> ControlAccount {
        let body = JSONWriter.bytes {
            $0.object {
                $0.member("name", name)
                $0.member("family", family.rawValue)
                if let generation { $0.member("generation", generation) }
            }
        }
        return try ControlAccount(try AnswerFields(try await change("/accounts", body)))
    }

    /// Makes a key of an account. Its secret is told this once.
    public func makeKey(of uid: UInt64) async throws(MarginVenueError) -> ControlKey {
        let fields = try AnswerFields(try await change("/accounts/\(uid)/keys", Array("{}".utf8)))
        return ControlKey(
            key: try fields.text("key"), secret: try fields.text("secret"), passphrase: try fields.text("passphrase"))
    }

    /// All accounts.
    public func accounts() async throws(MarginVenueError) -> [ControlAccount] {
        let answer = try await conversation.perform(.read(path("/accounts")))
        return try AnswerFields(answer).rows("accounts").map { row throws(MarginVenueError) in
            try ControlAccount(row)
        }
    }

    /// An account with its wallets, positions and orders, which are in `raw`.
    public func account(_ uid: UInt64) async throws(MarginVenueError) -> ControlAccount {
        try ControlAccount(try AnswerFields(try await conversation.perform(.read(path("/accounts/\(uid)")))))
    }

    /// Books a deposit.
    /// - Returns: the balance after it.
    public func deposit(
        _ amount: DecimalNumber, _ asset: String, to uid: UInt64
    ) async throws(MarginVenueError) -> DecimalNumber {
        let body = JSONWriter.bytes {
            $0.object {
                $0.member("asset", asset)
                $0.member("amount", amount.text)
            }
        }
        return try AnswerFields(try await change("/accounts/\(uid)/deposits", body)).number("balance")
    }

    /// Sets an instrument's mark price, and its index price; the latter equals the former when it is not given.
    public func setPrice(
        of symbol: String, mark: DecimalNumber, index: DecimalNumber? = nil
    ) async throws(MarginVenueError) {
        let body = JSONWriter.bytes {
            $0.object {
                $0.member("mark", mark.text)
                if let index { $0.member("index", index.text) }
            }
        }
        _ = try await change("/instruments/\(symbol.percentEncoded)/prices", method: .put, body)
    }

    /// Stops the venue's clock where it is.
    public func freezeClock() async throws(MarginVenueError) -> ControlClock {
        let body = JSONWriter.bytes { $0.object { $0.member("mode", "frozen") } }
        return try ControlClock(try AnswerFields(try await change("/clock", method: .put, body)))
    }

    /// Moves a stopped clock on; all that falls due on the way is done.
    public func advanceClock(byMs ms: Int64) async throws(MarginVenueError) -> ControlClock {
        let body = JSONWriter.bytes { $0.object { $0.member("byMs", ms) } }
        return try ControlClock(try AnswerFields(try await change("/clock/advance", body)))
    }

    /// What a command would do, without doing it.
    public func preview(
        _ command: PreviewCommand, of uid: UInt64, inverseWallet: Bool = false
    ) async throws(MarginVenueError) -> MarginPreview {
        let body = JSONWriter.bytes {
            $0.object {
                $0.member("uid", uid)
                if inverseWallet { $0.member("wallet", "inverse") }
                command.write(&$0)
            }
        }
        return try MarginPreview(try AnswerFields(try await change("/preview", body)))
    }

    private func change(
        _ end: String, method: HTTPRequest.Method = .post, _ body: [UInt8]
    ) async throws(MarginVenueError) -> VenueAnswer {
        try await conversation.perform(.change(path(end), method: method, body))
    }

    private func path(_ end: String) -> String { "/plimsoll/v1/venues/\(venue)\(end)" }
}

/// The clock of a Plimsoll's venue.
public struct ControlClock: Sendable, Equatable {
    /// `real` or `frozen`.
    public let mode: String
    /// Milliseconds since 1970.
    public let timeMs: Int64

    init(_ fields: AnswerFields) throws(MarginVenueError) {
        guard let timeMs = Int64(try fields.text("timeMs")) else { throw fields.missing("timeMs") }
        mode = try fields.text("mode")
        self.timeMs = timeMs
    }
}
