import MarginEngine
import Testing

@Suite struct CommandCodingTests {
    private static let account = MarginAccountID(index: 7)
    private static let btcusdt = InstrumentID(index: 300)
    private static let usdt = AssetID(index: 255)
    private static let order = NewOrder(
        marginAccount: account, instrument: btcusdt, side: .sell, target: .short, kind: .limit,
        timeInForce: .postOnly, quantity: Quantity(units: .max), price: Price(units: .min), reduceOnly: true,
        clientOrderID: InlineText("a client's id of forty-eight bytes, exactly here") ?? .empty,
        marginMode: .isolated, note: .max)

    private static let stop = PositionStop(
        price: Price(units: 7), kind: .last, quantity: Quantity(units: 8), limit: Price(units: 9))
    private static let wholeStop = PositionStop(price: Price(units: 7), kind: .index)
    private static let conditional = NewOrder(
        marginAccount: account, instrument: btcusdt, side: .buy, target: .long, kind: .market,
        timeInForce: .fillOrKill, quantity: Quantity(units: 1),
        trigger: Trigger(price: Price(units: 5), kind: .mark, direction: .falling), selfTrade: .cancelMaker,
        takeProfit: stop, stopLoss: wholeStop)

    /// At least one of every case, with every optional part both present and absent.
    static let all: [Command] =
        Fixture.listing + [
            .listAsset("", collateral: []),
            .listAsset("ÄÖ", collateral: [CollateralStep(limit: Money(units: .max), ratio: Rate(units: -1))]),
            .openAccount(uid: .max, family: .bybit, generation: .uta2Pro),
            .openAccount(uid: 0, family: .ztdx, generation: .only),
            .deposit(account, usdt, Money(units: .max)), .withdraw(account, usdt, Money(units: .min)),
            .transfer(from: account, to: MarginAccountID(index: .max), usdt, Money(units: -1)),
            .fundInsurance(usdt, Money(units: 1)),
            .setPortfolioTerms(
                base: "BTC",
                PortfolioTerms(
                    range: Rate(units: 1), futureContingency: Rate(units: .max), deltaContingency: Rate(units: .min),
                    spreadContingency: Rate(units: -2))),
            .setLoanTerms(
                usdt,
                LoanTerms(
                    hourlyRate: InterestRate(units: .min), maxAmount: Money(units: .max), freeLimit: Money(units: -1),
                    conversionLimit: Money(units: 2), conversionOrder: .max,
                    tiers: [
                        LoanTier(limit: Money(units: 3), maintenanceRate: Rate(units: -4), initialRate: Rate(units: 5))
                    ])),
            .repay(account, .all, converting: true), .repay(account, .asset(usdt, nil), converting: false),
            .repay(account, .asset(usdt, Money(units: -1)), converting: true),
            .setPrices(btcusdt, mark: Price(units: .max), index: Price(units: -1)),
            .setFundingRate(btcusdt, Rate(units: -375_000)), .setBookOnly(btcusdt, true), .setBookOnly(btcusdt, false),
            .advance(toMs: .max), .advance(toMs: .min), .setAccountMarginMode(account, .portfolio),
            .setSymbolMarginMode(account, btcusdt, .isolated, leverage: Leverage(hundredths: .min)),
            .setSymbolMarginMode(account, btcusdt, .cross, leverage: nil),
            .adjustMargin(account, btcusdt, .short, Money(units: -12)),
            .setAutoAddMargin(account, btcusdt, .long, true),
            .setLeverage(account, btcusdt, LeverageChange()),
            .setLeverage(
                account, btcusdt, LeverageChange(cross: Leverage(1), isolatedLong: nil, isolatedShort: Leverage(2))),
            .setLeverage(account, btcusdt, LeverageChange(isolatedLong: Leverage(3))),
            .setPositionMode(account, .instrument(btcusdt), .hedge),
            .setPositionMode(account, .idleSettled(usdt), .oneWay),
            .setPositionMode(account, .every(usdt), .hedge), .setPositionMode(account, .every(nil), .hedge),
            .placeOrder(order),
            .placeOrder(
                NewOrder(
                    marginAccount: account, instrument: btcusdt, side: .buy, kind: .market,
                    timeInForce: .immediateOrCancel, quantity: Quantity(units: 1))),
            .placeOrder(conditional),
            .amendOrder(account, OrderID(number: .max), price: nil, quantity: nil, trigger: nil),
            .amendOrder(account, OrderID(number: 1), price: Price(units: 2), quantity: nil, trigger: nil),
            .amendOrder(account, OrderID(number: 1), price: nil, quantity: Quantity(units: 3), trigger: nil),
            .amendOrder(account, OrderID(number: 1), price: nil, quantity: nil, trigger: Price(units: 4)),
            .amendOrder(
                account, OrderID(number: 1), price: nil, quantity: nil, trigger: nil, triggerKind: .index),
            .amendOrder(
                account, OrderID(number: 1), price: nil, quantity: nil, trigger: nil, takeProfit: .set(stop),
                stopLoss: .remove),
            .setMarginRegime(account, .unified),
            .setAccountKind(uid: .max, .copyTrader), .setCollateralSwitch(account, usdt, false),
            .setCollateralLimit(usdt, .reached),
            .placeOrder(
                NewOrder(
                    marginAccount: account, instrument: btcusdt, side: .buy, kind: .market,
                    timeInForce: .immediateOrCancel, quantity: Quantity(units: 1),
                    trail: TrailingStop(
                        .rate(Rate(units: 7)), kind: .index, activation: Price(units: 8), quantity: Quantity(units: 9)))
            ),
            .setPositionStops(account, btcusdt, .long, takeProfit: .keep, stopLoss: .remove),
            .setPositionStops(
                account, btcusdt, .long, takeProfit: .keep, stopLoss: .keep,
                trailing: .set(TrailingStop(distance: Price(units: 5), activation: Price(units: 6)))),
            .setPositionStops(
                account, btcusdt, .long, takeProfit: .keep, stopLoss: .keep,
                trailing: .set(TrailingStop(distance: Price(units: 5)))),
            .setPositionStops(account, btcusdt, .long, takeProfit: .keep, stopLoss: .keep, trailing: .remove),
            .setPositionStops(
                account, btcusdt, .short, takeProfit: .set(stop), stopLoss: .set(wholeStop),
                clientOrderIDs: StopClientOrderIDs(
                    takeProfit: InlineText("profit") ?? .empty, stopLoss: InlineText("loss") ?? .empty,
                    trailing: InlineText("trail") ?? .empty)),
            .cancelOrder(account, OrderID(number: 5)),
            .cancelAllOrders(account, .all), .cancelAllOrders(account, .instrument(btcusdt)),
            .cancelAllOrders(account, .settled(usdt)), .cancelAllOrders(account, .based(.empty)),
            .cancelAllOrders(account, .abandoned),
        ]

    @Test("Every command comes back from its encoding, and nothing is left over", arguments: all)
    func roundTrip(_ command: Command) throws {
        var writer = ByteWriter()
        command.encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        #expect(try Command(from: &reader) == command)
        #expect(reader.isAtEnd)
    }

    @Test("A command cut short is damage, wherever it is cut", arguments: all)
    func truncated(_ command: Command) {
        var writer = ByteWriter()
        command.encode(to: &writer)
        for count in 0..<writer.bytes.count {
            var reader = ByteReader(Array(writer.bytes[..<count]))
            let read = try? Command(from: &reader)
            #expect(read == nil, "cut to \(count) of \(writer.bytes.count) bytes")
        }
    }

    @Test("Bytes that no command has are damage")
    func damage() {
        for bytes: [UInt8] in [[0], [99], [12], [255, 255], [13, 1, 9], [18, 1, 7], [22, 1, 9]] {
            var reader = ByteReader(bytes)
            #expect(throws: DecodingFailure.self) { try Command(from: &reader) }
        }
    }

    @Test("The codes that the journal keeps stay what they are")
    func stable() {
        var writer = ByteWriter()
        Command.deposit(MarginAccountID(index: 2), AssetID(index: 1), Money(units: 300)).encode(to: &writer)
        // Case 5, account 2, asset 1, 300 zigzagged to 600 = 0xD8 0x04, high word 0.
        #expect(writer.bytes == [5, 2, 1, 0xD8, 4, 0])
    }
}
