import Foundation
import MarginClient
import Synchronization
import Testing
import Verbs

/// What a program printed and how it ended.
struct Ended {
    let status: Int32
    let output: String
    let error: String

    /// The output as JSON rows.
    var rows: [[String: Any]] {
        (try? JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]]) ?? []
    }

    func text(_ name: String, _ row: Int = 0) -> String? {
        rows.indices.contains(row) ? rows[row][name] as? String : nil
    }
}

/// A process in which verbs run: a file of profiles for the demo accounts of a served Plimsoll, and its output.
final class TestProcess: Sendable {
    private let lines = Mutex<(output: [String], error: [String])>(([], []))
    private let variables: [String: String]
    let path: String

    /// - Parameter profiles: each by name: account, and where when not at the server.
    init(_ plimsoll: ServedPlimsoll, url: String? = nil, accounts: [String] = TestProcess.accounts) throws {
        let profiles = accounts.map { account in
            let venue = account.hasPrefix("bybit") ? "bybit" : account
            let uid = ServedPlimsoll.uids[account] ?? 0
            return """
                {"name":"\(account)","venue":"\(venue)","url":"\(url ?? plimsoll.url)",
                 "key":"plimsoll-demo-\(account)","secret":"plimsoll_demo_secret",
                 "passphrase":"plimsoll_demo_passphrase","uid":\(uid),"controlToken":"\(ServedPlimsoll.token)"}
                """
        }
        path = try Self.file(#"{"profiles":[\#(profiles.joined(separator: ","))]}"#)
        variables = ["PLIMSOLL_PROFILES": path]
    }

    init(variables: [String: String]) {
        path = ""
        self.variables = variables
    }

    deinit { if !path.isEmpty { unlink(path) } }

    static let accounts = ["bybit-uta", "bybit-uta1", "bybit-classic", "bitget", "ztdx"]

    /// A new file with a mode.
    static func file(_ content: String, mode: mode_t = 0o600) throws -> String {
        let path = NSTemporaryDirectory() + "plimsoll-profiles-\(UUID().uuidString).json"
        try Data(content.utf8).write(to: URL(filePath: path))
        chmod(path, mode)
        return path
    }

    func run(_ words: String) async -> Ended {
        lines.withLock { $0 = ([], []) }
        let variables = variables
        var process = VerbSurroundings(
            variable: { variables[$0] }, print: { line in self.lines.withLock { $0.output.append(line) } },
            printError: { line in self.lines.withLock { $0.error.append(line) } })
        process.surroundings.pause = { _ in await Task.yield() }
        let status = await VerbRun.run(words.split(separator: " ").map(String.init), in: process)
        return lines.withLock { lines in
            Ended(
                status: status, output: lines.output.joined(separator: "\n"),
                error: lines.error.joined(separator: "\n"))
        }
    }
}
