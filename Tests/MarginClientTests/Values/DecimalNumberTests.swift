import MarginClient
import Testing

@Suite struct DecimalNumberTests {
    @Test(arguments: [
        ("5", "5"), ("5.00", "5"), ("+5", "5"), ("005.10", "5.1"), ("-0.250", "-0.25"), ("-0.0", "0"), ("0", "0"),
        ("123456789012345678901234567890.000000000000000001", "123456789012345678901234567890.000000000000000001"),
    ])
    func `one value has one spelling`(_ written: String, _ text: String) throws {
        #expect(try #require(DecimalNumber(written)).text == text)
    }

    @Test(arguments: ["", "-", ".5", "5.", "1e3", "1,5", " 1", "0x10", "--1", "1.2.3", "٣"])
    func `what is no decimal is none`(_ written: String) {
        #expect(DecimalNumber(written) == nil)
    }

    @Test func `the sign turns and goes`() throws {
        let number = try #require(DecimalNumber("-10.5"))
        #expect(number.isNegative)
        #expect(number.negated.text == "10.5")
        #expect(number.negated.negated == number)
        #expect(number.magnitude.text == "10.5")
        #expect(DecimalNumber.zero.negated == .zero)
    }
}
