import Desks
import MarginEngine
import TestSupport
import Testing

@Suite struct DeskReplayTests {
    /// What a desk journals under a running wall clock, replayed without any clock, is the same desk.
    @Test(arguments: UInt64(0x7E57_0300)..<0x7E57_0308)
    func aDeskReplaysItsJournal(seed: UInt64) {
        var clock = SplitMix64(seed: seed)
        var live = Desk()
        live.wallMs = Universe.startMs
        for command in ReplayTests.stream(seed, Universe.genesis(bookOnly: seed % 4 == 3)) {
            live.wallMs += clock.number(0...(clock.chance(1) ? 40_000_000_000 : 60_000))
            _ = live.apply(command)
        }
        var replayed = Desk()
        for entry in live.applied { replayed.replay(entry) }
        #expect(replayed.engine.digest() == live.engine.digest(), "seed \(seed)")
        #expect(replayed.digest == live.digest, "seed \(seed)")
    }
}
