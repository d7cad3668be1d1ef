import Foundation
import Model
import TestSupport
import Testing

/// The engine against an independent model, command by command.
@Suite struct ModelTests {
    private static let environment = ProcessInfo.processInfo.environment
    /// `MODEL_SEEDS=from:to` and `MODEL_LENGTH=commands` choose other streams: script/long-model.
    private static let chosenSeeds = range(environment["MODEL_SEEDS"])
    private static let length = environment["MODEL_LENGTH"].flatMap { Int($0) } ?? 600

    private static func range(_ text: String?) -> Range<UInt64>? {
        let parts = text?.split(separator: ":").compactMap { UInt64($0) } ?? []
        return parts.count == 2 && parts[0] < parts[1] ? parts[0]..<parts[1] : nil
    }

    @Test func engineAndModelAgreeAfterEveryCommand() {
        let report = Campaign.run(seeds: Self.chosenSeeds ?? 0..<600, length: Self.length)
        print(report.coverage.text)
        print("\(report.commands)\tcommands\n\(report.seeds)\tseeds")
        for failure in report.failures { Issue.record(Comment(rawValue: failure)) }
        guard Self.chosenSeeds == nil else { return }
        #expect(report.commands >= 300_000)
        #expect(report.coverage.missing(Coverage.outcomes, times: 20) == [])
        #expect(report.coverage.missing(Coverage.modePairs, times: 100) == [])
        #expect(report.coverage.missing(["liquidation"], times: 100) == [])
        #expect(report.coverage.missing(["deleveraging"], times: 10) == [])
        #expect(report.coverage.missing(["funding"], times: 1_000) == [])
        #expect(report.coverage.missing(["debtor liquidated"], times: 20) == [])
        #expect(report.coverage.missing(["close displaced", "close cut to what is free"], times: 20) == [])
        #expect(
            report.coverage.missing(
                ["collateral on", "collateral off", "copy trader", "funding wallet"], times: 40) == [])
        #expect(
            report.coverage.missing(
                ["transfer: collateralLimitReached", "setAccountMarginMode: collateralLimitReached"],
                times: 20) == [])
        #expect(
            report.coverage.missing(
                [
                    "interest charged", "interest exempt", "repaid", "stop trailed", "united", "self-trade",
                    "stop resized", "order trails", "trailed by a rate",
                ],
                times: 100) == [])
    }
}
