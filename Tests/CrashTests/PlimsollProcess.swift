import Foundation

/// The built program, serving a data directory on a free port.
final class PlimsollProcess {
    let port: UInt16
    private let process = Process()

    struct Account: Decodable, Equatable {
        let name: String
        let key: String
        let secret: String
        let passphrase: String
    }

    struct Ready: Decodable {
        let url: String
        let controlToken: String
        let accounts: [Account]

        enum CodingKeys: String, CodingKey {
            case url, accounts
            case controlToken = "control_token"
        }
    }

    let ready: Ready

    struct NotStarted: Error, CustomStringConvertible {
        let description: String
    }

    /// The path of the built program.
    static func binary() throws -> String {
        guard let path = ProcessInfo.processInfo.environment["PLIMSOLL_BINARY"] else {
            throw NotStarted(description: "PLIMSOLL_BINARY must be the path of the built program")
        }
        return path
    }

    /// Runs the program to its end, and returns its exit status and what it wrote to standard error.
    static func run(_ arguments: [String]) throws -> (status: Int32, errors: String) {
        let (process, errors) = (Process(), Pipe())
        process.executableURL = URL(filePath: try binary())
        process.arguments = arguments
        process.standardOutput = Pipe()
        process.standardError = errors
        try process.run()
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, text)
    }

    /// Returns once it accepts connections.
    init(data: URL) throws {
        let binary = try Self.binary()
        let readyFile = data.appending(path: "ready.json")
        process.executableURL = URL(filePath: binary)
        process.arguments = [
            "serve", "--listen", "127.0.0.1:0", "--data", data.appending(path: "venue").path,
            "--ready-file", readyFile.path, "--rate-limits", "off", "--log-level", "error",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        // It announces itself behind the ready file; the end of its output would mean that it has ended.
        guard !output.fileHandleForReading.availableData.isEmpty else {
            throw NotStarted(description: "\(binary) ended before it was ready")
        }
        ready = try JSONDecoder().decode(Ready.self, from: Data(contentsOf: readyFile))
        guard let port = URL(string: ready.url)?.port.flatMap(UInt16.init(exactly:)) else {
            throw NotStarted(description: "the ready file has no port: \(ready.url)")
        }
        self.port = port
    }

    deinit { kill() }

    /// Ends it as a loss of power would, as far as a process can tell.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Asks it to stop, and returns its exit status.
    func stop() -> Int32 {
        process.terminate()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
