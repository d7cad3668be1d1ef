import Foundation
import Model
import Testing

/// The engine against an independent model, command by command.
@Suite struct ModelTests {
    /// `MODEL_SEEDS=from:to` and `MODEL_LENGTH=commands` choose other streams: script/long-model.
    private static let seeds = range(ProcessInfo.processInfo.environment["MODEL_SEEDS"]) ?? 0..<500
    private static let length = ProcessInfo.processInfo.environment["MODEL_LENGTH"].flatMap { Int($0) } ?? 600
    private static let failuresMax = ProcessInfo.processInfo.environment["MODEL_FAILURES"].flatMap { Int($0) } ?? 1

    private static func range(_ text: String?) -> Range<UInt64>? {
        let parts = text?.split(separator: ":").compactMap { UInt64($0) } ?? []
        return parts.count == 2 && parts[0] < parts[1] ? parts[0]..<parts[1] : nil
    }

    @Test func engineAndModelAgreeAfterEveryCommand() {
        let report = Campaign.run(seeds: Self.seeds, length: Self.length, failuresMax: Self.failuresMax)
        print(report.coverage.text)
        print("\(report.commands) commands over \(report.seeds) seeds")
        for failure in report.failures { Issue.record(Comment(rawValue: failure)) }
        #expect(report.coverage.missing(Coverage.outcomes, times: 20) == [])
        #expect(report.coverage.missing(Coverage.modePairs, times: 100) == [])
        #expect(report.coverage.missing(["liquidation"], times: 100) == [])
        #expect(report.coverage.missing(["deleveraging"], times: 10) == [])
        #expect(report.coverage.missing(["funding"], times: 1_000) == [])
    }
}
