import Testing
import Wire

@Suite("The order of checks, endpoint by endpoint")
struct CheckOrderTests {
    @Test(
        "One thing set right shows the next check", arguments: CheckOrder.main + CheckOrder.others + CheckOrder.queries)
    func steps(_ order: CheckOrder) throws {
        var venue = try BitgetVenue()
        try venue.prepare(order.before)
        var parameters: [String: String] = [:]
        for step in order.steps {
            parameters.merge(step.change) { _, new in new }
            let answer = try venue.make(order, parameters)
            #expect(answer.message == step.message, "\(parameters)")
        }
    }

    @Test("Queries look at the product type, then the symbol, then their page")
    func query() throws {
        var venue = try BitgetVenue()
        let week = "startTime and endTime interval cannot be greater than 7 days"
        for (query, message) in [
            ("symbol=nope&limit=0", "Parameter productType cannot be empty"),
            ("productType=nope&symbol=nope&limit=0", "Parameter NOPE cannot be empty"),
            ("productType=USDT-FUTURES&symbol=nope&limit=0", "Parameter NOPE does not exist"),
            (
                "productType=USDT-FUTURES&startTime=0&endTime=7776000001&limit=0&idLessThan=1",
                "startTime and endTime interval cannot be greater than 90 days"
            ),
            (
                "productType=USDT-FUTURES&limit=0&idLessThan=1",
                "Value range verification failed: limit should be between 1 and 100"
            ),
            ("productType=USDT-FUTURES&idLessThan=1", "Parameter idLessThan error"),
        ] {
            for path in ["orders-pending", "orders-history", "fills", "fill-history"] {
                let expected = path == "fill-history" && message.hasPrefix("startTime") ? week : message
                #expect(try venue.get("order/\(path)", query).message == expected, "\(path)?\(query)")
            }
        }
    }

    @Test("A signed call is authenticated before anything of it is read, and counted before its parameters are")
    func transport() throws {
        var venue = try BitgetVenue()
        venue.limits = RateLimits()
        let path = "/api/v2/mix/account/set-margin-mode"
        for _ in 0..<5 { #expect(try venue.post("account/set-margin-mode", "{").code == "40017") }
        #expect(try venue.post("account/set-margin-mode", "{").code == "429")
        #expect(try venue.send(venue.signed("POST", path, replacing: ["access-sign": "x"])).code == "40009")
        #expect(try venue.send(venue.signed("GET", path, without: ["access-key"])).code == "40404")
    }
}

extension BitgetVenue {
    fileprivate mutating func make(_ order: CheckOrder, _ parameters: [String: String]) throws -> Answer {
        guard order.method == "POST" else {
            return try get(order.path, parameters.map { "\($0)=\($1)" }.sorted().joined(separator: "&"))
        }
        let members = parameters.map { #""\#($0)":"\#($1)""# }.sorted().joined(separator: ",")
        return try post(order.path, "{\(members)}")
    }

    fileprivate mutating func prepare(_ before: CheckOrder.Before) throws {
        let open = #""tradeSide":"open""#
        switch before {
        case .isolatedLong: try openIsolatedLong()
        case .isolated: try #require(try setMode("isolated").isSuccess)
        case .crossedLong: try #require(try place("buy", "0.01", mode: "crossed", open).isSuccess)
        case .crossedLongAndOrder:
            try prepare(.crossedLong)
            let order = try place("buy", "0.01", price: "59000", mode: "crossed", #"\#(open),"clientOid":"used""#)
            try #require(order.isSuccess)
        case .plan:
            try prepare(.crossedLong)
            let plan = try post(
                "order/place-plan-order",
                #"{\#(Self.usdt),"planType":"normal_plan","marginMode":"crossed","size":"0.01","side":"buy",\#(open),"#
                    + #""orderType":"market","triggerPrice":"65000","triggerType":"mark_price","clientOid":"used"}"#)
            try #require(plan.isSuccess)
        case .stop:
            try openIsolatedLong()
            try #require(try stop("loss_plan", "50000", #""holdSide":"buy","size":"0.04""#).isSuccess)
        }
    }
}
