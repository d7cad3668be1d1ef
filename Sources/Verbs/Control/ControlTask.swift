import CommandLine
import MarginClient

/// What is to be done with a Plimsoll itself.
struct ControlTask {
    private let verb: ControlVerb
    private let arguments: VerbArguments
    private let profile: Profile
    private let control: ControlClient

    init(_ verb: ControlVerb, _ arguments: VerbArguments, _ profile: Profile, _ control: ControlClient) {
        self.verb = verb
        self.arguments = arguments
        self.profile = profile
        self.control = control
    }

    func rows() async throws(UsageError) -> [Row] {
        let work = try work()
        do throws(MarginVenueError) { return try await work() } catch { return [Row([], failed: error)] }
    }

    private typealias Work = () async throws(MarginVenueError) -> [Row]

    /// The options are read before anything is sent.
    private func work() throws(UsageError) -> Work {
        switch verb {
        case .accountCreate: try createAccount()
        case .accountShow: try showAccounts()
        case .deposit: try deposit()
        case .priceSet: try setPrice()
        case .clockAdvance: try advanceClock()
        case .preview: try preview()
        case .clockFreeze: { () throws(MarginVenueError) in [Self.row(try await control.freezeClock())] }
        }
    }

    private func createAccount() throws(UsageError) -> Work {
        let name = try arguments.required(.name)
        guard let family = try arguments.word(.venue, VenueFamily.self) else { throw UsageError("--venue is missing") }
        let generation = arguments.text(.generation)
        return { () throws(MarginVenueError) in
            let account = try await control.openAccount(name: name, family: family, generation: generation)
            let key = try await control.makeKey(of: account.uid)
            return [Row(Self.fields(account) + key.told)]
        }
    }

    private func showAccounts() throws(UsageError) -> Work {
        guard let uid = try uidIfAny() else {
            return { () throws(MarginVenueError) in try await control.accounts().map { Row(Self.fields($0)) } }
        }
        return { () throws(MarginVenueError) in Self.rows(try await control.account(uid)) }
    }

    private func deposit() throws(UsageError) -> Work {
        let (asset, amount) = (try arguments.required(.asset), try arguments.number(.amount) ?? .zero)
        let uid = try uid()
        return { () throws(MarginVenueError) in
            let balance = try await control.deposit(amount, asset, to: uid)
            return [Row([("uid", .text("\(uid)")), ("asset", .text(asset)), ("balance", Value(balance))])]
        }
    }

    private func setPrice() throws(UsageError) -> Work {
        let symbol = try arguments.required(.symbol)
        let (mark, index) = (try arguments.number(.mark) ?? .zero, try arguments.number(.index))
        return { () throws(MarginVenueError) in
            try await control.setPrice(of: symbol, mark: mark, index: index)
            return [Row([("symbol", .text(symbol)), ("mark", Value(mark)), ("index", Value(index ?? mark))])]
        }
    }

    private func advanceClock() throws(UsageError) -> Work {
        let byMs = try arguments.integer(.byMs) ?? 0
        return { () throws(MarginVenueError) in [Self.row(try await control.advanceClock(byMs: byMs))] }
    }

    private func preview() throws(UsageError) -> Work {
        let (command, uid) = (try command(), try uid())
        return { () throws(MarginVenueError) in
            let preview = try await control.preview(command, of: uid)
            return [Row([("uid", .text("\(uid)"))] + preview.fields, preview.isAllowed ? .done : .wouldBeRefused)]
        }
    }

    private func command() throws(UsageError) -> PreviewCommand {
        let symbol = arguments.text(.symbol)
        let mode = try arguments.word(.mode, MarginMode.self)
        let leverage = try arguments.number(.leverage)
        if let amount = try arguments.number(.amount), let symbol {
            return .margin(symbol, try arguments.word(.side, PositionSide.self) ?? .long, amount)
        }
        if let mode, let symbol { return .symbolMode(symbol, mode, leverage: leverage) }
        if let mode { return .accountMode(mode) }
        if let leverage, let symbol { return .leverage(symbol, nil, leverage) }
        throw UsageError("say --mode, --mode with --symbol, --leverage with --symbol, or --amount with --symbol")
    }

    private func uidIfAny() throws(UsageError) -> UInt64? {
        try arguments.integer(.uid).map(UInt64.init) ?? (arguments.has(.profile) ? profile.uid : nil)
    }

    private func uid() throws(UsageError) -> UInt64 {
        guard let uid = try uidIfAny() else { throw UsageError("say --uid, or --profile with one that has a uid") }
        return uid
    }

    // MARK: Lines

    private static func row(_ clock: ControlClock) -> Row {
        Row([("clock", .text(clock.mode)), ("timeMs", .text("\(clock.timeMs)"))])
    }

    private static func fields(_ account: ControlAccount) -> [(StaticString, Value)] {
        [
            ("uid", .text("\(account.uid)")), ("name", .text(account.name)), ("venue", .text(account.family)),
            ("generation", .text(account.generation)),
        ]
    }

    /// A line for each coin of each wallet.
    private static func rows(_ account: ControlAccount) -> [Row] {
        account.wallets.map { wallet in
            Row(
                fields(account) + [
                    ("wallet", .text(wallet.wallet)), ("mode", .text(wallet.mode)), ("asset", .text(wallet.asset)),
                    ("balance", Value(wallet.balance)), ("equity", Value(wallet.equity)),
                    ("available", Value(wallet.available)),
                ])
        }
    }
}

extension ControlKey {
    /// The only place that shows a secret: nobody could use a new key otherwise.
    fileprivate var told: [(StaticString, Value)] {
        [("key", .text(key)), ("secret", .text(secret)), ("passphrase", .text(passphrase))]
    }
}
