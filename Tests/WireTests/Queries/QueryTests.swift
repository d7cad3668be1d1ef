import Testing
import Wire

@Suite struct QueryTests {
    @Test func pairsKeepTheirOrderAndTheirBytes() {
        let query = Query(Array("b=%41+1&a=x=y&&flag&=v&a=2&%61=3".utf8))
        #expect(query.pairs.map(\.name) == ["b", "a", "flag", "", "a", "a"])
        #expect(query.pairs.map(\.value) == ["A+1", "x=y", "", "v", "2", "3"])
        #expect(
            query.pairs.map { String(decoding: $0.rawValue, as: UTF8.self) } == ["%41+1", "x=y", "", "v", "2", "3"])
        #expect(query.pairs.map { String(decoding: $0.rawName, as: UTF8.self) } == ["b", "a", "flag", "", "a", "%61"])
    }

    @Test func theFirstValueOfANameAnswers() {
        let query = Query(Array("%61=1&a=2&empty=".utf8))
        #expect(query["a"] == "1")
        #expect(query["empty"] == "")
        #expect(query["none"] == nil)
        #expect(Query([])["a"] == nil)
    }

    @Test func plusIsASpaceInFormsOnly() {
        let body = Array("a=x+y%2B&b+c=1".utf8)
        #expect(Query(body, plusIsSpace: true)["a"] == "x y+")
        #expect(Query(body, plusIsSpace: true)["b c"] == "1")
        #expect(Query(body)["a"] == "x+y+")
    }

    @Test(arguments: [
        ("a=1&signature=x&b=2", "a=1&b=2", ["x"]), ("signature=x&a=1", "a=1", ["x"]), ("a=1&signature=x", "a=1", ["x"]),
        ("signature=x", "", ["x"]), ("signature=x&a=1&signature=y", "a=1", ["x", "y"]), ("a=1", "a=1", []),
        ("", "", []),
        ("a=%2c&&b=+&signature=x&", "a=%2c&&b=+&", ["x"]), ("a&signature", "a", [""]),
        (
            "Signature=x&signatures=y&xsignature=z&%73ignature=w",
            "Signature=x&signatures=y&xsignature=z&%73ignature=w", []
        ),
        ("a=signature=x", "a=signature=x", []), ("signature=a%3Db", "", ["a=b"]),
    ])
    func removingAPairLeavesAllElseByteForByte(_ raw: String, _ rest: String, _ removed: [String]) {
        let result = Query(Array(raw.utf8)).removing("signature")
        #expect(String(decoding: result.rest, as: UTF8.self) == rest)
        #expect(result.removed == removed)
    }

    @Test(arguments: [
        ("a%2Cb", "a,b"), ("%7B%22a%22%7d", "{\"a\"}"), ("%", "%"), ("%4", "%4"), ("%4g%zz", "%4g%zz"), ("%%41", "%A"),
        ("100%25", "100%"), ("%2541", "%41"), ("a+b", "a+b"), ("%C3%A9", "é"), ("", ""),
    ])
    func malformedEscapesStayAsTheyAre(_ raw: String, _ decoded: String) {
        #expect(String(decoding: Query.percentDecoded(Array(raw.utf8)), as: UTF8.self) == decoded)
    }

    @Test func invalidUTF8IsRepairedInTextAndKeptInBytes() {
        #expect(Query(Array("a=%FF".utf8))["a"] == "\u{FFFD}")
        #expect(Query.percentDecoded(Array("%FF%00".utf8)) == [0xFF, 0x00])
    }
}
