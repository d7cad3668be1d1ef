import TestShapes
import Testing

/// One call. What it answers is recorded: from the venue's documents and, where they are silent, from those of Binance's
/// futures API, whose clients call `/fapi`; never from the code.
struct Contract: Sendable, CustomTestStringConvertible {
    let method: String
    let path: String
    var parameters = ""
    var body = ""
    /// Which accounts are refused, and with what code: what the call is about is not there.
    var refused: [Standing: String] = [:]

    var testDescription: String { "\(method) \(path) \(parameters)\(body)" }

    init(
        _ method: String, _ path: String, _ parameters: String = "", body: String = "",
        refused: [Standing: String] = [:]
    ) {
        self.method = method
        self.path = path
        self.parameters = parameters
        self.body = body
        self.refused = refused
    }

    /// Some calls answer one object for a symbol, and all of them without one.
    var shape: Shape {
        let recorded = RecordedShapes.ztdx
        let all = "\(method) \(path), all"
        return parameters.isEmpty && recorded.names.contains(all) ? recorded[all] : recorded["\(method) \(path)"]
    }
}
