import Foundation

/// OpenSSL's own server on a free port, with a certificate of its own making for `127.0.0.1`.
final class SecureServer {
    let port: UInt16
    let certificate: String
    private let server = Process()
    private let folder: String

    struct NotStarted: Error {}

    init() throws {
        folder = NSTemporaryDirectory() + "plimsoll-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        certificate = folder + "/certificate.pem"
        let key = folder + "/key.pem"
        let maker = Process()
        maker.executableURL = URL(filePath: "/usr/bin/env")
        maker.arguments =
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=plimsoll -addext subjectAltName=IP:127.0.0.1"
            .split(separator: " ").map(String.init) + ["-keyout", key, "-out", certificate]
        maker.standardError = FileHandle.nullDevice
        try maker.run()
        maker.waitUntilExit()
        let output = Pipe()
        server.executableURL = URL(filePath: "/usr/bin/env")
        server.arguments = [
            "openssl", "s_server", "-accept", "127.0.0.1:0", "-www", "-cert", certificate, "-key", key,
        ]
        server.standardOutput = output
        server.standardInput = FileHandle.nullDevice
        server.standardError = FileHandle.nullDevice
        try server.run()
        var said = ""
        while !(said.contains("ACCEPT") && said.hasSuffix("\n")) {
            guard let more = try output.fileHandleForReading.read(upToCount: 1) else { throw NotStarted() }
            said += String(decoding: more, as: UTF8.self)
        }
        guard let port = said.split(separator: ":").last.flatMap({ UInt16($0.trimmingCharacters(in: .newlines)) })
        else { throw NotStarted() }
        self.port = port
    }

    deinit {
        server.terminate()
        try? FileManager.default.removeItem(atPath: folder)
    }
}
