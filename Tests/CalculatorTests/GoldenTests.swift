import Foundation
import Testing

/// The table of published and computed figures.
@Suite struct GoldenTests {
    @Test func everyRowIsWithinItsTolerance() throws {
        let run = Run(rows: try Self.table())
        #expect(run.lines.filter { $0.hasSuffix("outside") } == [])
        #expect(run.lines.filter { $0.hasSuffix("within") }.count == 329)
        #expect(run.lines.last == "329 passed, 0 failed")
        #expect(run.lines.count == 330)
        #expect(run.errors.count == 6)
        #expect(run.errors.allSatisfy { $0.contains(": no effect of --") })
        #expect(run.status == 0)
    }

    @Test func aRowOutsideItsToleranceFails() throws {
        let altered = try Self.table().replacing("-10.11726743,0,computed", with: "-10.11726742,0,computed")
        let run = Run(rows: altered)
        #expect(run.lines.filter { $0.hasSuffix("outside") }.map { $0.prefix(5) } == ["G0229"])
        #expect(run.lines.last == "328 passed, 1 failed")
        #expect(run.status == 1)
    }

    @Test(arguments: ["", "none", "1", "not a number"])
    func whatIsExpectedHasNoPartInWhatIsComputed(replacement: String) throws {
        let table = try Self.table()
        let altered = table.split(separator: "\n").map { Self.replaceExpected(in: $0, with: replacement) }
        #expect(altered.filter { $0.contains("}\",\(replacement),") }.count == 329)
        let computed = Self.computed(Run(rows: altered.joined(separator: "\n")))
        #expect(computed.count == 329)
        #expect(computed == Self.computed(Run(rows: table)))
    }

    private static func table() throws -> String {
        let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: tests.appending(path: "Fixtures/golden-margin.csv"), encoding: .utf8)
    }

    private static func replaceExpected(in line: Substring, with replacement: String) -> String {
        guard let inputs = line.range(of: "}\","), let end = line[inputs.upperBound...].firstIndex(of: ",") else {
            return String(line)
        }
        return line[..<inputs.upperBound] + replacement + line[end...]
    }

    private static func computed(_ run: Run) -> [String: String] {
        var computed: [String: String] = [:]
        for columns in run.lines.map({ $0.split(separator: "\t", omittingEmptySubsequences: false) })
        where columns.count == 4 {
            computed[String(columns[0])] = String(columns[2])
        }
        return computed
    }
}
