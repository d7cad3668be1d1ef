/// How a setting came to be what was wanted.
public struct EnsureReport: Sendable, Equatable {
    /// What the venue said at first.
    public let before: MarginSetting
    /// What the venue said at last: what was wanted.
    public let after: MarginSetting
    /// What was sent, in order.
    public let steps: [EnsureStep]
}

/// A change that was sent, and what came of it.
public struct EnsureStep: Sendable, Equatable {
    /// How the sending ended.
    public enum Outcome: String, Sendable {
        /// The venue said it is done.
        case done
        /// The venue said it was so already.
        case notModified
        /// No answer, or none that tells; the venue was asked for the setting afterwards.
        case unknown
    }

    /// The change.
    public let change: VenueChange
    /// What came of it.
    public let outcome: Outcome
}

extension MarginVenue {
    /// Brings a symbol's margin mode and leverage to what is wanted, from whatever they are, and proves it.
    ///
    /// Asks first, sends only what differs, and asks again: a setting that is right already costs no change at all. When
    /// the result of a change is unknown the venue is asked before anything else is sent; since a change sets and does
    /// not add, sending it once more when it did not take is safe.
    /// - Throws: the venue's refusal; `.notReached` when after that many rounds the venue still says otherwise.
    public func ensure(
        _ wanted: WantedSetting, maxRounds: Int = 4
    ) async throws(MarginVenueError) -> EnsureReport {
        let before = try await setting(of: wanted.symbol)
        var setting = before
        var steps: [EnsureStep] = []
        for _ in 0..<maxRounds where !setting.meets(wanted) {
            for change in try changes(from: setting, to: wanted) {
                let outcome = try await outcome(of: change)
                steps.append(EnsureStep(change: change, outcome: outcome))
                if outcome == .unknown { break }
            }
            setting = try await self.setting(of: wanted.symbol)
        }
        guard setting.meets(wanted) else { throw .notReached(setting) }
        return EnsureReport(before: before, after: setting, steps: steps)
    }

    private func outcome(of change: VenueChange) async throws(MarginVenueError) -> EnsureStep.Outcome {
        do throws(MarginVenueError) {
            try await send(change)
            return .done
        } catch {
            switch (error.kind, error.fault) {
            // Who cancelled wants nothing more to be sent.
            case (.resultUnknown, .cancelled): throw error
            case (.resultUnknown, _): return .unknown
            case (.notModified, _): return .notModified
            default: throw error
            }
        }
    }
}
