import Foundation
import TestSupport
import Testing
import Wire

@Suite struct JSONFuzzTests {
    private let seeds = [
        #"{"category":"linear","symbol":"BTCUSDT","side":"Buy","qty":"0.01","price":60000.5,"reduceOnly":false}"#,
        #"[{"a":[1,-2.5e10,{"b":"\ud83d\ude00\n\"\\"}]},[[],{}],"",0,true,false,null]"#,
        #" { "é€😀" : "\u00e9\u20ac" , "k" : [ [ [ [ 12345678901234567890123 ] ] ] ] } "#,
    ]

    @Test func mutatedDocumentsNeverTrapAndWhatIsReadIsValid() throws {
        var random = SplitMix64(seed: 20_240_601)
        var readCount = 0
        for round in 0..<20_000 {
            let bytes = mutated(Array(seeds[round % seeds.count].utf8), &random)
            guard let json = JSON.parse(bytes) else { continue }
            readCount += 1
            #expect(String(validating: bytes, as: UTF8.self) != nil)
            let written = JSONWriter.bytes { write(json, &$0) }
            let again = try #require(JSON.parse(written))
            #expect(JSONWriter.bytes { write(again, &$0) } == written)
        }
        #expect(readCount > 100)
    }

    /// A second opinion. One direction only, since Foundation tolerates more, and without the seed whose numbers it
    /// refuses for their size.
    @Test func whatFoundationRefusesIsRefused() {
        var random = SplitMix64(seed: 7)
        for round in 0..<5_000 {
            let bytes = mutated(Array(seeds[round % 2].utf8), &random)
            guard JSON.parse(bytes) != nil else { continue }
            let isRead = (try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)) != nil
            #expect(isRead, "\(String(decoding: bytes, as: UTF8.self))")
        }
    }

    private func mutated(_ seed: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        let tokens = Array(#"{}[]",:\u0dD8e+-. tfn"#.utf8)
        var bytes = seed
        for _ in 0...Int(random.next() % 4) {
            let position = Int(random.next() % UInt64(max(1, bytes.count)))
            switch random.next() % 6 {
            case 0:
                bytes[position...].prefix(1).indices.forEach { bytes[$0] = UInt8(truncatingIfNeeded: random.next()) }
            case 1: bytes.insert(tokens[Int(random.next() % UInt64(tokens.count))], at: position)
            case 2 where !bytes.isEmpty: bytes.remove(at: position)
            case 3: bytes.removeLast(Int(random.next() % UInt64(bytes.count / 8 + 1)))
            case 4: bytes.insert(contentsOf: bytes[position...].prefix(Int(random.next() % 16)), at: position)
            default: bytes.insert(contentsOf: Array(" \n".utf8), at: position)
            }
        }
        return bytes
    }

    private func write(_ json: JSON, _ writer: inout JSONWriter) {
        switch json.kind {
        case .object:
            writer.array { writer in
                for (key, value) in json.members ?? [] {
                    writer.value(key)
                    write(value, &writer)
                }
            }
        case .array:
            writer.array { writer in
                for element in json.elements ?? [] { write(element, &writer) }
            }
        case .string, .number: writer.value(json.scalarText ?? "")
        case .bool: writer.value(json.bool ?? false)
        case .null: writer.valueNull()
        }
    }
}
