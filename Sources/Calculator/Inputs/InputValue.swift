import Wire

/// An input as it was given: one text, or a list.
indirect enum InputValue: Equatable, Sendable {
    case text(String)
    case list([InputValue])

    /// The most elements of a list: exact sums of fractions grow with it.
    static let maxCount = 100

    /// Nil for objects, null, and lists that are too long.
    init?(_ json: JSON) {
        if let text = json.scalarText {
            self = .text(text)
            return
        }
        guard let elements = json.elements, elements.count <= Self.maxCount else { return nil }
        let values = elements.compactMap { InputValue($0) }
        guard values.count == elements.count else { return nil }
        self = .list(values)
    }

    /// Reads a flag's value: elements between commas, the parts of one between colons. Nil for a list too long.
    init?(flag text: String, for input: Input) {
        guard input.isList else {
            self = .text(text)
            return
        }
        let elements = text.split(separator: ",", omittingEmptySubsequences: false)
        guard elements.count <= Self.maxCount else { return nil }
        self = .list(
            elements.map { element in
                guard input.isListOfParts else { return .text(String(element)) }
                return .list(element.split(separator: ":", omittingEmptySubsequences: false).map { .text(String($0)) })
            })
    }

    /// The text, or a list as it would be written on the command line.
    var description: String {
        switch self {
        case .text(let text): text
        case .list(let values): values.map(\.description).joined(separator: ",")
        }
    }
}

extension Input {
    fileprivate var isListOfParts: Bool {
        switch self {
        case .tiers, .fills, .orders, .buys, .sells, .long, .short: true
        default: false
        }
    }

    fileprivate var isList: Bool {
        switch self {
        case .initialMargins, .upnl, .factors: true
        default: isListOfParts
        }
    }
}
