import TestSupport

extension ByteStream {
    /// Asks for a path by GET.
    func get(_ path: String, fields: String = "") {
        send("GET \(path) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n")
    }

    /// The next whole answer; nil at the end of the stream.
    func answer() -> Reply? {
        guard let (head, body) = message() else { return nil }
        let lines = head.lowercased().split(whereSeparator: \.isNewline)
        guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { return nil }
        return Reply(
            status: status, closes: lines.contains("connection: close"), body: String(decoding: body, as: UTF8.self))
    }
}

/// An answer as a client sees it.
struct Reply: Equatable {
    let status: Int
    let closes: Bool
    let body: String
}
