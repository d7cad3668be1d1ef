import MarginEngine
import Testing
import Wire

/// No member of a request is dropped in silence: each is sent missing, misspelt and out of its range.
@Suite struct MemberTests {
    @Test("Every call has a table, and every table's call is taken", arguments: MemberTable.all)
    func taken(table: MemberTable) {
        let reply = table.ask(table.subject(), table.request())
        #expect(reply.code == table.code, "\(reply.text)")
    }

    @Test("The tables are of all calls that have a contract")
    func coverage() { #expect(Set(MemberTable.all.map(\.path)) == Set(Contract.all.map(\.path))) }

    @Test(
        "What is required is refused when it is missing, empty or misspelt, and nothing changes",
        arguments: MemberTable.all.filter { !$0.required.isEmpty })
    func required(table: MemberTable) {
        let subject = table.subject()
        let before = subject.venue.digest
        for member in table.required {
            for added in [[], [(member.name, "")], [(member.misspelt, member.value)]] {
                let request = table.request(without: member.name, with: added)
                let reply = table.ask(subject, request)
                #expect(reply.code == member.missingCode, "\(table.text(request)): \(reply.text)")
            }
        }
        #expect(subject.venue.digest == before)
    }

    @Test(
        "What may be left out is taken, and misspelt it is as if it were left out",
        arguments: MemberTable.all.filter { $0.required.count < $0.members.count })
    func optional(table: MemberTable) {
        let plain = table.ask(table.subject(), table.request())
        for member in table.members where !member.isRequired {
            let reply = table.ask(table.subject(), table.request(with: [(member.name, member.value)]))
            #expect(reply.code == table.code, "\(member.name) \(member.value): \(reply.text)")
            let misspelt = table.ask(table.subject(), table.request(with: [(member.misspelt, member.value)]))
            #expect(misspelt.text == plain.text, "\(member.misspelt)")
            guard let fallback = member.fallback else { continue }
            let usual = table.ask(table.subject(), table.request(with: [(member.name, fallback)]))
            #expect(usual.text == plain.text, "\(member.name) \(fallback)")
        }
    }

    @Test(
        "What is out of its range is refused by its code, and nothing changes",
        arguments: MemberTable.all.filter { $0.members.contains { !$0.wrong.isEmpty } })
    func range(table: MemberTable) {
        let subject = table.subject()
        let before = subject.venue.digest
        for member in table.members {
            for (value, code) in member.wrong {
                let reply = table.ask(subject, table.request(with: [(member.name, value)]))
                #expect(reply.code == code, "\(member.name) \(value): \(reply.text)")
            }
        }
        #expect(subject.venue.digest == before)
    }

    // MARK: The trade stream

    private static let operations = [
        "order.create": "/v5/order/create", "order.amend": "/v5/order/amend", "order.cancel": "/v5/order/cancel",
        "order.create-batch": "/v5/order/create-batch", "order.amend-batch": "/v5/order/amend-batch",
        "order.cancel-batch": "/v5/order/cancel-batch",
    ]

    @Test(
        "The trade stream's operations refuse what their calls refuse",
        arguments: MemberTable.orders.filter { MemberTests.operations.values.contains($0.path) })
    func stream(table: MemberTable) throws {
        let operation = try #require(Self.operations.first { $0.value == table.path }?.key)
        let subject = table.subject()
        let client = try #require(StreamClient(subject.venue, "/v5/trade"))
        _ = client.logIn(subject.owner)
        func code(_ values: [(name: String, value: String)]) -> Int64? {
            let header = #"{"X-BAPI-TIMESTAMP":"\#(subject.venue.wallMs)"}"#
            return client.send(#"{"header":\#(header),"op":"\#(operation)","args":[\#(table.text(values))]}"#)
                .first?.number("retCode")
        }
        let before = subject.venue.digest
        for member in table.required {
            #expect(code(table.request(without: member.name)) == 10001, "\(member.name)")
            let misspelt = table.request(without: member.name, with: [(member.misspelt, member.value)])
            #expect(code(misspelt) == 10001, "\(member.misspelt)")
        }
        for member in table.members {
            for (value, expected) in member.wrong {
                let wanted = member.name == "category" ? 10404 : Int64(expected)
                #expect(code(table.request(with: [(member.name, value)])) == wanted, "\(member.name) \(value)")
            }
        }
        #expect(subject.venue.digest == before)
        #expect(code(table.request()) == 0)
    }

    // MARK: Messages of streams

    @Test(
        "A message without its operation or its arguments, or with others, is refused",
        arguments: ["/v5/public/linear", "/v5/public/inverse", "/v5/public/spot", "/v5/private"])
    func messages(path: String) throws {
        let venue = TestVenue()
        let client = try #require(StreamClient(venue, path))
        if path == "/v5/private" { _ = client.logIn(venue.open(.uta2)) }
        let messages = [
            "{}", #"{"ops":"subscribe","args":["order"]}"#, #"{"op":"subscribed","args":["order"]}"#,
            #"{"op":"subscribe"}"#, #"{"op":"subscribe","args":[]}"#, #"{"op":"subscribe","args":"order"}"#,
            #"{"op":"subscribe","arg":["order"]}"#, #"{"op":"subscribe","args":[1]}"#,
            #"{"op":"subscribe","args":["orders"]}"#, #"{"op":"unsubscribe"}"#, #"{"op":1}"#, "[]", "x",
        ]
        for message in messages { #expect(client.send(message).first?["success"]?.bool == false, "\(message)") }
    }

    @Test("A login without all of its three arguments is refused", arguments: ["/v5/private", "/v5/trade"])
    func logins(path: String) throws {
        let venue = TestVenue()
        let owner = venue.open(.uta2)
        let client = try #require(StreamClient(venue, path))
        for args in [
            "", #""\#(owner.key)""#, #""\#(owner.key)",9999999999999"#, #"1,2,3"#, #""\#(owner.key)","x","y""#,
        ] {
            let reply = client.send(#"{"op":"auth","args":[\#(args)]}"#).first
            #expect(reply?["success"]?.bool == false || reply?.number("retCode") != 0, "\(args)")
        }
        let refused = client.send(#"{"op":"auth"}"#).first
        #expect(refused?["success"]?.bool == false || refused?.number("retCode") != 0)
    }
}
