import MarginEngine
import Testing

@Suite struct DecimalTextTests {
    @Test(
        "Plain decimal text is read exactly",
        arguments: [
            ("0", 0), ("-0", 0), ("1", 100_000_000), ("+1.5", 150_000_000), ("-1.5", -150_000_000),
            (".5", 50_000_000), ("00012", 1_200_000_000), ("0.00000001", 1), ("-0.00000001", -1),
            ("1.1234567800000", 112_345_678),
            ("12676506002282294014967.03205376", 1_267_650_600_228_229_401_496_703_205_376),
        ] as [(String, Int128)])
    func reads(_ text: String, _ units: Int128) {
        #expect(DecimalText.read(text) == .units(units))
    }

    @Test(
        "What is not plain decimal text is not a number",
        arguments: [
            "", "-", "+", ".", "-.", "1e5", "1,5", " 1", "1 ", "1.2.3", "--1", "1-", "0x10", "NaN", "١", "½",
            "1\u{301}",
            "999999999999999999999999999999999999999999z", "0.000000001x",
        ])
    func notANumber(_ text: String) {
        #expect(DecimalText.read(text) == .notANumber)
    }

    @Test("A ninth decimal is too fine unless it is zero")
    func tooFine() {
        #expect(DecimalText.read("0.000000001") == .tooFine)
        #expect(DecimalText.read("1.0000000010") == .tooFine)
        #expect(DecimalText.read("1.000000010") == .units(100_000_001))
    }

    @Test("Beyond 2^100 units a number is too large, however long it is written")
    func tooLarge() {
        #expect(DecimalText.read("12676506002282294014967.03205377") == .tooLarge)
        #expect(DecimalText.read(String(repeating: "9", count: 400)) == .tooLarge)
        #expect(DecimalText.read("-" + String(repeating: "9", count: 40) + ".5") == .tooLarge)
        #expect(DecimalText.read(String(repeating: "0", count: 400) + "7") == .units(700_000_000))
    }

    @Test(
        "Numbers are written plainly, without trailing zeros",
        arguments: [
            (0, "0"), (1, "0.00000001"), (-1, "-0.00000001"), (150_000_000, "1.5"), (-150_000_000, "-1.5"),
            (6_000_000_000_000, "60000"), (100_000_010, "1.0000001"),
            (.min, "-1701411834604692317316873037158.84105728"), (.max, "1701411834604692317316873037158.84105727"),
        ] as [(Int128, String)])
    func writes(_ units: Int128, _ text: String) {
        #expect(DecimalText.write(units: units) == text)
    }

    @Test("The least 64-bit number is written, too, and read back")
    func least() {
        #expect(Price(units: .min).text == "-92233720368.54775808")
        #expect(Price("-92233720368.54775808") == Price(units: .min))
        #expect(Price("92233720368.54775808") == nil)
        #expect(Money("92233720368.54775808") == Money(units: 9_223_372_036_854_775_808))
    }

    @Test("Leverage has at most two decimals and is never negative")
    func leverage() {
        #expect(Leverage("12.5") == Leverage(hundredths: 1_250))
        #expect(Leverage("10000") == Leverage(hundredths: 1_000_000))
        #expect(Leverage("10000.01") == nil)
        #expect(Leverage("1.001") == nil)
        #expect(Leverage("-1") == nil)
        #expect(Leverage("") == nil)
    }

    @Test("A number is a multiple of a step only when the step is not zero")
    func multiples() {
        #expect(Price(units: 30).isMultiple(of: Price(units: 10)))
        #expect(!Price(units: 31).isMultiple(of: Price(units: 10)))
        #expect(!Price(units: 30).isMultiple(of: .zero))
    }
}
