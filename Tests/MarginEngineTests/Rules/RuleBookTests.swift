import MarginEngine
import Testing

/// The engine's rule books against the pages of `docs/rules`.
@Suite struct RuleBookTests {
    private let pages: [String: [RulePages.Row]]

    init() throws { pages = try RulePages().pages }

    @Test(
        "The guards of a book come in the order of their page's rows; judged again for another part, the first counts")
    func order() {
        for book in RuleBooks.all {
            var judged: [String] = []
            for reason in book.reasons where !judged.contains("\(reason.rule)") { judged.append("\(reason.rule)") }
            for (page, rows) in pages {
                let inBook = judged.filter { rule in rows.contains { $0.rule == rule } }
                let onPage = rows.map(\.rule).filter(inBook.contains)
                #expect(inBook == onPage, "\(book.name) against \(page)")
            }
        }
    }

    @Test("Each guard's rule is on one page, and its refusal is the one that the row names")
    func refusals() {
        let rows = Dictionary(grouping: pages.values.joined(), by: \.rule)
        for book in RuleBooks.all {
            for reason in book.reasons {
                let found = rows["\(reason.rule)"] ?? []
                #expect(found.count == 1, "\(reason.rule) of \(book.name)")
                if let refusal = found.first?.refusal { #expect(refusal == "\(reason.refusal)", "\(reason.rule)") }
            }
        }
    }

    @Test("Each check that the engine keeps is in a book")
    func checks() {
        let inBooks = Set(RuleBooks.all.flatMap { $0.reasons.map { "\($0.rule)" } })
        // What a command names is looked for before there is a plan: `ObjectTests`.
        for (page, rows) in pages where page != "objects.md" {
            for row in rows where row.isCheck && row.keptIn.contains("engine") {
                #expect(inBooks.contains(row.rule), "\(row.rule)")
            }
        }
    }
}
