import MarginClient

/// What the program's exit status says. Scripts rely on the numbers.
enum ExitStatus: Int32, CaseIterable {
    case done = 0
    case notUnderstood = 2
    case notModified = 10
    case hasOpenOrders = 11
    case hasOpenPositions = 12
    case hasOpenOrdersOrPositions = 13
    case insufficientMargin = 14
    case ratioTooLow = 15
    case unauthorised = 16
    case rateLimited = 17
    case resultUnknown = 18
    case venue = 19
    case unreadable = 20
    case unreachable = 21
    case notOffered = 22
    case notReached = 23
    /// Of a dry run: the venue's engine would refuse it.
    case wouldBeRefused = 24

    init(_ kind: MarginVenueError.Kind) {
        self =
            switch kind {
            case .notModified: .notModified
            case .hasOpenOrders: .hasOpenOrders
            case .hasOpenPositions: .hasOpenPositions
            case .hasOpenOrdersOrPositions: .hasOpenOrdersOrPositions
            case .insufficientMargin: .insufficientMargin
            case .ratioTooLow: .ratioTooLow
            case .unauthorised: .unauthorised
            case .rateLimited: .rateLimited
            case .resultUnknown: .resultUnknown
            case .venue: .venue
            case .unreadable: .unreadable
            case .unreachable: .unreachable
            case .notOffered: .notOffered
            case .notReached: .notReached
            }
    }

    /// Of several profiles: an unknown result, which someone must look after, before all else; then the first failure.
    init(_ rows: [Row]) {
        let failures = rows.map(\.status).filter { $0 != .done }
        self = failures.contains(.resultUnknown) ? .resultUnknown : failures.first ?? .done
    }
}
