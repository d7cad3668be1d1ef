import Testing
import Wire

@Suite struct JSONParsingTests {
    @Test(arguments: [
        "{}", "[]", "0", "-0", "1.5e+3", "\"\"", "true", "false", "null", " \t\r\n[ 1 , 2 ]\n",
        "{\"a\":{\"b\":[null]}}",
        "[[],{},[[]]]", "\"\\u0000\"", "\"\u{7F}\"", "\"\u{2028}\"", "[1E5,1e-5,0e0,-0.0]",
    ])
    func validDocumentsAreRead(_ text: String) {
        #expect(JSON.parse(Array(text.utf8)) != nil)
    }

    @Test(arguments: [
        "", " ", "{", "}", "[", "]", "[1,]", "[,1]", "[1 2]", "[1,,2]", "{\"a\":1,}", "{,}", "{\"a\"}", "{\"a\":}",
        "{a:1}",
        "{1:1}", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "[1}", "{\"a\":1]", "[]]", "{}}", "1 2", "{}{}", "[] x",
        "\"a\" \"b\"",
        "tru", "truex", "True", "nul", "nullnull", "NaN", "Infinity", "-Infinity", "+1", "01", "-", "-01", ".5", "1.",
        "1.e5",
        "1e", "1e+", "0x10", "1_000", "1a", "--1", "'a'", "\"a", "a\"", "\"a\"b", "1\"a\"", "\"\\x\"", "\"\\u12\"",
        "\"\\u12G4\"", "\"\\", "\"\\\"", "\"a\nb\"", "\"a\tb\"", "\"\u{0}\"", "[1]\u{0}", "\u{0}", "\u{C}1", "1\u{C}",
        "// c\n1", "[1]/**/", "\\\"a\\\"", "[\"a\",\\\"]", "\u{FEFF}", "\u{A0}1", "[:1]", "{\"a\":1,\"b\"}",
        "[\"a\":1]", ":", ",",
    ])
    func anythingElseIsRefused(_ text: String) {
        #expect(JSON.parse(Array(text.utf8)) == nil)
    }

    @Test(
        arguments: [
            [0x80], [0xC0, 0x80], [0xE2, 0x28, 0xA1], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80, 0x80],
            [0xC3], [0xFF],
        ] as [[UInt8]])
    func invalidUTF8IsRefusedInsideAndOutsideStrings(_ bytes: [UInt8]) {
        #expect(JSON.parse(Array("[\"".utf8) + bytes + Array("\"]".utf8)) == nil)
        #expect(JSON.parse(Array("[1]".utf8) + bytes) == nil)
        #expect(JSON.parse(Array("{\"".utf8) + bytes + Array("\":1}".utf8)) == nil)
    }

    @Test func aDocumentIs32DeepAtMost() {
        func nested(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
            Array((String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)).utf8)
        }
        #expect(JSON.parse(nested(32, "[", "]")) != nil)
        #expect(JSON.parse(nested(33, "[", "]")) == nil)
        #expect(JSON.parse(nested(32, "{\"a\":", "}")) != nil)
        #expect(JSON.parse(nested(33, "{\"a\":", "}")) == nil)
        #expect(JSON.parse([UInt8](repeating: UInt8(ascii: "["), count: 1 << 20)) == nil)
    }

    @Test func aDocumentIsOneMebibyteAtMost() {
        let limit = 1 << 20
        func padded(_ count: Int) -> [UInt8] {
            Array("\"".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: count - 2) + Array("\"".utf8)
        }
        #expect(JSON.parse(padded(limit))?.string?.utf8.count == limit - 2)
        #expect(JSON.parse(padded(limit + 1)) == nil)
    }

    @Test func aDocumentOfManyValuesFitsItsTape() throws {
        let text = "[" + Array(repeating: "0", count: 500_000).joined(separator: ",") + "]"
        let elements = try #require(JSON.parse(Array(text.utf8))?.elements)
        #expect(elements.count == 500_000)
        #expect(elements.last?.numberText == "0")
    }

    @Test func numbersAreKeptAsWritten() {
        let long = String(repeating: "9", count: 400)
        for text in [
            "1e999999", "-1E-999999", "0.10", "-0", "18446744073709551616", long, "0.\(long)", "-\(long).\(long)e+5",
        ] {
            let value = JSON.parse(Array("{\"n\": \(text) }".utf8))?["n"]
            #expect(value?.kind == .number)
            #expect(value?.numberText == text)
            #expect(value?.scalarText == text)
            #expect(JSON.parse(Array(text.utf8))?.numberText == text)
        }
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u20AC""#, "Aé€"), (#""\ud83d\uDE00""#, "😀"),
        (#""\uD800\uDC00\udbff\udfff""#, "\u{10000}\u{10FFFF}"), (#""\uD7FF\uE000\uFFFF""#, "\u{D7FF}\u{E000}\u{FFFF}"),
        (#""\u0000""#, "\u{0}"), (#""\\u0041""#, "\\u0041"), ("\"é€😀\"", "é€😀"),
    ])
    func stringsAreUnescaped(_ text: String, _ expected: String) {
        #expect(JSON.parse(Array(text.utf8))?.string == expected)
    }

    @Test(arguments: [
        #""\ud800""#, #""\udc00""#, #""\ud800\ud800""#, #""\ud800\u0041""#, #""\udbff\uffff""#, #""\udc00\ud800""#,
        #""\ud800x""#, #""\ud800\n""#, #""\ud83d\ude0""#,
    ])
    func halfASurrogatePairIsRefused(_ text: String) {
        #expect(JSON.parse(Array(text.utf8)) == nil)
    }

    /// Blocks of 64 bytes are where the token stage carries its state over.
    @Test func stringsMayStraddleAnyBlockBoundary() {
        for count in 0..<200 {
            let filler = String(repeating: "x", count: count)
            #expect(JSON.parse(Array(#"["\#(filler)\"\\","é"]"#.utf8))?.elements?.first?.string == filler + "\"\\")
            #expect(JSON.parse(Array(#"["\#(filler)\","é"]"#.utf8)) == nil)
        }
    }
}
