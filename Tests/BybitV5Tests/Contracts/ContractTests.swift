import MarginEngine
import TestShapes
import Testing
import Wire

/// Each endpoint answers with exactly the documented members, each of its JSON type, whatever the account went through.
@Suite struct ContractTests {
    @Test("The members of a reply and their types are the documented ones", arguments: Contract.all, Scenario.allCases)
    func fieldsAndTypes(contract: Contract, scenario: Scenario) {
        let reply = contract.ask(Subject(contract.generation, scenario))
        #expect(reply.status == 200)
        #expect(reply.code == contract.refusals[scenario.kind] ?? 0, "\(reply.text)")
        let isRefused = contract.refusals[scenario.kind] != nil
        let envelope = Shape.fields(
            text: "retMsg", integer: contract.hasTime ? "retCode time" : "retCode",
            [
                "result": isRefused ? .nothing : contract.result,
                "retExtInfo": isRefused ? contract.refusalExtra : contract.extra,
            ].filter { contract.hasTime || $0.key != "retExtInfo" })
        #expect(envelope.differences(of: reply.json, at: "", isFull: contract.full.contains(scenario.kind)) == [])
        if !isRefused { #expect(reply.message == contract.message) }
    }

    @Test(
        "Every generation of accounts is answered with the same members",
        arguments: Contract.all.filter { !$0.isOpen && $0.generation == .uta2 },
        [AccountGeneration.classic, .uta1, .uta1Pro, .uta2Pro])
    func generations(contract: Contract, generation: AccountGeneration) {
        let closed = generation == .classic ? [10001, 10028] : []
        for scenario in Scenario.allCases {
            let reply = contract.ask(Subject(generation, scenario))
            guard let code = reply.code, !closed.contains(code) else { continue }
            #expect(code == contract.refusals[scenario.kind] ?? 0, "\(scenario): \(reply.text)")
            guard code == 0 else { continue }
            #expect(contract.result.differences(of: reply.result, isFull: contract.full.contains(scenario.kind)) == [])
        }
    }

    @Test("A liquidated account was liquidated", arguments: [AccountGeneration.classic, .uta1, .uta2])
    func liquidations(generation: AccountGeneration) {
        for scenario in [Scenario.liquidated, .takenOver] {
            let subject = Subject(generation, scenario)
            func list(_ path: String, _ query: String) -> [JSON] {
                subject.venue.get("/v5/\(path)", "category=linear&\(query)", as: subject.owner).list
            }
            #expect(list("position/list", "settleCoin=USDT").isEmpty)
            let last = list("execution/list", "symbol=BTCUSDT").first
            #expect(last?.text("execType") == "BustTrade")
            #expect(last?.text("closedSize") == "0.1")
        }
    }

    @Test("Every endpoint that clients call has a contract")
    func coverage() {
        #expect(Set(Contract.all.map(\.path)) == Self.documented)
    }

    /// https://bybit-exchange.github.io/docs/v5/intro, as far as contracts and their margin go.
    private static let documented = Set(
        """
        market/time market/instruments-info market/tickers market/orderbook market/kline market/mark-price-kline \
        market/index-price-kline market/premium-index-price-kline market/risk-limit market/funding/history \
        market/recent-trade market/open-interest market/price-limit market/account-ratio market/insurance \
        market/adlAlert system/status
        account/info account/wallet-balance account/fee-rate account/transaction-log account/collateral-info \
        account/upgrade-to-uta account/smp-group account/user-setting-config account/withdrawal \
        account/set-collateral-switch account/set-collateral-switch-batch account/demo-apply-money account/set-margin-mode \
        account/query-dcp-info \
        account/contract-transaction-log account/instruments-info account/set-limit-px-action account/set-hedging-mode
        position/list position/set-leverage position/switch-mode position/set-tpsl-mode position/set-auto-add-margin \
        position/add-margin position/trading-stop position/set-risk-limit position/confirm-pending-mmr \
        position/closed-pnl position/symbol-info position/switch-isolated
        order/create order/amend order/cancel order/cancel-all order/realtime order/history order/create-batch \
        order/amend-batch order/cancel-batch order/pre-check order/disconnected-cancel-all execution/list
        user/query-api asset/portfolio-margin asset/coin/query-info asset/transfer/query-account-coins-balance \
        asset/transfer/query-account-coin-balance asset/transfer/inter-transfer asset/deposit/query-record \
        asset/transfer/query-inter-transfer-list asset/transfer/query-universal-transfer-list \
        asset/transfer/query-transfer-coin-list asset/transfer/universal-transfer \
        asset/deposit/query-internal-record asset/deposit/query-sub-member-record asset/withdraw/query-record \
        asset/settlement-record
        spot-margin-trade/data spot-margin-trade/collateral spot-margin-trade/position-tiers \
        spot-margin-trade/liability spot-margin-trade/repayment-available-amount spot-cross-margin-trade/account \
        account/borrow-history account/repay account/no-convert-repay account/quick-repayment
        """.split(whereSeparator: \.isWhitespace).map { "/v5/\($0)" })
}
