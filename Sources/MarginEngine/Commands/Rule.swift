/// The number of a rule in `docs/rules`, such as `BYBIT-MODE-16`.
public struct Rule: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The prefix of its page, and its number there.
    public let description: String
    /// Not checked here: `script/lint` holds every number against the pages.
    public init(stringLiteral number: String) { description = number }
}

/// Why a command is refused: in words, and by the rule that it breaks.
public struct Reason: Hashable, Sendable {
    /// What each dialect has a code for.
    public let refusal: Refusal
    /// The number in `docs/rules`.
    public let rule: Rule
}
