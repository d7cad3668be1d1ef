import Testing
import Wire

@Suite struct EncodingTests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", "", ""), ("f", "Zg==", "66"), ("fo", "Zm8=", "666f"), ("foo", "Zm9v", "666f6f"),
        ("foob", "Zm9vYg==", "666f6f62"),
        ("fooba", "Zm9vYmE=", "666f6f6261"), ("foobar", "Zm9vYmFy", "666f6f626172"),
    ])
    func agreesWithRFC4648(_ plain: String, _ base64: String, _ hex: String) {
        let bytes = Array(plain.utf8)
        #expect(Base64.encode(bytes) == base64)
        #expect(Base64.decode(base64) == bytes)
        #expect(Hex.encode(bytes) == hex)
        #expect(Hex.decode(hex) == bytes)
    }

    @Test func everyByteComesBack() {
        let bytes = Array(UInt8.min...UInt8.max)
        #expect(Hex.decode(Hex.encode(bytes)) == bytes)
        for count in 250...256 {
            #expect(Base64.decode(Base64.encode(Array(bytes.prefix(count)))) == Array(bytes.prefix(count)))
        }
    }

    @Test func hexTakesEitherCase() {
        #expect(Hex.decode("aBcDeF") == [0xAB, 0xCD, 0xEF])
    }

    @Test func aNumberIsPaddedToItsDigitsAndNeverCut() {
        #expect(Hex.text(0, digits: 4) == "0000")
        #expect(Hex.text(0xBEEF, digits: 6) == "00beef")
        #expect(Hex.text(0x1_0000, digits: 4) == "10000")
        #expect(Hex.text(.max, digits: 0) == "ffffffffffffffff")
    }

    @Test(arguments: ["a", "abc", "0g", "0x", " 00", "00 ", "é"])
    func malformedHexIsRefused(_ text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test(arguments: [
        "Z", "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "====", "=", "Zg==Zg==", "Zm 9v", " Zm9v", "Zm9v\n", "Zm9-", "Z===",
        "Z=g=", "Zm9vé===",
    ])
    func malformedBase64IsRefused(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }
}
