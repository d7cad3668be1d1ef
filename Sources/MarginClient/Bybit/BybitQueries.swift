import Wire

extension BybitVenue {
    /// All rows of a paged list.
    func list(
        _ path: String, _ pairs: [(String, String?)], isSigned: Bool = true
    ) async throws(MarginVenueError) -> [AnswerFields] {
        var rows: [AnswerFields] = []
        var cursor: String?
        repeat {
            let answer = try await perform(.read(path, pairs + [("cursor", cursor)], isSigned: isSigned))
            let result = try AnswerFields(answer, "result")
            let page = try result.rows("list")
            rows += page
            // The cursor comes percent-encoded already, and is encoded once more on its way back.
            let next = result.json["nextPageCursor"]?.string ?? ""
            cursor = next.isEmpty || page.isEmpty ? nil : Query.decoded(next)
        } while cursor != nil
        return rows
    }

    /// The rows of a symbol: one in one-way mode and two in hedge mode, with or without a position.
    func lines(of symbol: String) async throws(MarginVenueError) -> [BybitPositionLine] {
        let category = BybitCategory(symbol: symbol).rawValue
        // Never more than a page, which the venue gives a cursor all the same.
        let answer = try await perform(.read("/v5/position/list", [("category", category), ("symbol", symbol)]))
        return try AnswerFields(answer, "result").rows("list").map { row throws(MarginVenueError) in
            try BybitPositionLine(row)
        }
    }

    /// The category and settle coin of everything an account may have positions and orders in.
    var everything: [[(String, String?)]] {
        [
            [("category", "linear"), ("settleCoin", "USDT")], [("category", "linear"), ("settleCoin", "USDC")],
            [("category", "inverse")],
        ]
    }
}

extension Query {
    /// A text with its `%XX` replaced.
    fileprivate static func decoded(_ text: String) -> String {
        String(decoding: percentDecoded(Array(text.utf8)), as: UTF8.self)
    }
}
