public import MarginEngine

/// All of one venue that is in memory: the engine, what is folded from its events, and its keys.
///
/// Pure: it reads no clock and touches no file. Whoever owns it says what time it is, journals `applied`, and clears it.
public struct Desk: ~Copyable {
    /// The margin engine, as the last applied command left it.
    public package(set) var engine = Engine()
    /// Ended orders and executions; not part of the digest.
    public private(set) var history = History()
    /// Prices and volumes by the minute; not part of the digest.
    public private(set) var candles = Candles()
    /// Trades, funding rates, mark and index prices of instruments; not part of the digest.
    public private(set) var market = MarketHistory()
    /// How venue time passes at present.
    public private(set) var clock = VenueClock.real
    /// All keys in the order in which they were added.
    public private(set) var keys: [APIKey] = []
    /// Changes with every change of the keys or of an account's standing.
    public private(set) var keysVersion = 0
    /// Why nothing may change any more; nil while all is well.
    public private(set) var haltReason: String?
    private(set) var names: [UInt64: String] = [:]
    private(set) var requests = RequestNames()
    private(set) var transfers = WalletTransfers()
    /// Of the accounts whose standing is not normal.
    private(set) var standings: [UInt64: AccountStanding] = [:]
    /// Of the accounts that have set any.
    private(set) var preferences: [UInt64: AccountPreferences] = [:]

    /// What was applied since the owner last cleared it, in order.
    public private(set) var applied: [DeskEntry] = []
    /// Over the outcomes and events of `applied`.
    public private(set) var digest = Digest()

    /// True while somebody follows what happens: only then are events gathered.
    public var gathersEvents = false
    /// The events of all commands since the owner last cleared them, in order.
    public private(set) var gathered: [Event] = []

    /// The wall clock as its owner read it last, ms; held at the last time an engine knows, which no command may pass.
    public var wallMs: Int64 = 0 {
        didSet { wallMs = min(wallMs, Engine.lastTimeMs) }
    }
    /// What the owner counts, for those who ask.
    public var statistics = Statistics()

    /// Counters of a venue's life in this process.
    public struct Statistics: Sendable {
        /// Entries applied or replayed: commands, time, keys and names alike.
        public var commands: UInt64 = 0
        /// Batches the owner made durable.
        public var commits: UInt64 = 0
        /// The journal's last sequence.
        public var sequence: UInt64 = 0
        /// All at zero.
        public init() {}
    }

    /// An empty venue on the real clock, without keys or accounts but the house's.
    public init() {}

    init(
        engine: consuming Engine, history: History, candles: Candles, market: MarketHistory, clock: VenueClock,
        keys: [APIKey], names: [UInt64: String], requests: RequestNames, transfers: WalletTransfers,
        standings: [UInt64: AccountStanding], preferences: [UInt64: AccountPreferences]
    ) {
        self.engine = engine
        self.history = history
        self.candles = candles
        self.market = market
        self.clock = clock
        self.keys = keys
        self.names = names
        self.requests = requests
        self.transfers = transfers
        self.standings = standings
        self.preferences = preferences
    }

    /// A second desk in the same state, for reading it elsewhere while this one goes on. What was applied and not yet
    /// journalled, and what the owner counts, stays here.
    public func fork() -> Desk {
        Desk(
            engine: engine.fork(), history: history, candles: candles, market: market, clock: clock, keys: keys,
            names: names, requests: requests, transfers: transfers, standings: standings, preferences: preferences)
    }

    /// Venue time as a command would find it now, ms. HOUSE-12.
    public var venueTimeMs: Int64 { clock == .real ? max(wallMs, engine.timeMs) : engine.timeMs }

    /// Applies a command at the present venue time. A refused one changes nothing, venue time included, and is not
    /// journalled. HOUSE-14.
    public mutating func apply(_ command: Command) -> Outcome {
        guard haltReason == nil else { return .refused(.halted) }
        keepTime()
        let timeMs = venueTimeMs
        let isLater = timeMs > engine.timeMs
        let outcome = engine.apply(command, atMs: timeMs)
        if case .refused = outcome { return outcome }
        if isLater { note(.command(.advance(toMs: timeMs)), .accepted) }
        note(.command(command), outcome)
        foldEvents()
        return outcome
    }

    /// Does what falls due until now; nothing when the clock is frozen or nothing is due.
    ///
    /// A venue that was off for long catches up in steps, since one command may not move time by more than a year.
    public mutating func keepTime() {
        guard haltReason == nil, clock == .real else { return }
        while engine.timeMs > 0, wallMs - engine.timeMs > Self.longestStepMs {
            replay(.command(.advance(toMs: engine.timeMs + Self.longestStepMs)))
        }
        guard let dueMs = engine.nextDueMs, dueMs <= wallMs, wallMs > engine.timeMs else { return }
        replay(.command(.advance(toMs: wallMs)))
    }

    /// 365 days.
    private static let longestStepMs: Int64 = 365 * 86_400_000

    /// Refuses every change from now on: what the engine holds is not to be trusted. Whoever owns the desk drops what
    /// was applied since the last commit.
    public mutating func halt(_ reason: String) { haltReason = haltReason ?? reason }

    /// Halts if the engine's state breaks a law. The look costs as much as the state is large.
    public mutating func checkLaws() {
        if let reason = engine.brokenLaw() { halt(reason) }
    }

    /// Applies a change that is not the engine's; nothing happens once the desk is halted.
    public mutating func apply(_ entry: DeskEntry) {
        guard haltReason == nil else { return }
        switch entry {
        case .command(let command):
            _ = apply(command)
            return
        case .addKey(let key):
            keys.append(key)
            keysVersion += 1
        case .removeKey(let key):
            keys.removeAll { $0.key == key }
            keysVersion += 1
        case .setClock(let clock):
            self.clock = clock
        case .nameAccount(let uid, let name):
            names[uid] = name
        case .noteRequest(let uid, let name):
            requests.insert(RequestNames.Name(uid: uid, text: name))
        case .noteTransfer(let transfer):
            transfers.insert(transfer)
        case .setStanding(let uid, let standing):
            standings[uid] = standing == .normal ? nil : standing
            keysVersion += 1
        case .setPreferences(let uid, let wanted):
            preferences[uid] = wanted == AccountPreferences() ? nil : wanted
        }
        applied.append(entry)
        statistics.commands += 1
    }

    /// Applies a journalled entry again; the time it was applied at stands in the journal as a command of its own.
    public mutating func replay(_ entry: DeskEntry) {
        guard case .command(let command) = entry else { return apply(entry) }
        note(entry, engine.apply(command))
        foldEvents()
    }

    /// Forgets what was applied, once it is journalled.
    public mutating func clearApplied() {
        applied.removeAll(keepingCapacity: true)
        digest = Digest()
    }

    /// Forgets the gathered events, once those who follow them are told.
    public mutating func clearGathered() { gathered.removeAll(keepingCapacity: true) }

    /// The name an account was given, or none.
    public func name(of uid: UInt64) -> String? { names[uid] }

    /// How the operator regards an account; normal unless set otherwise.
    public func standing(of uid: UInt64) -> AccountStanding { standings[uid] ?? .normal }

    /// What an account has set of itself.
    public func preferences(of uid: UInt64) -> AccountPreferences { preferences[uid] ?? AccountPreferences() }

    /// True when an account made a request under that name; the oldest are forgotten.
    public func knowsRequest(uid: UInt64, _ name: String) -> Bool {
        requests.contains(RequestNames.Name(uid: uid, text: name))
    }

    /// The transfers between an account's wallets, the newest first; the oldest are forgotten.
    public func transfers(of uid: UInt64) -> [WalletTransfer] { transfers.all.reversed().filter { $0.uid == uid } }

    private mutating func note(_ entry: DeskEntry, _ outcome: Outcome) {
        applied.append(entry)
        if case .command(.advance) = entry {} else { statistics.commands += 1 }
        outcome.encode(to: &digest)
        if let reason = engine.brokenInvariant { halt(reason) }
    }

    private mutating func foldEvents() {
        for event in engine.events {
            event.encode(to: &digest)
            history.fold(event, engine)
            candles.fold(event)
            market.fold(event)
        }
        if gathersEvents { gathered.append(contentsOf: engine.events) }
    }
}
