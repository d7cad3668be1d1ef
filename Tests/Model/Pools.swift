import MarginEngine

/// One settle asset of a margin account.
struct ModelPool {
    var wallet: Rational = 0
    var isolatedMargin: Rational = 0
    var crossInitial: Rational = 0
    var maintenance: Rational = 0
    var crossMaintenance: Rational = 0
    var orderMargin: Rational = 0
    var crossProfit: Rational = 0
    var isolatedProfit: Rational = 0
    var hedgeLock: Rational = 0
    var available: Rational = 0

    var profit: Rational { crossProfit + isolatedProfit }
    var equity: Rational { wallet + profit }
    var positionMargin: Rational { isolatedMargin + crossInitial }
}

/// A unified margin account in USD.
struct ModelUnified {
    var totalEquity: Rational = 0
    var totalWallet: Rational = 0
    var totalUnrealised: Rational = 0
    var marginBalance: Rational = 0
    var initialMargin: Rational = 0
    var orderMargin: Rational = 0
    var maintenance: Rational = 0
    var loanInitial: Rational = 0
    var loanMaintenance: Rational = 0
    var hasPositions = false

    var available: Rational { marginBalance - initialMargin }
}

extension ModelVenue {
    /// MARGIN-3.
    func orderMargin(_ holding: ModelHolding, _ mode: MarginMode) -> Rational {
        guard let contract = contract(holding),
            orders.contains(where: {
                $0.account == holding.account && $0.instrument == holding.instrument && !$0.isWaiting
            })
        else { return 0 }
        let costs = [Side.buy, .sell].map { side -> Rational in
            let leverage = holding.leverage(side.opened, mode)
            var free = holding.positionMode == .oneWay ? holding[side.opened.opposite].size : 0
            var cost: Rational = 0
            for order in resting(holding.account, holding.instrument, side) where !order.onlyCloses {
                let reducing = min(free, order.remaining)
                free -= reducing
                cost += contract.orderCost(side.opened, order.remaining - reducing, order.price, leverage)
            }
            return cost
        }
        return holding.positionMode == .oneWay ? max(costs[0], costs[1]) : costs[0] + costs[1]
    }

    func pool(_ account: Int, _ asset: Int, as mode: MarginMode? = nil) -> ModelPool {
        let row = accounts[account]
        var pool = ModelPool()
        pool.wallet = row.wallets[asset]
        for holding in holdings where holding.account == account && instruments[holding.instrument].settle == asset {
            guard let contract = contract(holding) else { continue }
            let holdingMode = row.regime == .unified ? mode ?? row.mode : holding.ownMode
            pool.orderMargin += orderMargin(holding, holdingMode)
            let profit = contract.profit(.long, holding.long) + contract.profit(.short, holding.short)
            if holdingMode == .isolated {
                pool.isolatedMargin += holding.long.margin + holding.short.margin
                pool.isolatedProfit += profit
                for side in PositionSide.allCases {
                    pool.maintenance += contract.maintenance(side, holding[side], holding.leverage(side, .isolated))
                }
            } else {
                let cross = contract.cross(holding)
                pool.crossInitial += cross.initial
                pool.maintenance += cross.maintenance
                pool.crossMaintenance += cross.maintenance
                pool.hedgeLock += cross.lock
                pool.crossProfit += profit
            }
        }
        let unlocked = pool.crossProfit + pool.hedgeLock
        let usable = row.family == .bybit ? min(0, unlocked) : unlocked
        pool.available =
            pool.wallet + usable - pool.crossInitial - pool.orderMargin - pool.isolatedMargin - pool.hedgeLock
        return pool
    }

    /// MARGIN-14, MARGIN-50, and MARGIN-15 in portfolio mode.
    func unified(_ account: Int, as mode: MarginMode? = nil) -> ModelUnified {
        let mode = mode ?? accounts[account].mode
        var figures = ModelUnified()
        for asset in assets.indices {
            let pool = pool(account, asset, as: mode)
            let price = usdPrice(asset)
            figures.totalWallet += (pool.wallet * price).down()
            figures.totalUnrealised += (pool.profit * price).down()
            figures.totalEquity += (pool.equity * price).down()
            figures.marginBalance += (collateral(asset, pledged(account, asset, pool.equity)) * price).down()
            figures.orderMargin += (pool.orderMargin * price).up()
            let debt = debt(account, asset, pool, mode)
            figures.loanInitial += (debt.initial * price).up()
            figures.loanMaintenance += (debt.maintenance * price).up()
            if mode != .portfolio {
                figures.initialMargin += (pool.positionMargin * price).up()
                figures.maintenance += (pool.maintenance * price).up()
            }
        }
        if mode == .portfolio {
            figures.maintenance = portfolioMaintenance(account)
            figures.initialMargin = (figures.maintenance * Rational(units: 120_000_000)).up()
        }
        figures.initialMargin += figures.orderMargin + figures.loanInitial
        figures.maintenance += figures.loanMaintenance
        figures.hasPositions = hasPositions(account)
        return figures
    }

    func hasPositions(_ account: Int) -> Bool { holdings.contains { $0.account == account && $0.hasPosition } }

    /// COLLATERAL-7.
    private func pledged(_ account: Int, _ asset: Int, _ equity: Rational) -> Rational {
        accounts[account].pledges[asset] || !equity.isPositive ? equity : 0
    }

    private func collateral(_ asset: Int, _ equity: Rational) -> Rational {
        let ladder = assets[asset].ladder
        guard equity.isPositive, !ladder.isEmpty else { return equity }
        var value: Rational = 0
        var lower: Rational = 0
        for step in ladder {
            let upper = step.limit.map { min(equity, $0.exact) } ?? equity
            if upper > lower { value += ((upper - lower) * step.ratio.exact).down() }
            lower = max(lower, upper)
        }
        return value
    }

    /// MARGIN-15, per base asset.
    private func portfolioMaintenance(_ account: Int) -> Rational {
        let own = holdings.filter { $0.account == account }
        var sum: Rational = 0
        for base in Set(own.map { instruments[$0.instrument].definition.base }) {
            let terms = portfolioTerms[base] ?? .published(of: base)
            var net: Rational = 0
            var gross: Rational = 0
            var nets: [Int: Rational] = [:]
            for holding in own where instruments[holding.instrument].definition.base == base {
                let instrument = instruments[holding.instrument]
                for side in PositionSide.allCases where holding[side].isOpen {
                    let atMark = usd(holding[side].size, instrument, at: instrument.mark)
                    net += side == .long ? atMark : -atMark
                    let atIndex = usd(holding[side].size, instrument, at: instrument.index)
                    gross += atIndex
                    nets[instrument.settle, default: 0] += side == .long ? atIndex : -atIndex
                }
            }
            let delta = nets.values.reduce(0, +)
            let hedged = (nets.values.reduce(0) { $0 + max($1, -$1) } - max(delta, -delta)) / 2
            sum += (max(net, -net) * terms.range.exact).up() + (gross * terms.futureContingency.exact).up()
            sum += (max(delta, -delta) * terms.deltaContingency.exact).up()
            sum += (hedged * terms.spreadContingency.exact).up()
        }
        return sum
    }

    /// An inverse quantity is in USD already.
    private func usd(_ size: Rational, _ instrument: ModelInstrument, at price: Rational) -> Rational {
        instrument.isLinear ? (size * price * usdPrice(instrument.settle)).up() : size
    }

    /// What can leave a margin account.
    func withdrawable(_ account: Int, _ asset: Int) -> Rational {
        let pool = pool(account, asset)
        let free = pool.wallet - pool.isolatedMargin
        if accounts[account].regime == .perSymbol || accounts[account].mode == .isolated {
            return min(pool.available, free - pool.crossInitial - pool.orderMargin).orZero
        }
        // WALLET-11.
        if !accounts[account].pledges[asset] { return min(pool.equity, free).orZero }
        let figures = unified(account)
        let above = figures.marginBalance - figures.maintenance - Rational(units: 1)
        let spare = figures.maintenance.isPositive ? min(figures.available, above) : figures.available
        let worth = ((spare - figures.totalUnrealised.orZero) / usdPrice(asset)).down().orZero
        let owned = mayBorrow(account) ? min(free, pool.equity) : free
        return min(leaving(asset, pool.equity, worth), owned).orZero
    }

    /// How much of an asset stops counting when its collateral value falls by `worth`; the highest step goes first.
    private func leaving(_ asset: Int, _ equity: Rational, _ worth: Rational) -> Rational {
        let ladder = assets[asset].ladder
        guard equity.isPositive, !ladder.isEmpty else { return worth }
        var left = worth
        var gone: Rational = 0
        for place in ladder.indices.reversed() {
            let lower = place == 0 ? 0 : ladder[place - 1].limit?.exact ?? equity
            let part = ((ladder[place].limit.map { min(equity, $0.exact) } ?? equity) - lower).orZero
            let counted = (part * ladder[place].ratio.exact).down()
            guard counted <= left else { return gone + (left / ladder[place].ratio.exact).down() }
            gone += part
            left -= counted
        }
        return gone
    }

    /// The value by which the tier that caps leverage is found. MARGIN-16.
    /// - Parameter added: an order that counts even where resting ones do not.
    func exposure(_ holding: ModelHolding, _ side: PositionSide, adding added: ModelOrder? = nil) -> Rational {
        guard let contract = contract(holding) else { return 0 }
        let counted = resting(holding.account, holding.instrument, side.opening).filter {
            !$0.onlyCloses && (accounts[holding.account].family == .bybit || $0.stamp == added?.stamp)
        }
        return counted.reduce(contract.valueAtMark(holding[side].size).up()) {
            $0 + contract.instrument.value($1.remaining, $1.price).up()
        }
    }

    /// What a cross position can lose with all else unchanged. MARGIN-13.
    func crossCash(_ holding: ModelHolding, _ side: PositionSide) -> Rational {
        guard let contract = contract(holding) else { return 0 }
        let asset = contract.instrument.settle
        let profit = contract.profit(side, holding[side])
        let maintenance = contract.maintenance(side, holding[side], holding.crossLeverage)
        if accounts[holding.account].regime == .unified {
            let figures = unified(holding.account)
            let free = figures.marginBalance - figures.maintenance - figures.orderMargin
            return (free / usdPrice(asset)).down() - profit + maintenance
        }
        let pool = pool(holding.account, asset)
        return pool.wallet - pool.isolatedMargin - pool.orderMargin + pool.crossProfit - profit
            - pool.crossMaintenance + maintenance
    }
}
