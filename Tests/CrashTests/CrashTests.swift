import Desks
import Foundation
import Journaling
import MarginEngine
import Synchronization
import TestSupport
import Testing
import Venues

/// Whatever was answered survives a kill, and nothing happens twice.
@Suite(.serialized)
struct CrashTests {
    private static let kills = 50

    @Test func everyAnsweredCommandSurvivesFiftyKillsOnce() throws {
        let seed = ProcessInfo.processInfo.environment["PLIMSOLL_SEED"].flatMap(UInt64.init) ?? .random(in: 0...(.max))
        print("CrashTests: PLIMSOLL_SEED=\(seed)")
        var dice = SplitMix64(seed: seed)
        let scratch = try Scratch()
        let data = scratch.url
        let account = try openPosition(data)
        let base = try scratch.lastSequence()
        let load = Load()
        for _ in 0..<Self.kills {
            let server = try PlimsollProcess(data: data)
            load.run(account, port: server.port, answers: Int(dice.next() % 300)) { server.kill() }
        }

        let digest = try digestOfRestartedServer(data, account)
        #expect(try digestOfReplay(scratch, from: base) == digest)
        let record = load.record.withLock { $0 }
        #expect(record.refusals.isEmpty)
        #expect(record.answered.count > Self.kills)
        let journalled = try adjustments(scratch.journal, after: base)
        let counted = Set(journalled)
        #expect(counted.count == journalled.count, "an adjustment was journalled twice")
        #expect(record.answered.subtracting(counted).isEmpty, "an answered adjustment is lost")
        let unanswered = counted.subtracting(record.answered)
        #expect(unanswered.isSubset(of: record.unanswered), "an adjustment was journalled that nobody sent")
        #expect(record.unanswered.count <= Self.kills * Load.connections)
        print("CrashTests: \(record.answered.count) answered, \(unanswered.count) journalled without an answer")
    }

    @Test func aStopUnderLoadAnswersExactlyWhatItJournalled() throws {
        let scratch = try Scratch()
        let account = try openPosition(scratch.url)
        let base = try scratch.lastSequence()
        let (server, load) = (try PlimsollProcess(data: scratch.url), Load())
        load.run(account, port: server.port, answers: 500) { #expect(server.stop() == 0) }
        let record = load.record.withLock { $0 }
        #expect(record.refusals.isEmpty)
        #expect(try adjustments(scratch.journal, after: base).sorted() == record.answered.sorted())
    }

    /// An isolated position whose margin can be adjusted.
    private func openPosition(_ data: URL) throws -> PlimsollProcess.Account {
        let server = try PlimsollProcess(data: data)
        let account = try #require(server.ready.accounts.first { $0.name == "bitget" })
        let client = try #require(BitgetClient(account, port: server.port))
        let market = #""symbol":"BTCUSDT","productType":"USDT-FUTURES","marginCoin":"USDT""#
        let mode = client.post("/api/v2/mix/account/set-margin-mode", "{\(market),\"marginMode\":\"isolated\"}")
        #expect(mode?.contains(#""code":"00000""#) == true)
        let order = client.post(
            "/api/v2/mix/order/place-order",
            "{\(market),"
                + #""marginMode":"isolated","size":"0.01","side":"buy","tradeSide":"open","orderType":"market"}"#)
        #expect(order?.contains(#""code":"00000""#) == true)
        #expect(server.stop() == 0)
        return account
    }

    private func digestOfRestartedServer(_ data: URL, _ account: PlimsollProcess.Account) throws -> String {
        let server = try PlimsollProcess(data: data)
        let client = try #require(BitgetClient(account, port: server.port))
        let path = "/plimsoll/v1/venues/default/digest"
        let answers = (1...2).map { _ in client.get(path, token: server.ready.controlToken) }
        #expect(answers[0] == answers[1])
        #expect(server.stop() == 0)
        struct Answer: Decodable { let digest: String }
        return try JSONDecoder().decode(Answer.self, from: Data(try #require(answers[0]).utf8)).digest
    }

    /// The digest that the snapshot of a sequence and all of the journal behind it lead to: newer snapshots are removed.
    private func digestOfReplay(_ scratch: Scratch, from sequence: UInt64) throws -> String? {
        for newer in try scratch.snapshots.sequences() where newer > sequence {
            try FileManager.default.removeItem(at: scratch.venue.appending(path: "snapshot-\(newer)"))
        }
        var settings = VenueSettings(store: scratch.journal, genesis: { _ in }, unseal: { _ in nil })
        settings.snapshots = scratch.snapshots
        settings.wallMs = { 0 }
        return try Venue(name: "replay", settings: settings).perform { $0.engine.digest().text }
    }

    /// The amounts of all margin adjustments in the journal behind a sequence, in units of 10^-8 USDT.
    private func adjustments(_ store: SQLiteJournalStore, after sequence: UInt64) throws -> [Int64] {
        let journal = try store.open()
        defer { journal.close() }
        var amounts: [Int64] = []
        try journal.read(after: sequence) { batch in
            var reader = ByteReader(batch.payload)
            while !reader.isAtEnd, let entry = try? DeskEntry(from: &reader) {
                guard case .command(.adjustMargin(_, _, _, let amount)) = entry else { continue }
                amounts.append(Int64(amount.units))
            }
            return true
        }
        return amounts
    }
}

/// A directory that is gone when its test is.
final class Scratch {
    let url = FileManager.default.temporaryDirectory.appending(path: "plimsoll-crash-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Where a server that keeps its data here has its default venue.
    var venue: URL { url.appending(path: "venue/venues/default") }

    /// The venue's journal.
    var journal: SQLiteJournalStore { SQLiteJournalStore(path: venue.appending(path: "journal.sqlite").path) }

    /// The venue's snapshots.
    var snapshots: SnapshotDirectory { SnapshotDirectory(path: venue.path) }

    /// Where the journal ends.
    func lastSequence() throws -> UInt64 {
        let journal = try journal.open()
        defer { journal.close() }
        return journal.lastSequence
    }
}
