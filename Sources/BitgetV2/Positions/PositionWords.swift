import MarginEngine

/// The venue's words for the engine's, folded to lower case on the way in.
extension Parameters {
    /// The value that one of the words stands for; nil when the parameter is missing.
    func choice<Value>(
        _ name: String, _ words: KeyValuePairs<String, Value>, otherwise failure: Failure = .verificationFailed
    ) throws(Failure) -> Value? {
        guard let text = try text(name)?.lowercased() else { return nil }
        guard let match = words.first(where: { $0.key == text }) else { throw failure }
        return match.value
    }

    /// The value that one of the words stands for.
    func requiredChoice<Value>(
        _ name: String, _ words: KeyValuePairs<String, Value>, otherwise failure: Failure = .verificationFailed,
        missing: Failure? = nil
    ) throws(Failure) -> Value {
        guard let value = try choice(name, words, otherwise: failure) else { throw missing ?? .empty(name) }
        return value
    }

    func marginMode() throws(Failure) -> MarginMode {
        try requiredChoice("marginMode", ["isolated": .isolated, "crossed": .cross])
    }

    func holdSide() throws(Failure) -> PositionSide? {
        try choice("holdSide", ["long": .long, "short": .short])
    }

    func requiredHoldSide() throws(Failure) -> PositionSide {
        guard let side = try holdSide() else { throw .empty("holdSide") }
        return side
    }
}

extension MarginMode {
    /// `isolated` or `crossed`: Bitget accounts have no other mode.
    var word: String { self == .isolated ? "isolated" : "crossed" }
}

extension PositionMode {
    var word: String { self == .hedge ? "hedge_mode" : "one_way_mode" }
}

extension PositionSide {
    var word: String { self == .long ? "long" : "short" }
}

extension Side {
    var word: String { self == .buy ? "buy" : "sell" }
}

extension Leverage {
    /// Plain decimal text: `25`, `12.5`.
    var text: String { DecimalText.write(units: Int64(hundredths) * 1_000_000) }

    /// The whole part, where the venue writes a JSON integer.
    var whole: Int { Int(hundredths) / 100 }
}
