extension Engine {
    /// What any command sets off, and each instant at which something falls due: nothing of it happens elsewhere.
    /// In this order, from the start again after each step that sets off an earlier one, until nothing follows:
    ///
    /// 1. The house renews its quotes where the mark moved or some were consumed, so that nothing below is done better
    ///    than the new mark allows. HOUSE-2.
    /// 2. Whatever is at or below its maintenance margin is liquidated, until nothing is.
    /// 3. The insurance fund closes what it can no longer bear at new prices.
    /// 4. One conditional order whose price was reached is placed, the oldest first.
    ///
    /// It ends: a liquidation makes positions smaller, a conditional order ends or rests.
    mutating func followUp() {
        repeat {
            while let instrument = scratch.requoted.first { renewHouse(instrument) }
            enforceMargins()
            while let instrument = scratch.revalued.first {
                scratch.revalued.removeFirst()
                closeInventory(instrument)
            }
        } while scratch.hasMore || triggerNext()
        scratch.deleveraging = nil
        if scratch.setsAlarms { settleAlarms() }
        scratch.setsAlarms = false
    }
}

/// Storage that plans reuse, so that a command allocates nothing in the steady state; and what a command sets off.
struct Scratch {
    var order = OrderPlan()
    /// Why the command that is judged would be refused.
    var reasons: [Reason] = []
    /// The margin account that the command is about, and the instrument if it is about one.
    var subject: (account: MarginAccountID, instrument: InstrumentID?)?

    /// Whom new prices may endanger.
    var watch = Watch()
    /// Margin accounts that may have fallen to their maintenance margin.
    var watched: [MarginAccountID] = []
    /// Instruments of which prices were set or funding was paid.
    var revalued: [InstrumentID] = []
    /// Instruments that the house is to quote at another mark, or at all, or of which a level of it was consumed.
    var requoted: [InstrumentID] = []
    /// Instruments with conditional orders of which a price has moved, each once.
    var moved: [InstrumentID] = []
    /// Who is deleveraged next, once somebody has to be.
    var deleveraging: DeleveragingQueue?
    /// True when a price was set: whoever was looked at gets alarms.
    var setsAlarms = false
    /// Of the account whose alarms are being set.
    var exposures: [PriceExposure] = []
    /// Orders that trail a price which has moved on.
    var followers: [Handle<Order>] = []
    /// Instruments that changed for everybody to see, each once.
    var changed: [InstrumentID] = []

    /// True while a step before the conditional orders has something to do.
    var hasMore: Bool { !requoted.isEmpty || !watched.isEmpty || !revalued.isEmpty }

    mutating func note(requoted instrument: InstrumentID) {
        if !requoted.contains(instrument) { requoted.append(instrument) }
    }

    mutating func note(changed instrument: InstrumentID) {
        if !changed.contains(instrument) { changed.append(instrument) }
    }

    mutating func note(moved instrument: InstrumentID) {
        if !moved.contains(instrument) { moved.append(instrument) }
    }
}
