import MarginEngine

/// The margin calculator of the command line: exchanges' order costs, margins, liquidation and bankruptcy prices,
/// profit and funding, computed by the engine's own formulas wherever a venue here uses them.
///
/// Pure but for the closures given: it reads no file, prints nothing and knows no clock by itself.
public enum CalculatorRun {
    /// Computes one figure from options, or checks a table of test cases.
    ///
    /// - Parameters:
    ///   - arguments: what stands behind `calc` on the command line.
    ///   - readFile: the bytes of a file, nil when it cannot be read.
    ///   - print: called with each line of the result, without its end.
    ///   - printError: called with what is wrong, without the line's end.
    /// - Returns: 0 done; 1 a row is outside its tolerance, or a file is unusable; 2 the options make no figure.
    public static func run(
        arguments: [String], readFile: (String) -> [UInt8]?, print: (String) -> Void, printError: (String) -> Void
    ) -> Int32 {
        do throws(CalculationError) {
            switch try CalculatorArguments(arguments) {
            case .usage:
                print(usage)
                return 0
            case .rows(let path):
                return check(path, readFile, print, printError)
            case .figure(let figure, let inputs):
                return show(figure, inputs, print, printError)
            }
        } catch {
            printError("plimsoll calc: \(error.text)")
            return 2
        }
    }

    private static func show(
        _ figure: Figure, _ inputs: Inputs, _ print: (String) -> Void, _ printError: (String) -> Void
    ) -> Int32 {
        do throws(CalculationError) {
            try figure.refuseUnused(inputs)
            print(try figure.display(inputs))
            return 0
        } catch {
            printError("plimsoll calc: \(dashed(figure.name)): \(error.text)")
            return 2
        }
    }

    private static func check(
        _ path: String, _ readFile: (String) -> [UInt8]?, _ print: (String) -> Void, _ printError: (String) -> Void
    ) -> Int32 {
        guard let bytes = readFile(path) else {
            printError("plimsoll calc: cannot read '\(path)'")
            return 1
        }
        do throws(CalculationError) {
            let rows = try RowCheck(bytes, print: print) { printError("plimsoll calc: \(path): \($0)") }
            return rows.failed == 0 ? 0 : 1
        } catch {
            printError("plimsoll calc: \(path): \(error.text)")
            return 1
        }
    }
}
