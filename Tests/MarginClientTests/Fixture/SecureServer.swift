import Foundation
import Glibc

/// OpenSSL's own server on a free port, with a certificate of its own making for `127.0.0.1`.
final class SecureServer {
    let port: UInt16
    let certificate: String
    private let server: Child
    private let folder: String

    struct NotStarted: Error {}

    init() throws {
        folder = NSTemporaryDirectory() + "plimsoll-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        certificate = folder + "/certificate.pem"
        let key = folder + "/key.pem"
        let maker = try Child(
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=plimsoll -addext subjectAltName=IP:127.0.0.1",
            "-keyout", key, "-out", certificate)
        maker.wait()
        let output = Pipe()
        server = try Child(
            "openssl s_server -accept 127.0.0.1:0 -www", "-cert", certificate, "-key", key,
            output: output.fileHandleForWriting)
        try output.fileHandleForWriting.close()
        var said = ""
        while !(said.contains("ACCEPT") && said.hasSuffix("\n")) {
            guard let more = try output.fileHandleForReading.read(upToCount: 1), !more.isEmpty else {
                throw NotStarted()
            }
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

/// A program at work. Foundation's `Process` reads the folder of this process's open files into a buffer of its own and
/// crashes where they are as many as the servers of all tests together have.
private struct Child {
    private let id: pid_t

    /// - Parameter command: a program and arguments without spaces in them; those with spaces follow.
    init(_ command: String, _ arguments: String..., output: FileHandle = .nullDevice) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.fileDescriptor, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        let words = command.split(separator: " ").map(String.init) + arguments
        var texts = words.map { strdup($0) } + [nil]
        defer { texts.forEach { free($0) } }
        var id: pid_t = 0
        guard posix_spawnp(&id, words.first ?? "", &actions, nil, &texts, nil) == 0 else {
            throw SecureServer.NotStarted()
        }
        self.id = id
    }

    func wait() {
        var status: Int32 = 0
        waitpid(id, &status, 0)
    }

    func terminate() {
        kill(id, SIGTERM)
        wait()
    }
}
