/// The place of a row in its table.
package struct Handle<Row>: Hashable, BitwiseCopyable, Sendable {
    var index: Int32

    package init(index: Int32) { self.index = index }

    /// No row.
    package static var none: Handle { Handle(index: -1) }

    var isNone: Bool { index < 0 }
}

extension Handle: Comparable {
    /// By place: rows that are never freed, in the order in which they were made.
    package static func < (left: Handle, right: Handle) -> Bool { left.index < right.index }
}

/// Rows in fixed pages that copies of the table share until one of them writes.
///
/// A flat array of rows would be copied whole at the first write after a copy; a page is 64 rows.
/// All unsafe access to rows is in this file; a handle outside the table traps here rather than reading foreign memory.
package struct Table<Row: BitwiseCopyable> {
    private static var rowsInPage: Int { 64 }

    /// One page of rows, tail-allocated.
    private final class Page: ManagedBuffer<Void, Row> {
        static func make(filledWith row: Row) -> Page {
            let page = unsafeDowncast(Page.create(minimumCapacity: rowsInPage) { _ in }, to: Page.self)
            page.withUnsafeMutablePointerToElements { $0.initialize(repeating: row, count: rowsInPage) }
            return page
        }

        func copied() -> Page {
            let page = unsafeDowncast(Page.create(minimumCapacity: rowsInPage) { _ in }, to: Page.self)
            withUnsafeMutablePointerToElements { source in
                page.withUnsafeMutablePointerToElements { $0.initialize(from: source, count: rowsInPage) }
            }
            return page
        }
    }

    private var pages: [Page] = []
    /// Rows ever made, freed ones included.
    private(set) var count: Int32 = 0
    /// Freed rows, the last freed on top; they are used again first, so that equal histories give equal handles.
    private(set) var freed: [Int32] = []

    /// The row at a place; a place outside the table traps.
    package subscript(handle: Handle<Row>) -> Row {
        // Lent, not copied: most readers want one field of a large row.
        _read {
            precondition(handle.index >= 0 && handle.index < count)
            let index = Int(handle.index)
            let row = pages[index / Self.rowsInPage].withUnsafeMutablePointerToElements { $0 + index % Self.rowsInPage }
            yield row.pointee
        }
        _modify {
            precondition(handle.index >= 0 && handle.index < count)
            let index = Int(handle.index)
            let number = index / Self.rowsInPage
            if !isKnownUniquelyReferenced(&pages[number]) { pages[number] = pages[number].copied() }
            let row = pages[number].withUnsafeMutablePointerToElements { $0 + index % Self.rowsInPage }
            yield &row.pointee
        }
    }

    /// Adds a row, in the place of the last freed one if there is any.
    package mutating func add(_ row: Row) -> Handle<Row> {
        if let index = freed.popLast() {
            let handle = Handle<Row>(index: index)
            self[handle] = row
            return handle
        }
        return append(row)
    }

    /// Adds a row behind all others, so that rows appended one after the other are neighbours.
    mutating func append(_ row: Row) -> Handle<Row> {
        if Int(count) == pages.count * Self.rowsInPage { pages.append(Page.make(filledWith: row)) }
        let handle = Handle<Row>(index: count)
        count += 1
        self[handle] = row
        return handle
    }

    /// Gives a row's place free for the next `add`.
    mutating func free(_ handle: Handle<Row>) {
        freed.append(handle.index)
    }
}
