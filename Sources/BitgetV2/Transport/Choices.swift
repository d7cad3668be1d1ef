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
}
