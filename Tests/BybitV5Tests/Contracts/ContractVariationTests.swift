import HTTP1
import TestShapes
import Testing
import Wire

/// The same request written otherwise is the same request.
@Suite struct ContractVariationTests {
    @Test("Members that are not documented are ignored", arguments: Contract.all)
    func unknownMembers(contract: Contract) {
        let subject = { Subject(contract.generation, .busy) }
        let added =
            contract.method == .get
            ? "zz=1&" + contract.parameters + "&position_idx=9"
            : contract.parameters.dropLast() + (contract.parameters == "{}" ? "" : ",")
                + #""zz":{"a":[1,null]},"position_idx":9}"#
        #expect(contract.ask(subject(), added).text == contract.ask(subject()).text)
    }

    @Test(
        "A number may stand where a string is documented, and a string where a number is",
        arguments: Contract.all.filter { $0.method == .post })
    func otherTypes(contract: Contract) {
        let subject = { Subject(contract.generation, .busy) }
        let plain = contract.ask(subject()).text
        let numbers = contract.parameters.replacing(#/"(-?[0-9]+(?:\.[0-9]+)?)"/#) { "\($0.1)" }
        #expect(contract.ask(subject(), numbers).text == plain)
        let strings = contract.parameters.replacing(#/:(-?[0-9]+(?:\.[0-9]+)?)([,}])/#) { ":\"\($0.1)\"\($0.2)" }
        #expect(contract.ask(subject(), strings).text == plain)
    }

    @Test(
        "Pages of one row make the whole list; lists of what an account did end with an empty page, others with a row",
        arguments: Contract.all.filter { contract in
            guard case .object(let members) = contract.result else { return false }
            return members["nextPageCursor"] != nil && contract.path != "/v5/market/risk-limit"
        })
    func pages(contract: Contract) {
        let subject = Subject(contract.generation, .busy)
        // Times of open interest have no end but the one that is asked for.
        let query = contract.parameters + "&startTime=1700000000000"
        let whole = contract.ask(subject, query).list
        var rows: [String] = []
        var cursor = ""
        repeat {
            let next = cursor.isEmpty ? "" : "&cursor=\(cursor)"
            let page = contract.ask(subject, query + "&limit=1" + next)
            let hasEmptyEnd = !contract.path.hasPrefix("/v5/market/") && !contract.path.hasSuffix("/instruments-info")
            #expect(page.list.count == (rows.count < whole.count ? 1 : 0))
            #expect(page.list.isEmpty || !hasEmptyEnd || page.result?.text("nextPageCursor") != "")
            rows += page.list.map(\.canonical)
            cursor = page.result?.text("nextPageCursor") ?? "?"
        } while !cursor.isEmpty && rows.count <= whole.count
        #expect(rows == whole.map(\.canonical))
    }
}

extension JSON {
    /// The value as text, members in the order written.
    fileprivate var canonical: String {
        if let members { return "{" + members.map { "\($0.key):\($0.value.canonical)" }.joined(separator: ",") + "}" }
        if let elements { return "[" + elements.map(\.canonical).joined(separator: ",") + "]" }
        return scalarText ?? "null"
    }
}
