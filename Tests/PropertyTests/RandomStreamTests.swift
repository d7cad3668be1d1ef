import MarginEngine
import TestSupport
import Testing

@Suite struct RandomStreamTests {
    private static let streams: UInt64 = 150
    private static let length = 2_000

    /// What the five margin calls may answer, each of which the streams must meet.
    private static let important = [
        "setAccountMarginMode(isolated) bybit accepted", "setAccountMarginMode(cross) bybit accepted",
        "setAccountMarginMode(portfolio) bybit accepted", "setAccountMarginMode(isolated) bybit regimeIsPerSymbol",
        "setAccountMarginMode(isolated) bybit insufficientMargin",
        "setAccountMarginMode(portfolio) bybit equityBelowPortfolioMinimum",
        "setAccountMarginMode(portfolio) bybit hedgedSymbolInPortfolio",
        "setAccountMarginMode(cross) bybit riskLimitExceeded",
        "setAccountMarginMode(isolated) ztdx accepted", "setAccountMarginMode(cross) ztdx accepted",
        "setAccountMarginMode(portfolio) ztdx modeNotOffered", "setAccountMarginMode(cross) ztdx hasOpenOrders",
        "setAccountMarginMode(isolated) ztdx hasOpenPositions", "setAccountMarginMode(cross) ztdx uniMMRTooLow",
        "setSymbolMarginMode(isolated) bybit accepted", "setSymbolMarginMode(cross) bybit accepted",
        "setSymbolMarginMode(isolated) bybit regimeIsUnified", "setSymbolMarginMode(portfolio) bybit modeNotOffered",
        "setSymbolMarginMode(isolated) bybit leverageOutOfRange",
        "setSymbolMarginMode(isolated) bybit leverageAboveTier",
        "setSymbolMarginMode(isolated) bybit marginModeUnchanged",
        "setSymbolMarginMode(isolated) bybit insufficientMargin",
        "setSymbolMarginMode(isolated) bitget accepted", "setSymbolMarginMode(cross) bitget accepted",
        "setSymbolMarginMode(portfolio) bitget modeNotOffered",
        "setSymbolMarginMode(isolated) bitget symbolHasPositionOrOrder",
        "addMargin bitget accepted", "takeMargin bitget accepted", "addMargin bitget marginUnchanged",
        "addMargin bitget positionIsCross", "addMargin bitget noPosition", "addMargin bitget insufficientBalance",
        "takeMargin bitget exceedsRemovableMargin",
        "liquidation ordersCancelled", "liquidation marginAdded", "liquidation reduced", "liquidation takenOver",
        "setPositionStops bybit accepted",
        "repay bybit accepted", "repay bybit nothingBorrowed", "repay ztdx borrowingNotOffered",
        "addMargin bybit accepted", "takeMargin bybit accepted", "addMargin bybit positionIsPortfolio",
    ]

    @Test func everyLawHoldsAfterEveryCommand() {
        var coverage = Coverage()
        for number in 0..<Self.streams {
            let seed = 0x5EED_0000 + number
            let genesis = Universe.genesis(bookOnly: number % 4 == 3)
            var trader = Trader(seed: seed)
            var trial = Trial(genesis)
            var commands: [Command] = []
            for _ in 0..<Self.length {
                let command = trader.next(trial.engine)
                commands.append(command)
                let violation = trial.apply(command)
                coverage.note(command, trial.outcome, trial.engine)
                guard violation == nil else {
                    Issue.record(Comment(rawValue: reproducer(commands, seed: seed, after: genesis)))
                    return
                }
            }
        }
        print(coverage.text)
        #expect(coverage.missing(Self.important, times: 20).isEmpty)
    }
}
