import HTTP1

extension Endpoint {
    static let table = [
        Endpoint(.get, "/venues", Venues.list),
        Endpoint(.post, "/preview", Previews.preview),
        Endpoint(.post, "/venues/:venue/preview", Previews.preview),
        Endpoint(.get, "/venues/:venue", Venues.read),
        Endpoint(.get, "/venues/:venue/digest", Venues.digest),
        Endpoint(.get, "/venues/:venue/clock", Clocks.read),
        Endpoint(.put, "/venues/:venue/clock", Clocks.set),
        Endpoint(.post, "/venues/:venue/clock/advance", Clocks.advance),
        Endpoint(.put, "/venues/:venue/insurance-fund", Wallets.fundInsurance),
        Endpoint(.post, "/venues/:venue/insurance-fund", Wallets.fundInsurance),

        Endpoint(.get, "/venues/:venue/instruments", Instruments.list),
        Endpoint(.put, "/venues/:venue/instruments/:symbol", Instruments.change),
        Endpoint(.put, "/venues/:venue/instruments/:symbol/prices", Instruments.setPrices),

        Endpoint(.get, "/venues/:venue/assets", Assets.list),
        Endpoint(.put, "/venues/:venue/assets/:asset", Assets.change),

        Endpoint(.get, "/venues/:venue/portfolio-terms", PortfolioStress.list),
        Endpoint(.put, "/venues/:venue/portfolio-terms/:base", PortfolioStress.set),

        Endpoint(.get, "/venues/:venue/loan-terms", Loans.list),
        Endpoint(.put, "/venues/:venue/loan-terms/:asset", Loans.set),

        Endpoint(.get, "/venues/:venue/accounts", Accounts.list),
        Endpoint(.post, "/venues/:venue/accounts", Accounts.open),
        Endpoint(.get, "/venues/:venue/accounts/:uid", Accounts.read),
        Endpoint(.put, "/accounts/:uid/standing", Accounts.setStanding),
        Endpoint(.put, "/venues/:venue/accounts/:uid/standing", Accounts.setStanding),
        Endpoint(.put, "/accounts/:uid/kind", Accounts.setKind),
        Endpoint(.put, "/venues/:venue/accounts/:uid/kind", Accounts.setKind),
        Endpoint(.post, "/venues/:venue/accounts/:uid/keys", Keys.add),
        Endpoint(.delete, "/venues/:venue/accounts/:uid/keys/:key", Keys.remove),
        Endpoint(.post, "/venues/:venue/accounts/:uid/deposits", Wallets.deposit),
        Endpoint(.post, "/venues/:venue/accounts/:uid/withdrawals", Wallets.withdraw),
    ]
}
