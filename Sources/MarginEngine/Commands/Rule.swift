/// The number of a rule in `docs/rules`, such as `BYBIT-MODE-16`.
public struct Rule: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    private let number: StaticString
    /// Not checked here: `script/lint` holds every number against the pages.
    public init(stringLiteral number: StaticString) { self.number = number }

    /// The prefix of its page, and its number there.
    public var description: String { number.description }

    /// Of one page and number.
    public static func == (left: Rule, right: Rule) -> Bool { left.description == right.description }
    /// By page and number.
    public func hash(into hasher: inout Hasher) { description.hash(into: &hasher) }
}

/// Why a command is refused: in words, and by the rule that it breaks.
public struct Reason: Error, Hashable {
    /// What each dialect has a code for.
    public let refusal: Refusal
    /// The number in `docs/rules`.
    public let rule: Rule
}
