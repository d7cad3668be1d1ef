import Foundation
import Testing

/// Requests, malformed and not, with what nginx made of each; written by `script/record-nginx`.
struct NginxVerdicts: Decodable {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let name: String
        /// One character per byte.
        let bytes: String
        /// How many requests nginx answered with a status below 400.
        let accepted: Int
        /// The status of its refusal, or how the connection stood afterwards: `open` or `closed`.
        let end: String

        var testDescription: String { name }
    }

    let cases: [Case]

    static func read() throws -> NginxVerdicts {
        let table = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/http/nginx-verdicts.json")
        return try JSONDecoder().decode(NginxVerdicts.self, from: Data(contentsOf: table))
    }
}
