/// The check of a table of test cases, row by row.
struct RowCheck {
    private(set) var passed = 0
    private(set) var failed = 0

    /// Prints a line for each row and one for all; separated by tabs: id, expected, computed, `within` or `outside`.
    /// What a row's figure has no use for is noted: a published case may tell more than the one figure depends on.
    init(_ bytes: [UInt8], print: (String) -> Void, note: (String) -> Void) throws(CalculationError) {
        var records = CSV.records(bytes)[...]
        guard let heading = records.popFirst() else { throw .malformed("the file is empty") }
        guard case .fields(let names) = heading.content else { throw .malformed("the heading is malformed") }
        let columns = try GoldenRow.Columns(names)
        for record in records {
            do throws(CalculationError) {
                let unused = try check(record, columns, print)
                if !unused.isEmpty { note("line \(record.line): no effect of \(unused.joined(separator: ", "))") }
            } catch {
                failed += 1
                print("line \(record.line): \(error.text)")
            }
        }
        print("\(passed) passed, \(failed) failed")
    }

    /// Returns what the row's figure has no use for.
    private mutating func check(
        _ record: CSV.Record, _ columns: GoldenRow.Columns, _ print: (String) -> Void
    ) throws(CalculationError) -> [String] {
        switch record.content {
        case .malformed(let reason): throw .malformed(reason)
        case .fields(let fields):
            let row = try GoldenRow(fields, columns)
            let computed = try row.computed()
            let isWithin = row.accepts(computed)
            if isWithin { passed += 1 } else { failed += 1 }
            print("\(row.id)\t\(row.expected)\t\(computed.text)\t\(isWithin ? "within" : "outside")")
            return row.unused
        }
    }
}
