extension Engine {
    /// The fingerprint of the whole state: equal states have equal digests, on every machine.
    public func digest() -> Digest {
        var digest = Digest()
        state.encode(to: &digest)
        return digest
    }
}

extension State {
    /// The version of this encoding.
    private static let encodingVersion: UInt64 = 1

    /// Puts all tables in the order of their rows, the books in price-time priority.
    func encode(to sink: inout some WordSink) {
        sink.put(Self.encodingVersion)
        sink.put(timeMs)
        sink.put(nextDueMs)
        sink.put(lastOrder)
        sink.put(lastTrade)
        sink.put(lastChange)
        encodeAssets(to: &sink)
        encodeInstruments(to: &sink)
        encodeAccounts(to: &sink)
        sink.put(UInt64(holdings.count))
        for index in 0..<holdings.count { holdings[Handle(index: index)].encode(to: &sink) }
        for index in 0..<instruments.count {
            for side in [Side.buy, .sell] {
                encodeBook(InstrumentID(index: UInt16(truncatingIfNeeded: index)), side, to: &sink)
            }
            var handle = instruments[Handle(index: index)].newestConditional
            while !handle.isNone {
                let order = orders[handle]
                order.encode(to: &sink)
                handle = order.nextAtLevel
            }
            sink.put(UInt64(0))
        }
    }

    private func encodeAssets(to sink: inout some WordSink) {
        sink.put(UInt64(assets.count))
        for index in 0..<assets.count {
            let asset = assets[Handle(index: index)]
            sink.put(asset.name)
            sink.put(optional: asset.indexInstrument) { $0.put($1) }
            sink.put(asset.fees)
            sink.put(asset.socialisedLoss)
            sink.put(asset.rounding)
            sink.put(asset.netDeposits)
            sink.put(UInt64(asset.collateralTierCount))
            for number in 0..<asset.collateralTierCount {
                let tier = collateralTiers[Handle(index: asset.firstCollateralTier.index + number)]
                sink.put(tier.limit)
                sink.put(tier.ratio)
            }
        }
    }

    private func encodeInstruments(to sink: inout some WordSink) {
        sink.put(UInt64(instruments.count))
        for index in 0..<instruments.count {
            let row = instruments[Handle(index: index)]
            row.encode(to: &sink)
            for family in AccountFamily.allCases {
                let id = InstrumentID(index: UInt16(truncatingIfNeeded: index))
                sink.put(optional: terms(id, family)) { sink, terms in encode(terms, to: &sink) }
            }
        }
    }

    private func encode(_ terms: ContractTerms, to sink: inout some WordSink) {
        sink.put(terms.takerFee)
        sink.put(terms.makerFee)
        sink.put(terms.defaultLeverage)
        sink.put(terms.maxLeverage)
        sink.put(UInt64(terms.tierCount))
        for number in 0..<terms.tierCount {
            let tier = tiers[Handle(index: terms.firstTier.index + number)]
            sink.put(tier.limit)
            sink.put(tier.maintenanceRate)
            sink.put(tier.maxLeverage)
        }
    }

    private func encodeAccounts(to sink: inout some WordSink) {
        sink.put(UInt64(accounts.count))
        for index in 0..<accounts.count {
            let account = accounts[Handle(index: index)]
            sink.put(account.uid)
            sink.put(account.family)
            sink.put(account.generation)
            sink.put(account.main)
            sink.put(account.inverse)
        }
        for index in 0..<marginAccounts.count {
            let account = marginAccounts[Handle(index: index)]
            sink.put(account.regime)
            sink.put(account.mode)
            sink.put(Int64(account.openOrders))
            sink.put(Int64(account.conditionalOrders))
            for number in 0..<assets.count {
                let balance = balances[Handle(index: account.firstBalance.index + number)]
                sink.put(balance.wallet)
                sink.put(balance.positionMode)
            }
        }
    }

    private func encodeBook(_ instrument: InstrumentID, _ side: Side, to sink: inout some WordSink) {
        var level = best(instrument, side)
        while !level.isNone {
            let row = levels[level]
            sink.put(row.price)
            sink.put(row.quantity)
            var handle = row.first
            while !handle.isNone {
                let order = orders[handle]
                order.encode(to: &sink)
                handle = order.nextAtLevel
            }
            level = row.worse
        }
        sink.put(UInt64(0))
    }
}

extension Instrument {
    fileprivate func encode(to sink: inout some WordSink) {
        sink.put(symbol)
        sink.put(payoff)
        sink.put(base)
        sink.put(quote)
        sink.put(settle)
        sink.put(tick)
        sink.put(markStep)
        sink.put(step)
        sink.put(minPrice)
        sink.put(maxPrice)
        sink.put(minQuantity)
        sink.put(maxLimitQuantity)
        sink.put(maxMarketQuantity)
        sink.put(minNotional)
        sink.put(maxOpenInterest)
        sink.put(priceLimitRatio)
        sink.put(fundingIntervalMs)
        sink.put(fundingRateCap)
        sink.put(mark)
        sink.put(index)
        sink.put(last)
        sink.put(fundingRate)
        sink.put(nextFundingMs)
        sink.put(openInterest)
        sink.put(restingQuantity)
        sink.put(bookOnly)
        sink.put(bookVersion)
    }
}
