import MarginEngine
import TestSupport
import Testing

@Suite struct OrderedRowsTests {
    private typealias Rows = OrderedRows<Int>
    private typealias Key = OrderedRows<Int>.Key

    /// Rows with few amounts, so that many are equal, against a sorted array of the same.
    @Test("A sequence answers as a sorted array does, whatever is put in and taken out", arguments: [3, 40, 100_000])
    func likeAnArray(_ amounts: Int64) throws {
        var random = SplitMix64(seed: UInt64(amounts))
        var rows = Rows()
        var root = Rows.Root.none
        var array: [(key: Key, row: Handle<Int>)] = []
        for number in 0..<1_500 as Range<UInt64> {
            let isGrowing = number < 600 || number % 3 == 0
            if isGrowing || array.isEmpty {
                let key = Key(amount: Int64.random(in: 0..<amounts, using: &random), number: number)
                let row = Handle<Int>(index: Int32(number))
                rows.insert(row, by: key, into: &root)
                array.insert((key, row), at: array.firstIndex { $0.key > key } ?? array.count)
            } else {
                let (key, _) = array.remove(at: Int.random(in: 0..<array.count, using: &random))
                #expect(rows.remove(key, from: &root))
                #expect(!rows.remove(key, from: &root))
            }
            let amount = Int64.random(in: -1...amounts, using: &random)
            let key = Key(amount: amount, number: UInt64.random(in: 0...number, using: &random))
            try #require(rows.first(above: key, in: root) == array.first { $0.key > key }?.row)
            try #require(rows.last(below: key, in: root) == array.last { $0.key < key }?.row)
            for limit in [AmountLimit.upTo(amount), .from(amount)] {
                let least = array.filter { limit.includes($0.key.amount) }.min { $0.key.number < $1.key.number }
                let found = rows.oldest(limit, in: root)
                try #require(found?.number == least?.key.number && found?.row == least?.row)
            }
        }
        #expect(rows.isSound(root))
        #expect(rows.rows(of: root) == array.map(\.row))
        #expect(rows.count(root) == Int32(array.count))
    }

    @Test("Keys that only rise, or only fall, and are taken out from one end, leave it balanced", arguments: [1, -1])
    func oneSided(_ step: Int64) {
        var rows = Rows()
        var root = Rows.Root.none
        let keys = (0..<3_000).map { Key(amount: Int64($0) * step, number: 0) }
        for (number, key) in keys.enumerated() { rows.insert(Handle(index: Int32(number)), by: key, into: &root) }
        #expect(rows.isSound(root))
        for key in keys.prefix(2_000) {
            #expect(rows.remove(key, from: &root))
        }
        #expect(rows.isSound(root))
        #expect(rows.count(root) == 1_000)
    }
}
