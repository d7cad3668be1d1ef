import Testing
import Wire

@Suite("Nothing is ignored: each member of each call missing, misspelt, out of range, in wrong company")
struct DemandTests {
    private static let demands = Demand.reading + Demand.changing

    /// A busy account, and the ids of what it has: an order that rests, a plan and a stop-loss of the position.
    private struct Busy: ~Copyable {
        var venue: BitgetVenue
        private let ids: [String: String]

        private init(_ venue: consuming BitgetVenue, _ ids: [String: String]) {
            self.venue = venue
            self.ids = ids
        }

        static func account() throws -> Busy {
            var venue = try BitgetVenue.after(.busy)
            let resting = try venue.get("order/orders-pending", "productType=USDT-FUTURES").rows("entrustedList")
            let ids = [
                "RESTING": try #require(resting.first).text("orderId"),
                "PLAN": try #require(try venue.plans("normal_plan").first).text("orderId"),
                "STOP": try #require(try venue.plans("profit_loss").first).text("orderId"),
            ]
            return Busy(venue, ids)
        }

        /// The request of a demand with some members changed, or left out where nil.
        mutating func send(_ demand: Demand, _ changes: [String: String?] = [:]) throws -> Answer {
            var members = demand.members.filter { changes[$0.name] == nil }
            for case (let name, let value?) in changes { members.append((name, value)) }
            for (name, id) in ids {
                members = members.map { ($0.name, $0.value.replacing(name, with: id)) }
            }
            let path = "/api/v2/\(demand.path)"
            guard demand.method == "POST" else {
                let query = members.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
                let isOpen = demand.path.hasPrefix("mix/market") || demand.path.hasPrefix("public")
                return try isOpen ? venue.open(path, query) : venue.send(venue.signed("GET", path, query: query))
            }
            let body = members.map { #""\#($0.name)":\#($0.value.hasPrefix("[") ? $0.value : "\"\($0.value)\"")"# }
            return try venue.send(venue.signed("POST", path, body: "{\(body.joined(separator: ","))}"))
        }

        /// Expects a code and no trace.
        mutating func expect(_ code: String, of demand: Demand, _ changes: [String: String?]) throws -> Answer {
            let before = venue.digest
            let answer = try send(demand, changes)
            #expect(answer.code == code, "\(demand) \(changes) \(answer.body)")
            #expect(venue.digest == before, "\(demand) \(changes)")
            return answer
        }
    }

    @Test("There is a demand for each call that the reference has")
    func complete() {
        let demanded = Set(Self.demands.map { "\($0.method) /api/v2/\($0.path)" })
        #expect(demanded == Set(EndpointCase.all.map { "\($0.method) \($0.path)" }))
    }

    @Test("The request itself is accepted", arguments: demands)
    func accepted(_ demand: Demand) throws {
        var busy = try Busy.account()
        let answer = try busy.send(demand)
        #expect(answer.isSuccess, "\(answer.body)")
    }

    @Test("What a page requires is refused where it is missing, by its name", arguments: demands)
    func missing(_ demand: Demand) throws {
        var busy = try Busy.account()
        for (name, code) in demand.required {
            let answer = try busy.expect(code, of: demand, [name: String?.none])
            if code == "40019" { #expect(answer.message == "Parameter \(name) cannot be empty") }
        }
    }

    @Test("A symbol, product type or coin that there is not is refused", arguments: demands)
    func names(_ demand: Demand) throws {
        var busy = try Busy.account()
        for (name, value, code) in [("symbol", "NOPE", "40034"), ("productType", "NOPE", "40019")]
        where demand.members.contains(where: { $0.name == name }) {
            _ = try busy.expect(code, of: demand, [name: value])
        }
        let names = Set(demand.members.map(\.name))
        if names.isSuperset(of: ["symbol", "marginCoin"]) {
            _ = try busy.expect("40778", of: demand, ["marginCoin": "NOPE"])
        }
    }

    @Test("BITGET-CALL-14: the words of a page are taken, any other is refused", arguments: demands)
    func words(_ demand: Demand) throws {
        for (name, words) in demand.words {
            var busy = try Busy.account()
            _ = try busy.expect("400172", of: demand, [name: "misspelt"])
            for word in words {
                var busy = try Busy.account()
                let answer = try busy.send(demand, [name: word])
                #expect(answer.code != "400172", "\(demand) \(name)=\(word) \(answer.body)")
            }
        }
    }

    @Test("What is out of range is refused", arguments: demands)
    func beyond(_ demand: Demand) throws {
        var busy = try Busy.account()
        for (name, value, code) in demand.beyond { _ = try busy.expect(code, of: demand, [name: value]) }
    }

    @Test("BITGET-CALL-13: what is in wrong company is refused", arguments: demands)
    func company(_ demand: Demand) throws {
        var busy = try Busy.account()
        for (changes, code) in demand.company { _ = try busy.expect(code, of: demand, changes) }
    }
}
