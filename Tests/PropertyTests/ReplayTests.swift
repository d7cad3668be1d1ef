import MarginEngine
import Testing

/// The same commands give the same state, outcomes and events, by whatever way they come.
@Suite struct ReplayTests {
    private static let length = 5_000

    /// What one run left behind.
    private struct Trace: Equatable {
        var state = Digest()
        var history = Digest()
    }

    static func stream(_ seed: UInt64, _ genesis: [Command]) -> [Command] {
        var trader = Trader(seed: seed)
        var engine = Engine()
        var commands = genesis
        for command in genesis { _ = engine.apply(command) }
        for _ in 0..<length {
            let command = trader.next(engine)
            commands.append(command)
            _ = engine.apply(command)
        }
        return commands
    }

    private static func apply(_ commands: some Sequence<Command>, to engine: inout Engine, _ history: inout Digest) {
        for command in commands {
            engine.apply(command).encode(to: &history)
            for event in engine.events { event.encode(to: &history) }
        }
    }

    private static func trace(_ commands: some Sequence<Command>) -> Trace {
        var engine = Engine()
        var history = Digest()
        apply(commands, to: &engine, &history)
        return Trace(state: engine.digest(), history: history)
    }

    @Test(arguments: UInt64(0x7E57_0000)..<0x7E57_0008)
    func aSecondEngineGoesTheSameWay(seed: UInt64) {
        let commands = Self.stream(seed, Universe.genesis(bookOnly: seed % 4 == 3))
        #expect(Self.trace(commands) == Self.trace(commands), "seed \(seed)")
    }

    @Test(arguments: UInt64(0x7E57_0100)..<0x7E57_0108)
    func decodedCommandsGoTheSameWay(seed: UInt64) throws {
        let commands = Self.stream(seed, Universe.genesis(bookOnly: seed % 4 == 3))
        var writer = ByteWriter()
        for command in commands { command.encode(to: &writer) }
        var reader = ByteReader(writer.bytes)
        var decoded: [Command] = []
        while !reader.isAtEnd { decoded.append(try Command(from: &reader)) }
        #expect(decoded == commands, "seed \(seed)")
        #expect(Self.trace(decoded) == Self.trace(commands), "seed \(seed)")
    }

    /// The fork keeps the state it was taken in while the other goes on, and then goes the same way.
    @Test(arguments: UInt64(0x7E57_0200)..<0x7E57_0208)
    func aForkIsAnEngineOfItsOwn(seed: UInt64) {
        let commands = Self.stream(seed, Universe.genesis(bookOnly: seed % 4 == 3))
        let middle = commands.count / 2
        var engine = Engine()
        var unread = Digest()
        Self.apply(commands[..<middle], to: &engine, &unread)
        var fork = engine.fork()
        let atFork = engine.digest()

        var history = Digest()
        Self.apply(commands[middle...], to: &engine, &history)
        #expect(fork.digest() == atFork, "seed \(seed): the fork moved with its origin")
        let afterAll = engine.digest()

        var forkHistory = Digest()
        Self.apply(commands[middle...], to: &fork, &forkHistory)
        #expect(forkHistory == history, "seed \(seed)")
        #expect(fork.digest() == afterAll, "seed \(seed)")
        #expect(engine.digest() == afterAll, "seed \(seed): the origin moved with its fork")
    }
}
