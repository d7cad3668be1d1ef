import MarginEngine
import Testing

/// What a command would do, every reason why it is refused, and the smallest changes that let it pass.
@Suite struct PreviewTests {
    /// ann is cross, long 1 BTC from 60,000 at 10x: 6,000 and 29.7 of initial margin; two orders rest.
    private static let busy =
        """
        account ann bybit uta2
        account bob bybit uta2
        ann deposit 10000 USDT
        bob deposit 1000000 USDT
        ann trade buy 1 BTCUSDT @ 60000 bob
        bob buy 1 BTCUSDT @ 59900
        ann buy 0.1 BTCUSDT @ 59000
        ann buy 0.2 BTCUSDT @ 58000
        """

    @Test("An accepted command: no reason, no remedy, the account before and after; nothing changes")
    func accepted() {
        var venue = Scenario()
        venue.run(Self.busy)
        let before = venue.engine.digest()
        venue.run(
            """
            preview ann mode portfolio: refusals none remedies none after some before.mode cross then.mode portfolio
            ; 60,000 * 0.1003 and 1.2 times that, besides the orders' 590 + 3.245 + 2.9205, 1,160 + 6.38 + 5.742
            preview ann mode portfolio: then.mm 6018 then.im 8989.8875 before.im 7797.9875
            preview ann withdraw 1 USDT: refusals none after some before.equity 9967 then.equity 9966
            """)
        let after = venue.engine.digest()
        #expect(before == after)
    }

    @Test("An order that lacks money: what would be, and the remedies, each of which is exactly enough")
    func unfundedOrder() {
        var venue = Scenario()
        venue.run(Self.busy)
        venue.run(
            """
            ; available 9,967 - 7,797.9875 = 2,169.0125; 0.5 at 50,000 needs 2,500 + 13.75 + 12.375
            ann account: available 2169.0125
            preview ann buy 0.5 BTCUSDT @ 50000: refusals insufficientBalance after some then.available -357.1125
            """)
        prove(&venue, "ann buy 0.5 BTCUSDT @ 50000", deposit: "357.1125", mayCancel: true)
    }

    @Test("Every reason is told, in the order of the rule book")
    func allReasons() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit uta2
            account dan ztdx
            ann deposit 100 USDT
            bob deposit 1000000 USDT
            dan deposit 100000 USDT
            ann positions hedge BTCUSDT
            ann buy 0.01 BTCUSDT @ 59000 to-long
            preview ann mode portfolio: refusals equityBelowPortfolioMinimum,hedgedSymbolInPortfolio remedies none after none
            dan trade buy 0.1 BTCUSDT @ 60000 bob
            dan mode cross
            dan buy 0.1 BTCUSDT @ 59000
            preview dan mode isolated: refusals hasOpenOrders,hasOpenPositions remedies none
            preview ann buy 0.0005 BTCUSDT @ 0.05 to-long: refusals quantityOffStep,priceOffTick,priceOutOfRange,quantityBelowMinimum,notionalBelowMinimum after none
            """)
    }

    @Test("So it is of every command: each reason with its rule")
    func allRules() {
        var venue = Scenario()
        venue.run(Self.busy)
        venue.run(
            """
            account cy bitget
            cy deposit 10000 USDT
            cy buy 0.1 BTCUSDT @ 50000 to-long
            preview ann leverage BTCUSDT cross 500x long 5x: rules LEVERAGE-2,LEVERAGE-3 after none
            preview cy leverage BTCUSDT 500x: rules LEVERAGE-2,LEVERAGE-4 after none
            preview ann positions oneway BTCUSDT: rules POSITION-MODE-2
            preview ann positions hedge every USDT: rules POSITION-MODE-3,POSITION-MODE-4
            preview ann positions hedge account: rules POSITION-MODE-1,POSITION-MODE-3,POSITION-MODE-4
            preview ann margin 0 ETHUSDT long: rules BITGET-MARGIN-6,BITGET-MARGIN-7,BITGET-MARGIN-8
            preview ann autoadd on ETHUSDT long: rules MARGIN-40,MARGIN-41
            preview ann buy 300 BTCUSDT @ 60000: rules ORDER-18,ORDER-19 after none
            preview ann amend #4 @ 59000.05 size 0.00005: rules ORDER-3,ORDER-4,ORDER-12,ORDER-13
            preview ann amend #4 @ 59000.05 size 0: rules AMENDMENT-2
            preview ann stops ETHUSDT long sl=mark:4000*0.005: rules STOP-1,STOP-4,STOP-5
            preview ann withdraw 20000000000 USDT: rules WALLET-2,WALLET-4 after none
            preview ann transfer 0 USDT bob: rules WALLET-1,WALLET-3 after none
            preview ann cancel #4: rules none after some
            preview ann cancel all: rules none after some then.im 6029.7
            """)
    }

    @Test("A withdrawal, a transfer or a margin that lacks money: what would be, and the deposit that is enough")
    func lackingMoney() {
        var venue = Scenario()
        venue.run(Self.busy)
        venue.run(
            """
            ; 2,169.0125 are available
            preview ann withdraw 3000 USDT: rules WALLET-4 after some then.equity 6967 then.available -830.9875
            account una bybit uta1
            preview una transfer 100 USDT una.contract: rules WALLET-4 after some then.equity -100
            account cla bybit classic
            cla deposit 7000 USDT
            cla mode isolated BTCUSDT 10x
            cla trade buy 1 BTCUSDT @ 60000 bob
            ; 7,000 less the fee of 33 less 6,029.7
            cla USDT: available 937.3
            preview cla margin 2000 BTCUSDT long: rules BITGET-MARGIN-10 after some then.available -1062.7
            """)
        prove(&venue, "ann withdraw 3000 USDT", deposit: "830.9875", mayCancel: true, mayClose: true)
        prove(&venue, "una transfer 100 USDT una.contract", deposit: "100")
        prove(&venue, "cla margin 2000 BTCUSDT long", deposit: "1062.7")
    }

    @Test(
        "OBJECT-1, OBJECT-2, OBJECT-3, OBJECT-4, OBJECT-5: a command without its object has that one reason, and no preview",
        arguments: [
            ("nobody mode cross", "OBJECT-1 unknownMarginAccount"),
            ("fund deposit 1 USDT", "OBJECT-1 unknownMarginAccount"),
            ("house cancel all", "OBJECT-1 unknownMarginAccount"),
            ("nobody leverage NOSUCH 5x", "OBJECT-1 unknownMarginAccount"),
            ("ann leverage NOSUCH 500x", "OBJECT-2 unknownInstrument"),
            ("ann positions hedge NOSUCH", "OBJECT-2 unknownInstrument"),
            ("dan buy 0.5 BTCUSD market", "OBJECT-3 notTradedByFamily"),
            ("ann withdraw 0 NOCOIN", "OBJECT-4 unknownAsset"),
            ("ann positions hedge idle NOCOIN", "OBJECT-4 unknownAsset"),
            ("ann cancel #3", "OBJECT-5 unknownOrder"),
            ("ann amend #99 size 0", "OBJECT-5 unknownOrder"),
        ])
    func missingObject(_ line: String, _ expected: String) throws {
        var venue = Scenario()
        venue.run(Self.busy)
        venue.run("account dan ztdx")
        let command = try venue.command(line.split(separator: " ").map(String.init))
        let reasons = venue.engine.reasons(against: command)
        #expect(reasons.map { "\($0.rule) \($0.refusal)" } == [expected])
        let hasPreview = venue.engine.preview(command) != nil
        #expect(!hasPreview)
        let reason = try #require(reasons.first)
        venue.run("\(line) -> \(reason.refusal)")
    }

    @Test("HOUSE-9: a command of the venue itself has one reason against it, or none")
    func venueCommand() {
        let venue = Scenario()
        let again = venue.engine.reasons(against: .listAsset("USDT", collateral: []))
        #expect(again.map { "\($0.rule) \($0.refusal)" } == ["HOUSE-9 alreadyExists"])
        let new = venue.engine.reasons(against: .listAsset("SOL", collateral: []))
        #expect(new.isEmpty)
    }

    @Test("A coin that is lacking is named, whichever it is")
    func inverseCoin() {
        var venue = Scenario()
        venue.run(
            """
            account ann bybit uta2
            account bob bybit classic
            ann deposit 100000 USDT
            bob deposit 10 BTC
            ann trade buy 60000 BTCUSD @ 60000 bob
            ; 0.1 + 1.1 * 0.00055, and the fee of 0.00055 that the wallet lacks
            preview ann mode isolated: refusals insufficientMargin
            """)
        prove(&venue, "ann mode isolated", deposit: "0.101155", asset: "BTC")
    }

    @Test("Margin that a lower leverage needs")
    func lowerLeverage() {
        var venue = Scenario()
        venue.run(Self.busy)
        venue.run("ann cancel all")
        venue.run("preview ann leverage BTCUSDT 5x: refusals leverageNeedsMargin after some")
        prove(&venue, "ann leverage BTCUSDT 5x", deposit: nil)
    }

    @Test("Orders in the way are named, and no more than need go")
    func ordersInTheWay() {
        var venue = Scenario()
        venue.run(
            """
            account dan ztdx
            dan deposit 100000 USDT
            dan buy 0.1 BTCUSDT @ 59000
            dan buy 0.1 BTCUSDT market when=mark>65000
            preview dan mode cross: refusals hasOpenOrders remedies cancel:#1+#2 after some then.mode cross
            """)
        prove(&venue, "dan mode cross", deposit: nil, mayCancel: true)
    }

    @Test("A book that takes only part of the position still helps with that part")
    func thinBook() {
        var venue = Scenario()
        venue.run(Self.busy)
        venue.run(
            """
            bob amend #3 size 0.3
            """)
        prove(&venue, "ann buy 0.2 BTCUSDT @ 58000 id=x", deposit: nil, isRefused: false)
        prove(&venue, "ann buy 0.4 BTCUSDT @ 58000", deposit: nil, mayCancel: true, mayClose: true)
    }

    /// Tries each remedy on a fork: the command is accepted after it, and refused after a unit, step or order less.
    private func prove(
        _ venue: inout Scenario, _ line: String, deposit: String?, asset: String = "USDT", mayCancel: Bool = false,
        mayClose: Bool = false, isRefused: Bool = true
    ) {
        let command: Command
        do throws(Misread) {
            command = try venue.command(line.split(separator: " ").map(String.init))
        } catch {
            Issue.record("\(error.reason)")
            return
        }
        guard let preview = venue.engine.preview(command) else {
            Issue.record("no preview of \(line)")
            return
        }
        #expect(preview.refusals.isEmpty == !isRefused)
        #expect(preview.remedies.isEmpty == !isRefused)
        var deposits: [String] = []
        var (cancels, closes) = (false, false)
        for remedy in preview.remedies {
            let (enough, less) = changes(remedy, in: venue.engine, command)
            let isAccepted = accepted(command, after: enough, in: venue.engine)
            #expect(isAccepted, "\(line) after \(remedy)")
            for change in less {
                let isStillAccepted = accepted(command, after: change, in: venue.engine)
                #expect(!isStillAccepted, "\(line) after less than \(remedy)")
            }
            switch remedy {
            case .deposit(let coin, let amount): deposits.append("\(amount.text) \(venue.engine[coin].name.text)")
            case .cancel: cancels = true
            case .close: closes = true
            }
        }
        if let deposit { #expect(deposits.contains("\(deposit) \(asset)")) }
        if mayCancel { #expect(cancels) }
        if mayClose { #expect(closes) }
    }

    private func accepted(_ command: Command, after changes: [Command], in engine: borrowing Engine) -> Bool {
        var copy = engine.fork()
        for change in changes {
            if case .refused = copy.apply(change) { return false }
        }
        if case .refused = copy.apply(command) { return false }
        return true
    }

    /// The commands that carry a remedy out, and those that carry out a little less of it.
    private func changes(
        _ remedy: Remedy, in engine: borrowing Engine, _ command: Command
    ) -> (enough: [Command], less: [[Command]]) {
        guard let account = account(of: command) else { return ([], []) }
        switch remedy {
        case .deposit(let asset, let amount):
            let unit = Money(units: 1)
            let less: [[Command]] = amount == unit ? [[]] : [[.deposit(account, asset, amount - unit)]]
            return ([.deposit(account, asset, amount)], less)
        case .cancel(let orders):
            let all = orders.map { Command.cancelOrder(account, $0) }
            return (all, all.indices.map { left in all.indices.filter { $0 != left }.map { all[$0] } })
        case .close(let instrument, let side, let quantity):
            let step = engine[instrument].step
            func close(_ quantity: Quantity) -> [Command] {
                guard quantity > .zero else { return [] }
                return [
                    .placeOrder(
                        NewOrder(
                            marginAccount: account, instrument: instrument, side: side.opening.opposite,
                            kind: .market, timeInForce: .immediateOrCancel, quantity: quantity, reduceOnly: true))
                ]
            }
            return (close(quantity), [close(quantity - step)])
        }
    }

    private func account(of command: Command) -> MarginAccountID? {
        switch command {
        case .placeOrder(let order): order.marginAccount
        case .setAccountMarginMode(let account, _), .setLeverage(let account, _, _), .withdraw(let account, _, _),
            .transfer(let account, _, _, _), .adjustMargin(let account, _, _, _):
            account
        default: nil
        }
    }
}
