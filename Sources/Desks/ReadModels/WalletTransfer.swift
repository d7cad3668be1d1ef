public import MarginEngine

/// Money that an account's owner moved from one of its wallets to another.
public struct WalletTransfer: Sendable, Equatable {
    /// Whose wallets they are.
    public let uid: UInt64
    /// What the request called it; empty where it gave no name.
    public let name: String
    /// Which of the venue's transfers it is, from 1.
    public let number: UInt64
    /// Where the money came from.
    public let from: MarginAccountID
    /// Where it went.
    public let to: MarginAccountID
    /// Of what.
    public let asset: AssetID
    /// How much.
    public let amount: Money
    /// Venue time in ms.
    public let timeMs: Int64

    /// All of it.
    public init(
        uid: UInt64, name: String, number: UInt64, from: MarginAccountID, to: MarginAccountID, asset: AssetID,
        amount: Money, timeMs: Int64
    ) {
        self.uid = uid
        self.name = name
        self.number = number
        self.from = from
        self.to = to
        self.asset = asset
        self.amount = amount
        self.timeMs = timeMs
    }
}

/// The transfers of all accounts. The oldest are forgotten. BYBIT-CALL-42.
struct WalletTransfers: Sendable {
    /// How many the venue remembers at least.
    static let kept = 10_000

    /// The oldest first.
    private(set) var all: [WalletTransfer] = []
    private(set) var lastNumber: UInt64 = 0

    init() {}

    mutating func insert(_ transfer: WalletTransfer) {
        lastNumber = max(lastNumber, transfer.number)
        if all.count >= 2 * Self.kept { all.removeFirst(Self.kept) }
        all.append(transfer)
    }
}

extension Desk {
    /// Notes a transfer that was made.
    /// - Parameter name: empty where the client gave none.
    public mutating func noteTransfer(
        of uid: UInt64, from: MarginAccountID, to: MarginAccountID, asset: AssetID, amount: Money, named name: String
    ) -> WalletTransfer {
        let transfer = WalletTransfer(
            uid: uid, name: name, number: transfers.lastNumber + 1, from: from, to: to, asset: asset, amount: amount,
            timeMs: engine.timeMs)
        apply(.noteTransfer(transfer))
        return transfer
    }
}

extension WalletTransfer: Coded {
    /// All of it; whether its wallets exist is not checked here.
    public init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        try self.init(
            uid: coder.code(given?.uid), name: coder.code(given?.name), number: coder.code(given?.number),
            from: coder.code(given?.from), to: coder.code(given?.to), asset: coder.code(given?.asset),
            amount: coder.code(given?.amount), timeMs: coder.code(given?.timeMs))
    }
}

extension WalletTransfers: Coded {
    /// The oldest first; the last one's number is the greatest.
    init(coding given: Self?, by coder: inout some Coder) throws(DecodingFailure) {
        self.init()
        for transfer in try coder.code(given?.all) { insert(transfer) }
    }
}
