/// One page of rows and the cursor of the next.
///
/// A cursor is the key of the page's last row, so pages neither repeat nor miss rows when new ones come in between.
/// It is made of digits only: clients send it back verbatim, and what needs no escape cannot be escaped twice.
struct Page<Row> {
    /// Which page has no cursor of the next; clients loop while there is one.
    enum Ending {
        /// The one with the last row.
        case withLastRow
        /// An empty one behind it: what happens later may still come. The venue's lists of what an account did end
        /// so. BYBIT-CALL-4.
        case behindLastRow
    }

    let rows: [Row]
    /// Empty on the last page.
    let nextCursor: String

    /// - Parameters:
    ///   - rows: all rows, their keys strictly rising or strictly falling.
    ///   - cursor: as issued with the page before; nil for the first page.
    init(
        of rows: [Row], limit: Int, after cursor: UInt64?, key: (Row) -> UInt64, isFalling: Bool,
        ending: Ending = .behindLastRow
    ) {
        let rest = rows.drop { row in
            guard let cursor else { return false }
            return isFalling ? key(row) >= cursor : key(row) <= cursor
        }
        self.rows = Array(rest.prefix(limit))
        let isLast = ending == .withLastRow && rest.count <= limit
        nextCursor = isLast ? "" : self.rows.last.map { "\(key($0))" } ?? ""
    }
}

extension Parameters {
    /// The cursor of an earlier page; nil for the first page.
    func cursor() throws(ReturnCode) -> UInt64? {
        guard let text = try text("cursor") else { return nil }
        guard let cursor = UInt64(text) else { throw .invalid("cursor") }
        return cursor
    }
}
