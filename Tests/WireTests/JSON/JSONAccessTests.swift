import Testing
import Wire

@Suite struct JSONAccessTests {
    private func parse(_ text: String) throws -> JSON {
        try #require(JSON.parse(Array(text.utf8)))
    }

    @Test func membersAreFoundByNameAndTheFirstOfDuplicatesWins() throws {
        let json = try parse(#"{"a":{"b":1,"x":[1,2]},"b":2,"\u0063":3,"b":4}"#)
        #expect(json["b"]?.numberText == "2")
        #expect(json["c"]?.numberText == "3")
        #expect(json["a"]?["b"]?.numberText == "1")
        #expect(json["x"] == nil)
        #expect(json[""] == nil)
    }

    @Test func membersAndElementsKeepTheirOrder() throws {
        let json = try parse(#"{"z":[true,"s",{},[],null,0],"a":1,"z":2}"#)
        #expect(json.members?.map(\.key) == ["z", "a", "z"])
        #expect(json["z"]?.elements?.map(\.kind) == [.bool, .string, .object, .array, .null, .number])
        #expect(try parse("{}").members?.isEmpty == true)
        #expect(try parse("[]").elements?.isEmpty == true)
    }

    @Test func aValueAnswersOnlyForItsOwnKind() throws {
        let json = try parse(#"["1",1,true,null,[1],{"a":1}]"#)
        let values = try #require(json.elements)
        #expect(values.map(\.string) == ["1", nil, nil, nil, nil, nil])
        #expect(values.map(\.numberText) == [nil, "1", nil, nil, nil, nil])
        #expect(values.map(\.bool) == [nil, nil, true, nil, nil, nil])
        #expect(values.map(\.isNull) == [false, false, false, true, false, false])
        #expect(values.map { $0.elements?.count } == [nil, nil, nil, nil, 1, nil])
        #expect(values.map { $0.members?.count } == [nil, nil, nil, nil, nil, 1])
        #expect(values.map { $0["a"] != nil } == [false, false, false, false, false, true])
    }

    @Test func scalarsHaveTextWhateverTheirKind() throws {
        let values = try #require(parse(#"["a",1.50,true,false,null,[],{}]"#).elements)
        #expect(values.map(\.scalarText) == ["a", "1.50", "true", "false", nil, nil, nil])
    }

    @Test func aValueOutlivesTheNodeItCameFrom() throws {
        var json: JSON? = try parse(#"{"a":["kept"]}"#)
        let inner = json?["a"]?.elements?.first
        json = nil
        #expect(inner?.string == "kept")
    }
}
