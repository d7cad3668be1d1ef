import MarginClient

/// What the program's exit status says.
enum ExitStatus: Equatable {
    case done
    case notUnderstood
    case failed(MarginVenueError.Kind)
    /// Of a dry run: the venue's engine would refuse it.
    case wouldBeRefused

    static let all = [done, notUnderstood] + MarginVenueError.Kind.allCases.map(failed) + [wouldBeRefused]

    /// Of several profiles: an unknown result, which someone must look after, before all else; then the first failure.
    init(_ rows: [Row]) {
        let failures = rows.map(\.status).filter { $0 != .done }
        self = failures.contains(.failed(.resultUnknown)) ? .failed(.resultUnknown) : failures.first ?? .done
    }

    /// Scripts rely on the numbers.
    var number: Int32 {
        switch self {
        case .done: 0
        case .notUnderstood: 2
        case .failed(.notModified): 10
        case .failed(.hasOpenOrders): 11
        case .failed(.hasOpenPositions): 12
        case .failed(.hasOpenOrdersOrPositions): 13
        case .failed(.insufficientMargin): 14
        case .failed(.ratioTooLow): 15
        case .failed(.unauthorised): 16
        case .failed(.rateLimited): 17
        case .failed(.resultUnknown): 18
        case .failed(.venue): 19
        case .failed(.unreadable): 20
        case .failed(.unreachable): 21
        case .failed(.notOffered): 22
        case .failed(.notReached): 23
        case .wouldBeRefused: 24
        }
    }

    /// As help names it.
    var name: String {
        if case .failed(let kind) = self { kind.rawValue } else { "\(self)" }
    }
}
