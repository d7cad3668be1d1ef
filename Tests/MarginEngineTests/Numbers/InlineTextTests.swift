import MarginEngine
import Testing

@Suite struct InlineTextTests {
    @Test("Text of up to 50 bytes is held and given back", arguments: [0, 1, 7, 8, 9, 15, 16, 40, 48, 49, 50])
    func holds(_ count: Int) {
        let text = String((0..<count).map { Character(Unicode.Scalar(UInt8(33 + $0 % 90))) })
        #expect(InlineText(text)?.text == text)
        #expect(InlineText(text)?.isEmpty == (count == 0))
    }

    @Test("51 bytes are too many, counted in UTF-8")
    func tooLong() {
        #expect(InlineText(String(repeating: "a", count: 51)) == nil)
        #expect(InlineText(String(repeating: "é", count: 25))?.text == String(repeating: "é", count: 25))
        #expect(InlineText(String(repeating: "é", count: 26)) == nil)
    }

    @Test("A trailing zero byte makes a difference")
    func zeroBytes() {
        #expect(InlineText("a") != InlineText("a\0"))
        #expect(InlineText("a\0")?.text == "a\0")
    }

    @Test("Encoded text comes back equal; a length beyond the capacity does not come back")
    func coding() throws {
        for text in ["", "a", "exactly8", "order-0001-ü", String(repeating: "x", count: 50)] {
            let inline = try #require(InlineText(text))
            var writer = ByteWriter()
            writer.put(inline)
            var reader = ByteReader(writer.bytes)
            #expect(try InlineText(from: &reader) == inline)
            #expect(reader.isAtEnd)
        }
        var reader = ByteReader([51, 1, 1, 1, 1, 1, 1, 1])
        #expect(throws: DecodingFailure.self) { try InlineText(from: &reader) }
    }

    @Test("Bytes behind the text's end are damage, not part of it")
    func stray() {
        // Length 1, then a word whose second byte is not zero: 'a' + 0x6200.
        var writer = ByteWriter()
        writer.put(UInt64(1))
        writer.put(UInt64(0x6261))
        var reader = ByteReader(writer.bytes)
        let read = try? InlineText(from: &reader)
        #expect(read == nil || read == InlineText("a"))
    }
}
