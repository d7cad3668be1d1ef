import Testing

/// How tables of test cases are read.
@Suite struct RowsTests {
    private static let heading = "id,venue,contract,quantity_name,inputs_json,expected,tolerance,source_url,note"
    private static let sound = #"A,bybit,linear,position_value,"{""price"":""35"",""qty"":""100""}",3500,0,,"#

    private func run(_ rows: String...) -> Run {
        Run(rows: ([Self.heading] + rows).joined(separator: "\n"))
    }

    @Test func aRowShowsWhatIsExpectedAndWhatIsComputed() {
        let run = run(Self.sound, Self.sound.replacing("3500,0", with: "3501,0.5"))
        #expect(run.lines == ["A\t3500\t3500\twithin", "A\t3501\t3500\toutside", "1 passed, 1 failed"])
        #expect(run.status == 1)
    }

    @Test func aToleranceIncludesItsBound() {
        #expect(run(Self.sound.replacing("3500,0", with: "3500.5,0.5")).status == 0)
        #expect(run(Self.sound.replacing("3500,0", with: "3499.4999,0.5")).status == 1)
    }

    @Test func linesMayEndInCRLFAndTheLastInNothing() {
        let run = Run(rows: "\(Self.heading)\r\n\(Self.sound)\r\n\r\n\(Self.sound)")
        #expect(run.lines.last == "2 passed, 0 failed")
    }

    @Test func quotesMayHoldCommasQuotesAndLines() {
        let run = run(Self.sound + "\"a, \"\"b\"\"\nc\"", "B" + Self.sound.dropFirst() + "\"\"")
        #expect(run.lines.last == "2 passed, 0 failed")
    }

    @Test func columnsMayStandInAnyOrder() {
        let run = Run(
            rows: """
                tolerance,expected,inputs_json,quantity_name,contract,id
                0,18,"{""fee_rate"":""0.0002"",""price"":90000,""qty"":1}",fee,linear,Z
                """)
        #expect(run.lines.first == "Z\t18\t18\twithin")
    }

    @Test func whatARowsFigureHasNoUseForIsToldAndItsFieldIsLeftOut() {
        let row = #"A,bybit,linear,initial_margin,"{""price"":1,""qty"":2,""leverage"":2,""side"":""left""}",1,0"#
        let run = run(Self.sound, row)
        #expect(run.errors == ["plimsoll calc: cases.csv: line 3: no effect of --side"])
        #expect(run.lines.last == "2 passed, 0 failed")
        #expect(run.status == 0)
    }

    @Test func anInputInAColumnOfItsOwnIsRefusedUnlessItIsEmpty() {
        let rows = [Self.heading + ",qty", Self.sound + ",", Self.sound + ",7"]
        let run = Run(rows: rows.joined(separator: "\n"))
        #expect(run.lines[1] == "line 3: the column qty has no meaning; inputs stand in inputs_json")
        #expect(run.lines.last == "1 passed, 1 failed")
    }

    @Test func aMissingColumnIsNamed() {
        let run = Run(rows: "id,contract,quantity_name,expected,tolerance\nA,linear,fee,1,0")
        #expect(run.errors == ["plimsoll calc: cases.csv: missing column inputs_json"])
        #expect(run.status == 1)
    }

    @Test(arguments: [
        ("A,bybit,linear,position_value", "no expected"),
        (#"A,bybit,linear,position_value,"{""qty"":""1""}",1,0"#, "missing --price"),
        (#"A,bybit,linear,position_value,"{""qty"":""1""",1,0"#, "the inputs are not a JSON object"),
        (#"A,bybit,linear,position_value,"[]",1,0"#, "the inputs are not a JSON object"),
        (#"A,bybit,linear,position_value,"{}"x,1,0"#, "text behind a closing quote, or no closing quote"),
        (#"A,bybit,linear,position_value,"{},1,0"#, "text behind a closing quote, or no closing quote"),
        ("A,bybit,quanto,position_value,{},1,0", "the contract is not linear or inverse"),
        ("A,bybit,linear,position_value,{},1,little", "the tolerance is not a number"),
        ("A,bybit,linear,position_valve,{},1,0", "unknown quantity 'position_valve'; did you mean 'position-value'?"),
        (#"A,bybit,linear,position_value,"{""qty"":{}}",1,0"#, "qty is not a number, text or short list"),
        (
            #"A,bybit,linear,position_value,"{""qty"":""1"",""price"":""1e5""}",1,0"#,
            "price '1e5': not a plain decimal number"
        ),
        (#"A,bybit,inverse,position_value,"{""qty"":""1"",""price"":""0""}",1,0"#, "price '0': not above zero"),
        (
            #"A,bybit,linear,fee,"{""contract_sise"":""1""}",1,0"#,
            "unknown input 'contract_sise'; did you mean 'contract_size'?"
        ),
        (#"A,bybit,linear,position_value,"{""qty"":""1"",""price"":""1""}",1,0,,,5"#, "more fields than columns"),
    ])
    func aMalformedRowIsReportedByItsLineAndTheNextIsRead(row: String, reason: String) {
        let run = run(Self.sound, row, Self.sound)
        #expect(run.lines[1] == "line 3: \(reason)")
        #expect(run.lines.last == "2 passed, 1 failed")
        #expect(run.status == 1)
    }

    @Test func linesInsideQuotesCount() {
        #expect(run(Self.sound + "\"a\nb\"", "broken").lines[1].hasPrefix("line 4: "))
    }

    @Test func anAbsentPriceIsExpectedAsNone() {
        let row = """
            A,bybit,inverse,bankruptcy_price_margin,\
            "{""side"":""short"",""qty"":100,""entry_price"":100,""fee_rate"":""0"",""position_margin"":""1""}",none,0
            """
        #expect(run(row).lines.first == "A\tnone\tnone\twithin")
    }

    @Test func aFileThatCannotBeReadIsNamed() {
        let run = Run("--rows elsewhere.csv")
        #expect(run.errors == ["plimsoll calc: cannot read 'elsewhere.csv'"])
        #expect(run.status == 1)
    }

    @Test func anEmptyFileIsRefused() {
        #expect(Run(rows: "").errors == ["plimsoll calc: cases.csv: the file is empty"])
    }
}
