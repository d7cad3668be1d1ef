import Foundation
import MarginEngine

/// The tables of `docs/rules`, row by row.
struct RulePages {
    /// One row: a rule.
    struct Row {
        let rule: String
        /// What stands in the column `refusal`, without its quotes; nil on pages of one venue, which have none.
        let refusal: String?
        /// True for a row of a checks table that has an answer.
        let isCheck: Bool
        let keptIn: Set<String>
    }

    /// Each page's rows, in their order.
    let pages: [String: [Row]]

    init() throws {
        let folder = URL(filePath: #filePath).appending(path: "../../../../docs/rules").standardized
        var pages: [String: [Row]] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "md" && file.lastPathComponent != "README.md" {
            pages[file.lastPathComponent] = Self.rows(try String(contentsOf: file, encoding: .utf8))
        }
        self.pages = pages
    }

    private static func rows(_ text: String) -> [Row] {
        var header: [String] = []
        var rows: [Row] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("| ") else { continue }
            let cells = line.dropFirst().split(separator: "|", omittingEmptySubsequences: false).dropLast()
                .map { $0.trimmingCharacters(in: .whitespaces) }
            if cells.first == "rule" {
                header = cells
            } else if let rule = cells.first, rule.contains(#/^[A-Z-]+-\d+$/#), cells.count == header.count {
                rows.append(Row(cells, header))
            }
        }
        return rows
    }
}

extension RulePages.Row {
    fileprivate init(_ cells: [String], _ header: [String]) {
        func cell(_ isMeant: (String) -> Bool) -> String? { header.firstIndex(where: isMeant).map { cells[$0] } }
        rule = cells[0]
        refusal = cell { $0 == "refusal" }?.replacing("`", with: "")
        let answer = refusal ?? cell { $0.hasSuffix("when it fails") || $0.hasSuffix("when not") }
        isCheck = answer.map { !$0.isEmpty } ?? false
        keptIn = Set(cell { $0 == "kept in" }?.split(separator: ", ").map(String.init) ?? [])
    }
}
