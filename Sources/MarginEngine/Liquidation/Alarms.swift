// Who is to be looked at when a price moves. An account whose positions are all above their maintenance margin has
// alarms: at no prices between them can it fall to it. An account that changed is loose until the next price is set,
// which looks at it and sets its alarms anew. So a price that reaches no alarm touches nobody.

/// A price at which a margin account is to be looked at again. All alarms follow from the rest of the state.
package struct Alarm: BitwiseCopyable {
    let marginAccount: MarginAccountID
    let instrument: InstrumentID
    let spot: AlarmSpot
    let price: Price
    /// The account's alarm that was set before.
    let older: Handle<Alarm>
}

/// Which price rings an alarm, and from which side.
struct AlarmSpot: BitwiseCopyable, Equatable {
    /// The mark price, or the index price.
    let kind: PriceKind
    /// True for one that a falling price rings.
    let isBelow: Bool
}

extension State {
    /// Sets an alarm of an account; none where the price cannot get to.
    mutating func setAlarm(_ account: MarginAccountID, _ instrument: InstrumentID, _ spot: AlarmSpot, at price: Price) {
        guard price >= self[instrument].minPrice, price <= self[instrument].maxPrice else { return }
        let handle = alarms.add(
            Alarm(
                marginAccount: account, instrument: instrument, spot: spot, price: price,
                older: self[account].newestAlarm))
        self[account].newestAlarm = handle
        var root = self[sequencesOf: instrument][spot]
        alarmsByPrice.insert(handle, by: key(of: handle), into: &root)
        self[sequencesOf: instrument][spot] = root
    }

    /// Takes an account's alarms away: something of it has changed, or one rang.
    mutating func loosen(_ account: MarginAccountID) {
        guard !isVenueOwned(account), !self[account].isLoose else { return }
        dropAlarms(of: account)
        self[account].isLoose = true
        self[account].nextLoose = firstLoose
        firstLoose = account
    }

    private mutating func dropAlarms(of account: MarginAccountID) {
        while !self[account].newestAlarm.isNone {
            let handle = self[account].newestAlarm
            let alarm = alarms[handle]
            var root = self[sequencesOf: alarm.instrument][alarm.spot]
            if !alarmsByPrice.remove(key(of: handle), from: &root) {
                distrust("an alarm of account \(account.index) is in no order")
            }
            self[sequencesOf: alarm.instrument][alarm.spot] = root
            self[account].newestAlarm = alarm.older
            alarms.free(handle)
        }
    }

    /// Loosens all accounts with an alarm that the prices of an instrument have reached.
    mutating func ringAlarms(of instrument: InstrumentID) {
        while let account = nextToRing(instrument) { loosen(account) }
    }

    /// An account with an alarm that a price of the instrument has reached; nil when none rings.
    func nextToRing(_ instrument: InstrumentID) -> MarginAccountID? {
        nextToRing(instrument, .mark) ?? nextToRing(instrument, .index)
    }

    private func nextToRing(_ instrument: InstrumentID, _ kind: PriceKind) -> MarginAccountID? {
        let price = self[instrument].price(kind)
        let below = self[sequencesOf: instrument][AlarmSpot(kind: kind, isBelow: true)]
        if let last = alarmsByPrice.last(below: .greatest, in: below), alarms[last].price >= price {
            return alarms[last].marginAccount
        }
        let above = self[sequencesOf: instrument][AlarmSpot(kind: kind, isBelow: false)]
        guard let first = alarmsByPrice.first(above: .least, in: above), alarms[first].price <= price else {
            return nil
        }
        return alarms[first].marginAccount
    }

    private func key(of handle: Handle<Alarm>) -> OrderedRows<Alarm>.Key {
        OrderedRows<Alarm>.Key(amount: alarms[handle].price.units, number: UInt64(handle.index))
    }
}
