import TestSupport
import Testing
import Wire

@Suite struct JSONWriterTests {
    private func text(_ body: (inout JSONWriter) -> Void) -> String {
        String(decoding: JSONWriter.bytes(body), as: UTF8.self)
    }

    @Test func commasStandBetweenAndNowhereElse() {
        let written = text { writer in
            writer.object { writer in
                writer.member("s", "x")
                writer.memberNull("n")
                writer.memberObject("o") { writer in
                    writer.member("t", true)
                    writer.member("f", false)
                }
                writer.memberObject("e") { _ in }
                writer.memberArray("a") { writer in
                    writer.value("v")
                    writer.object { $0.member("i", 1) }
                    writer.array { _ in }
                    writer.array {
                        $0.value(1)
                        $0.value(2)
                    }
                    writer.valueNull()
                    writer.value(true)
                    writer.valueRaw(Array("{}".utf8))
                }
                writer.memberRaw("r", Array("[1]".utf8))
                writer.member("last", 0)
            }
        }
        let expected =
            #"{"s":"x","n":null,"o":{"t":true,"f":false},"e":{},"#
            + #""a":["v",{"i":1},[],[1,2],null,true,{}],"r":[1],"last":0}"#
        #expect(written == expected)
    }

    @Test func namesOfAMapAreEscapedLikeStrings() {
        let written = text { json in
            json.object { json in
                json.member("a", 1)
                json.memberMap("map", [(name: "x", value: "1"), (name: "\"y\"", value: "2")])
                json.memberMap("none", [])
                json.member("b", 2)
            }
        }
        #expect(written == #"{"a":1,"map":{"x":"1","\"y\"":"2"},"none":{},"b":2}"#)
    }

    @Test func wholeNumbersAreWrittenToTheirLimits() {
        let written = text { writer in
            writer.array {
                $0.value(0)
                $0.value(-7)
                $0.value(1_700_000_000_000)
                $0.value(Int64.min)
                $0.value(Int64.max)
                $0.value(UInt64.max)
            }
        }
        #expect(written == "[0,-7,1700000000000,-9223372036854775808,9223372036854775807,18446744073709551615]")
    }

    @Test func onlyWhatMustBeEscapedIs() {
        #expect(text { $0.value("\"\\/\n\r\t\u{0}\u{1F}\u{7F}é😀") } == "\"\\\"\\\\/\\n\\r\\t\\u0000\\u001f\u{7F}é😀\"")
    }

    @Test func everyStringComesBackFromTheParser() {
        var random = SplitMix64(seed: 99)
        for _ in 0..<2_000 {
            var string = ""
            for _ in 0..<random.next() % 40 {
                let limit: UInt64 = random.next() % 2 == 0 ? 0x80 : 0x11_0000
                if let scalar = Unicode.Scalar(UInt32(random.next() % limit)) { string.unicodeScalars.append(scalar) }
            }
            let bytes = JSONWriter.bytes { writer in
                writer.object { $0.member("s", string) }
            }
            let back = JSON.parse(bytes)?["s"]?.string
            #expect(back.map { Array($0.utf8) } == Array(string.utf8))
        }
    }
}
