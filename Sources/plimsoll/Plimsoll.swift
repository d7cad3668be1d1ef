import Calculator
import CommandLine
import Glibc
import MarginEngine
import Verbs

@main
enum Plimsoll {
    static let version = "0.1.0"

    static func main() async {
        let words = Array(Swift.CommandLine.arguments.dropFirst())
        if let first = words.first, VerbRun.words.contains(first) {
            exit(await VerbRun.run(words, in: verbSurroundings))
        }
        do throws(UsageError) {
            let arguments = try Arguments(words)
            switch arguments.command {
            case .help: StandardStream.output.write(Help.text)
            case .version: StandardStream.output.write("plimsoll \(version), rules version \(Engine.rulesVersion)\n")
            case .calc: calculate(arguments.words)
            case .serve: serve(try ServeOptions(arguments.options))
            }
        } catch {
            StandardStream.error.write("plimsoll: \(error.text)\nTry 'plimsoll help'.\n")
            exit(2)
        }
    }

    private static var verbSurroundings: VerbSurroundings {
        VerbSurroundings(
            variable: { name in getenv(name).map { String(cString: $0) } },
            print: { StandardStream.output.write($0 + "\n") },
            printError: { StandardStream.error.write($0 + "\n") })
    }

    private static func calculate(_ words: [String]) {
        exit(
            CalculatorRun.run(
                arguments: words, readFile: { (try? File.read($0)) ?? nil },
                print: { StandardStream.output.write($0 + "\n") },
                printError: { StandardStream.error.write($0 + "\n") }))
    }

    private static func serve(_ options: ServeOptions) {
        do {
            try Serve(options).run()
        } catch {
            StandardStream.error.write("plimsoll: \(error)\n")
            exit(1)
        }
    }
}
