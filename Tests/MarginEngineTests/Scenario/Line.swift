import MarginEngine

/// One line of a table: words, then perhaps `-> refusal` or `: key value ...`.
struct Line {
    let words: [String]
    /// The refusal expected; nil when the command is to be accepted.
    let refusal: String?
    /// Pairs of a figure's name and its value; nil for a command.
    let expectations: [(key: String, value: String)]?

    init(_ text: Substring) throws(Misread) {
        let pieces = text.trimmed.split(separator: " ").map(String.init)
        if let arrow = pieces.firstIndex(of: "->") {
            guard arrow + 2 == pieces.count else { throw Misread("one refusal follows ->") }
            words = Array(pieces[..<arrow])
            refusal = pieces[arrow + 1]
            expectations = nil
        } else if let colon = pieces.firstIndex(where: { $0.hasSuffix(":") }) {
            words = pieces[..<colon] + [String(pieces[colon].dropLast())]
            refusal = nil
            let rest = Array(pieces[(colon + 1)...])
            guard rest.count.isMultiple(of: 2), !rest.isEmpty else { throw Misread("pairs follow the colon") }
            expectations = stride(from: 0, to: rest.count, by: 2).map { (rest[$0], rest[$0 + 1]) }
        } else {
            words = pieces
            refusal = nil
            expectations = nil
        }
    }

    func word(_ index: Int) throws(Misread) -> String {
        guard index < words.count else { throw Misread("too few words") }
        return words[index]
    }

    func words(_ index: Int) throws(Misread) -> ArraySlice<String> {
        guard index < words.count else { throw Misread("too few words") }
        return words[index...]
    }
}

extension ArraySlice<String> {
    func familyAndGeneration() throws(Misread) -> (AccountFamily, AccountGeneration) {
        if first == "family", let family = last.flatMap({ UInt8($0) }).flatMap({ AccountFamily(rawValue: $0) }) {
            return (family, .only)
        }
        return switch joined(separator: " ") {
        case "bitget": (.bitget, .only)
        case "ztdx": (.ztdx, .only)
        case "bybit classic": (.bybit, .classic)
        case "bybit uta1": (.bybit, .uta1)
        case "bybit uta2": (.bybit, .uta2)
        case "bybit": (.bybit, .only)
        case "ztdx uta2": (.ztdx, .uta2)
        default: throw Misread("no such account family")
        }
    }
}

/// Reads one word as a value of the engine.
enum Word {
    static func money(_ word: String) throws(Misread) -> Money { try number(word) }
    static func price(_ word: String) throws(Misread) -> Price { try number(word) }
    static func quantity(_ word: String) throws(Misread) -> Quantity { try number(word) }
    static func rate(_ word: String) throws(Misread) -> Rate { try number(word) }

    private static func number<Number: FixedPoint>(_ word: String) throws(Misread) -> Number {
        guard let number = Number(word) else { throw Misread("\(word) is not a number") }
        return number
    }

    /// `10x`, `12.5x`.
    static func leverage(_ word: String) throws(Misread) -> Leverage {
        guard word.hasSuffix("x"), let leverage = Leverage(String(word.dropLast())) else {
            throw Misread("\(word) is not a leverage")
        }
        return leverage
    }

    static func mode(_ word: String) throws(Misread) -> MarginMode {
        switch word {
        case "isolated": .isolated
        case "cross": .cross
        case "portfolio": .portfolio
        default: throw Misread("\(word) is not a margin mode")
        }
    }

    static func side(_ word: String) throws(Misread) -> PositionSide {
        switch word {
        case "long": .long
        case "short": .short
        default: throw Misread("\(word) is not a position side")
        }
    }

    static func positionMode(_ word: String) throws(Misread) -> PositionMode {
        switch word {
        case "hedge": .hedge
        case "oneway": .oneWay
        default: throw Misread("\(word) is not a position mode")
        }
    }

    static func collateralLimit(_ word: String) throws(Misread) -> CollateralLimit {
        switch word {
        case "distant": .distant
        case "near": .near
        case "reached": .reached
        default: throw Misread("\(word) is no distance from a limit")
        }
    }

    static func priceKind(_ word: String) throws(Misread) -> PriceKind {
        switch word {
        case "mark": .mark
        case "last": .last
        case "index": .index
        default: throw Misread("\(word) is no price that moves")
        }
    }

    /// `500`, a distance, or `1%`; then any of `*0.5` for a part, `>61000` for an activation price, `:mark` for the price
    /// that is followed.
    static func trail(_ word: String) throws(Misread) -> TrailingStop {
        let followed = word.split(separator: ":").map(String.init)
        let activated = (followed.first ?? "").split(separator: ">").map(String.init)
        let parts = (activated.first ?? "").split(separator: "*").map(String.init)
        let size = parts.first ?? ""
        var trail: Trail
        if size.hasSuffix("%") {
            trail = .rate(Rate(units: try rate(String(size.dropLast())).units / 100))
        } else {
            trail = .distance(try price(size))
        }
        return TrailingStop(
            trail, kind: followed.count > 1 ? try priceKind(followed[1]) : .last,
            activation: activated.count > 1 ? try price(activated[1]) : nil,
            quantity: parts.count > 1 ? try quantity(parts[1]) : .zero)
    }

    /// `mark>61000` or `last<59000`.
    static func trigger(_ word: String) throws(Misread) -> Trigger {
        guard let sign = word.firstIndex(where: { $0 == ">" || $0 == "<" }) else {
            throw Misread("\(word) is no trigger")
        }
        return Trigger(
            price: try price(String(word[sign...].dropFirst())), kind: try priceKind(String(word[..<sign])),
            direction: word[sign] == ">" ? .rising : .falling)
    }

    /// `mark:61000`, `mark:61000*0.5` for a part, `mark:61000@60990` by a limit.
    static func stop(_ word: String) throws(Misread) -> PositionStop {
        let pieces = word.split(separator: ":")
        guard pieces.count == 2 else { throw Misread("\(word) is no stop") }
        let priced = pieces[1].split(separator: "@")
        let sized = priced[0].split(separator: "*")
        return PositionStop(
            price: try price(String(sized[0])), kind: try priceKind(String(pieces[0])),
            quantity: sized.count > 1 ? try quantity(String(sized[1])) : .zero,
            limit: priced.count > 1 ? try price(String(priced[1])) : .zero)
    }

    /// `#3`.
    static func order(_ word: String) throws(Misread) -> OrderID {
        guard word.hasPrefix("#"), let number = UInt64(word.dropFirst()) else { throw Misread("\(word) is no order") }
        return OrderID(number: number)
    }

    /// `8h`, `90s`, `1500ms`.
    static func milliseconds(_ word: String) throws(Misread) -> Int64 {
        let units: [(suffix: String, ms: Int64)] = [("ms", 1), ("d", 86_400_000), ("h", 3_600_000), ("s", 1_000)]
        for unit in units where word.hasSuffix(unit.suffix) {
            if let count = Int64(word.dropLast(unit.suffix.count)) { return count * unit.ms }
        }
        throw Misread("\(word) is not a time")
    }
}
