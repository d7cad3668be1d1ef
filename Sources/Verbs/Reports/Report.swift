import Wire

/// What a verb has to say: lines under the same names, as a table for people or JSON for scripts.
struct Report {
    let rows: [Row]

    var json: String {
        let bytes = JSONWriter.bytes { json in
            json.array { array in
                for row in rows { array.object { $0.write(row.fields) } }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Columns in the order in which rows bring them, the result last, each as wide as its widest text.
    var table: String {
        var names: [String] = []
        for (name, value) in rows.flatMap(\.fields) where value.shown != nil && !names.contains(name.description) {
            names.append(name.description)
        }
        if let result = names.firstIndex(of: "result") { names.append(names.remove(at: result)) }
        guard !names.isEmpty else { return "nothing" }
        let lines =
            [names.map(\.heading)]
            + rows.map { row in
                names.map { name in row.fields.first { $0.0.description == name }?.1.shown ?? "" }
            }
        let widths = names.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        return lines.map { line in
            let cells = zip(line, widths).map { text, width in
                text + String(repeating: " ", count: width - text.count)
            }
            let joined = cells.joined(separator: "  ")
            return String(joined[...(joined.lastIndex { $0 != " " } ?? joined.startIndex)])
        }.joined(separator: "\n")
    }
}

extension String {
    /// A name as the head of a column: `entryPrice` is `ENTRY PRICE`.
    fileprivate var heading: String {
        reduce(into: "") { heading, letter in
            heading += letter.isUppercase ? " " + String(letter) : letter.uppercased()
        }
    }
}
