/// A law of the state: what holds between any two commands, whatever they were.
package struct Law: Sendable {
    /// What holds, in words.
    package let name: String
    /// How a state breaks it; nil when it does not.
    let violation: @Sendable (borrowing State) -> String?

    init(_ name: String, _ violation: @escaping @Sendable (borrowing State) -> String?) {
        self.name = name
        self.violation = violation
    }

    /// All of them. Each relies on those before it: sums are taken along links.
    package static let all = links + books + positions + money + sequences
}
