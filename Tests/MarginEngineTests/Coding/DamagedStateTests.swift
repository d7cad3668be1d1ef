import MarginEngine
import TestSupport
import Testing

/// Whatever is no encoding of a state is refused, and nothing traps on it.
@Suite struct DamagedStateTests {
    private static func encoding(seed: UInt64) -> [UInt8] {
        var market = RandomMarket(seed: seed)
        var engine = Engine()
        for command in RandomMarket.genesis { _ = engine.apply(command) }
        for _ in 0..<600 { _ = engine.apply(market.next(engine)) }
        return engine.encoding
    }

    @Test func aStateThatIsCutOffIsRefused() {
        let bytes = Self.encoding(seed: 1)
        for length in stride(from: 0, to: bytes.count, by: 29) {
            #expect(throws: DecodingFailure.self) {
                var reader = ByteReader(Array(bytes[..<length]))
                _ = try Engine(from: &reader).timeMs
            }
        }
    }

    /// A changed wallet is a state, too, but then exactly that one is restored.
    @Test(arguments: UInt64(0)..<4)
    func aDamagedStateIsRefusedOrReadAsItStands(seed: UInt64) throws {
        let bytes = Self.encoding(seed: seed)
        var random = SplitMix64(seed: seed)
        var refused = 0
        for position in stride(from: Int(seed), to: bytes.count, by: 13) {
            var damaged = bytes
            damaged[position] ^= 1 << UInt8(random.below(8))
            var reader = ByteReader(damaged)
            guard var engine = try? Engine(from: &reader) else {
                refused += 1
                continue
            }
            var words = ByteReader(damaged)
            var digest = Digest()
            while !words.isAtEnd { digest.put(try words.word()) }
            #expect(!reader.isAtEnd || engine.digest() == digest)
            var market = RandomMarket(seed: random.next())
            for _ in 0..<20 { _ = engine.apply(market.next(engine)) }
        }
        #expect(refused > bytes.count / 60)
    }

    @Test(arguments: UInt64(0)..<4)
    func wordsByChanceAreRefused(seed: UInt64) throws {
        var writer = ByteWriter()
        Engine().encode(to: &writer)
        var reader = ByteReader(writer.bytes)
        let version = try reader.word()
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            var source = RandomWords(random: SplitMix64(seed: random.next()), left: 400, version: version)
            #expect(throws: DecodingFailure.self) { _ = try Engine(from: &source).timeMs }
        }
    }
}

/// A valid version, then small numbers mostly.
private struct RandomWords: WordSource {
    var random: SplitMix64
    var left: Int
    private var version: UInt64?

    init(random: SplitMix64, left: Int, version: UInt64) {
        self.random = random
        self.left = left
        self.version = version
    }

    mutating func word() throws(DecodingFailure) -> UInt64 {
        guard left > 0 else { throw DecodingFailure() }
        left -= 1
        if let first = version.take() { return first }
        return random.next() >> (random.below(4) == 0 ? random.below(64) : 60 + random.below(4))
    }
}
