public import CommandLine

/// An option of the calculator, from which parsing and help come.
public struct CalculatorOption: CommandOption {
    /// Its name with the dashes.
    public let name: String
    /// What its value looks like.
    public let placeholder: String?
    /// What it means, in a sentence.
    public let summary: String

    static let rows = CalculatorOption(
        name: "--rows", placeholder: "FILE", summary: "Check every row of a table of test cases.")
    static let family = CalculatorOption(
        name: "--family", placeholder: Inputs.venues.joined(separator: "|"), summary: "Whose rules.")
    static let contract = CalculatorOption(
        name: "--contract", placeholder: "linear|inverse", summary: "How the contract pays (linear).")

    /// All of them, those that choose first.
    public static let all =
        [rows, family, contract]
        + Input.allCases.map { CalculatorOption(name: $0.flag, placeholder: $0.placeholder, summary: $0.summary) }
}

extension CalculatorRun {
    /// The options, as data.
    public static var options: [CalculatorOption] { CalculatorOption.all }

    /// The help text: every quantity with the options it needs, and every option.
    public static var usage: String {
        var lines = [
            "Usage: plimsoll calc QUANTITY [OPTIONS]", "       plimsoll calc --rows FILE", "",
            "  plimsoll calc liquidation-price --family bybit --contract linear --side long --qty 1 \\",
            "    --entry-price 60000 --leverage 10 --fee-rate 0.00055 --mmr 0.005 --quantum 0.1", "",
            "An option that a quantity does not have is refused. Numbers are plain decimals of up to 60 digits. Values and",
            "profits are computed from all of them, and so is a position's entry value; what else the engine computes",
            "with is rounded to its 8 decimals first, half-even. Without --quantum 8 decimals are printed.",
            "",
            "Quantities chosen by family and options:",
        ]
        lines += Shortcut.allCases.map { "  \($0.rawValue.padded(to: 36))\($0.summary)" }
        lines += ["", "Quantities:"]
        for figure in Figure.all {
            lines.append("  \(dashed(figure.name).padded(to: 36))\(figure.summary)")
            lines.append("      " + figure.reads.usage)
        }
        lines += ["", "Options:"]
        lines += options.map { "  \($0.usage.padded(to: 36))\($0.summary)" }
        lines += ["", "Exit status: 0 done, 1 a row is outside its tolerance or a file is unusable, 2 no such figure."]
        return lines.joined(separator: "\n")
    }
}
