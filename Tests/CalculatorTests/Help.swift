import Calculator
import Testing

/// A figure as help tells of it: its name and its options, from which whole command lines are made.
struct HelpedFigure: CustomTestStringConvertible {
    let name: String
    /// Each way to give it everything: the names of the options, those included that may be left out.
    let ways: [[String]]

    var testDescription: String { name }
    var options: Set<String> { Set(ways.flatMap(\.self)) }

    /// Every figure there is.
    static let all: [HelpedFigure] = {
        let lines = CalculatorRun.usage.split(separator: "\n", omittingEmptySubsequences: false)
        let body = lines.drop { $0 != "Quantities:" }.dropFirst().prefix { !$0.isEmpty }
        return zip(body, body.dropFirst()).compactMap { heading, usage in
            guard !heading.hasPrefix("      "), let name = heading.split(separator: " ").first else { return nil }
            return HelpedFigure(name: String(name), usage: String(usage))
        }
    }()

    private init(name: String, usage: String) {
        self.name = name
        let spaced = "()[]|".reduce(usage) { $0.replacing(String($1), with: " \($1) ") }
        var words = spaced.split(separator: " ").map(String.init)[...]
        ways = Self.alternatives(&words)
    }

    /// Those up to a closing bracket or the end.
    private static func alternatives(_ words: inout ArraySlice<String>) -> [[String]] {
        var done: [[String]] = []
        var ways: [[String]] = [[]]
        while let word = words.popFirst() {
            switch word {
            case ")", "]": return done + ways
            case "|":
                done += ways
                ways = [[]]
            case "(", "[":
                let inner = alternatives(&words)
                ways = ways.flatMap { way in inner.map { way + $0 } }
            default: ways = ways.map { $0 + [word] }
            }
        }
        return done + ways
    }

    /// A command line of one way with some values other than the usual ones.
    func command(_ way: [String], but others: [String: String] = [:]) -> String {
        let options = way.map { "\($0) \(others[$0] ?? Self.usual[$0] ?? "1")" }
        return ([name] + options).joined(separator: " ")
    }

    /// A sensible value of each option; 1 for others.
    static let usual = [
        "--family": "bybit", "--contract": "linear", "--side": "long", "--round": "up", "--quantum": "0.01",
        "--flat": "no", "--qty": "4", "--closed-qty": "2", "--long-qty": "4", "--short-qty": "2",
        "--contract-size": "1", "--price": "100", "--entry-price": "100", "--mark-price": "110",
        "--exit-price": "120", "--order-price": "130", "--bust-price": "90", "--liq-price": "91",
        "--max-price": "200", "--long-entry": "100", "--short-entry": "120", "--leverage": "10",
        "--fee-rate": "0.0006", "--open-fee-rate": "0.0006", "--close-fee-rate": "0.0004", "--rate": "0.001",
        "--mmr": "0.005", "--long-mmr": "0.005", "--short-mmr": "0.004", "--tiers": "200:0.004:50,900:0.005:20",
        "--tier": "2", "--position-margin": "50", "--extra-margin": "30", "--isolated-wallet": "60",
        "--wallet-balance": "70", "--entry-value": "400", "--exit-value": "480", "--position-value": "500",
        "--lower-limit": "300", "--cost": "45", "--margin-factor": "0.5", "--fills": "3:100,1:110",
        "--orders": "3:100,1:110", "--buys": "3:100,1:110", "--sells": "3:100,1:120", "--long": "3:100,1:110",
        "--short": "3:100,1:110", "--initial-margins": "3,5", "--upnl": "-2,-1", "--factors": "3,0.7", "--equity": "9",
        "--available": "40", "--maintenance-margin": "7", "--initial-margin": "11", "--margin-balance": "13",
    ]
}
