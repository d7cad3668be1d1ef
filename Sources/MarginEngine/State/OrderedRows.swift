/// Rows of a table in the order of their keys, as many sequences as wanted in one table of nodes. To add a row, to take
/// one out, to find the neighbour of a key, and to find the least number up to a key take time that grows with the
/// logarithm of the sequence.
///
/// Weight-balanced trees: S. Adams, "Efficient sets: a balancing act", Journal of Functional Programming 3(4), 1993, with
/// the bounds that are proven in Y. Hirai and K. Yamamoto, "Balancing weight-balanced trees", same journal 21(3), 2011.
/// What is ordered follows from the rows, so no encoding and no digest of a state has it.
package struct OrderedRows<Row> {
    /// By which rows are ordered: by amount, equal ones by number. No two of a sequence have the same.
    package struct Key: Comparable, BitwiseCopyable {
        package let amount: Int64
        package let number: UInt64

        package init(amount: Int64, number: UInt64) {
            self.amount = amount
            self.number = number
        }

        /// Below and above those of all rows.
        package static var least: Key { Key(amount: .min, number: 0) }
        package static var greatest: Key { Key(amount: .max, number: .max) }

        package static func < (left: Key, right: Key) -> Bool {
            left.amount < right.amount || (left.amount == right.amount && left.number < right.number)
        }
    }

    /// Where a sequence begins.
    package typealias Root = Handle<Node>

    package struct Node: BitwiseCopyable {
        var key: Key
        var row: Handle<Row>
        var lower = Root.none
        var higher = Root.none
        /// How many nodes this one and those below it are.
        var count: Int32 = 1
        /// The least number among them.
        var leastNumber: UInt64
    }

    /// A row with the number of its key.
    package typealias Numbered = (number: UInt64, row: Handle<Row>)

    private var nodes = Table<Node>()

    package init() {}

    // MARK: Questions

    package func count(_ root: Root) -> Int32 { root.isNone ? 0 : nodes[root].count }

    /// The row with the least key above one.
    package func first(above key: Key, in root: Root) -> Handle<Row>? {
        var (node, found) = (root, Handle<Row>?.none)
        while !node.isNone {
            if nodes[node].key > key {
                found = nodes[node].row
                node = nodes[node].lower
            } else {
                node = nodes[node].higher
            }
        }
        return found
    }

    /// The row with the greatest key below one.
    package func last(below key: Key, in root: Root) -> Handle<Row>? {
        var (node, found) = (root, Handle<Row>?.none)
        while !node.isNone {
            if nodes[node].key < key {
                found = nodes[node].row
                node = nodes[node].higher
            } else {
                node = nodes[node].lower
            }
        }
        return found
    }

    /// The row with the least number among those whose amount is at most, or at least, a limit.
    package func oldest(_ limit: AmountLimit, in root: Root) -> Numbered? {
        var least: UInt64?
        var branch = Root.none
        func consider(_ number: UInt64, in node: Root) {
            guard least.map({ number < $0 }) ?? true else { return }
            (least, branch) = (number, node)
        }
        var node = root
        while !node.isNone {
            let row = nodes[node]
            guard limit.includes(row.key.amount) else {
                node = limit.isUpper ? row.lower : row.higher
                continue
            }
            let inside = limit.isUpper ? row.lower : row.higher
            if row.key.number < (inside.isNone ? .max : nodes[inside].leastNumber) {
                consider(row.key.number, in: node)
            } else {
                consider(nodes[inside].leastNumber, in: inside)
            }
            node = limit.isUpper ? row.higher : row.lower
        }
        return least.map { ($0, row(numbered: $0, below: branch)) }
    }

    /// The row with the number that is the least of a branch.
    private func row(numbered number: UInt64, below branch: Root) -> Handle<Row> {
        var node = branch
        while nodes[node].key.number != number {
            let lower = nodes[node].lower
            node = !lower.isNone && nodes[lower].leastNumber == number ? lower : nodes[node].higher
        }
        return nodes[node].row
    }

    /// Calls `body` for each row of a sequence, in order.
    func forEach(in root: Root, _ body: (Handle<Row>) -> Void) {
        guard !root.isNone else { return }
        let node = nodes[root]
        forEach(in: node.lower, body)
        body(node.row)
        forEach(in: node.higher, body)
    }

    /// All rows of a sequence, in order.
    package func rows(of root: Root) -> [Handle<Row>] {
        var rows: [Handle<Row>] = []
        forEach(in: root) { rows.append($0) }
        return rows
    }

    /// True when a sequence is what it should be: keys in order, what is summed up right, no side too heavy.
    package func isSound(_ root: Root) -> Bool {
        guard !root.isNone else { return true }
        let row = nodes[root]
        let sides = [row.lower, row.higher]
        return sides.allSatisfy { isSound($0) && weight($0) * 4 <= (row.count + 1) * 3 }
            && (row.lower.isNone || nodes[row.lower].key < row.key)
            && (row.higher.isNone || nodes[row.higher].key > row.key)
            && row.count == 1 + count(row.lower) + count(row.higher)
            && row.leastNumber == sides.reduce(row.key.number) { min($0, $1.isNone ? .max : nodes[$1].leastNumber) }
    }

    // MARK: Changes

    package mutating func insert(_ row: Handle<Row>, by key: Key, into root: inout Root) {
        root = inserting(Node(key: key, row: row, leastNumber: key.number), below: root)
    }

    /// Takes out what has the key; false when nothing has.
    package mutating func remove(_ key: Key, from root: inout Root) -> Bool {
        let count = count(root)
        root = removing(key, below: root)
        return self.count(root) < count
    }

    private mutating func inserting(_ new: Node, below node: Root) -> Root {
        guard !node.isNone else { return nodes.add(new) }
        if new.key < nodes[node].key {
            nodes[node].lower = inserting(new, below: nodes[node].lower)
        } else {
            nodes[node].higher = inserting(new, below: nodes[node].higher)
        }
        return balanced(node)
    }

    private mutating func removing(_ key: Key, below node: Root) -> Root {
        guard !node.isNone else { return .none }
        let row = nodes[node]
        if key < row.key {
            nodes[node].lower = removing(key, below: row.lower)
        } else if key > row.key {
            nodes[node].higher = removing(key, below: row.higher)
        } else {
            nodes.free(node)
            if row.lower.isNone { return row.higher }
            if row.higher.isNone { return row.lower }
            let (next, rest) = detachingFirst(below: row.higher)
            nodes[next].lower = row.lower
            nodes[next].higher = rest
            return balanced(next)
        }
        return balanced(node)
    }

    private mutating func detachingFirst(below node: Root) -> (first: Root, rest: Root) {
        let lower = nodes[node].lower
        guard !lower.isNone else { return (node, nodes[node].higher) }
        let (first, rest) = detachingFirst(below: lower)
        nodes[node].lower = rest
        return (first, balanced(node))
    }

    // MARK: Balance

    private func weight(_ node: Root) -> Int32 { count(node) + 1 }

    private mutating func balanced(_ node: Root) -> Root {
        let (lower, higher) = (nodes[node].lower, nodes[node].higher)
        if weight(higher) > 3 * weight(lower) {
            if weight(nodes[higher].lower) >= 2 * weight(nodes[higher].higher) {
                nodes[node].higher = liftingLower(of: higher)
            }
            return liftingHigher(of: node)
        }
        if weight(lower) > 3 * weight(higher) {
            if weight(nodes[lower].higher) >= 2 * weight(nodes[lower].lower) {
                nodes[node].lower = liftingHigher(of: lower)
            }
            return liftingLower(of: node)
        }
        sumUp(node)
        return node
    }

    private mutating func liftingHigher(of node: Root) -> Root {
        let higher = nodes[node].higher
        nodes[node].higher = nodes[higher].lower
        nodes[higher].lower = node
        sumUp(node)
        sumUp(higher)
        return higher
    }

    private mutating func liftingLower(of node: Root) -> Root {
        let lower = nodes[node].lower
        nodes[node].lower = nodes[lower].higher
        nodes[lower].higher = node
        sumUp(node)
        sumUp(lower)
        return lower
    }

    private mutating func sumUp(_ node: Root) {
        let row = nodes[node]
        nodes[node].count = 1 + count(row.lower) + count(row.higher)
        nodes[node].leastNumber = min(
            row.key.number, row.lower.isNone ? .max : nodes[row.lower].leastNumber,
            row.higher.isNone ? .max : nodes[row.higher].leastNumber)
    }
}

/// Which amounts are meant: those up to one, or those from one.
package enum AmountLimit {
    case upTo(Int64)
    case from(Int64)

    package var isUpper: Bool { if case .upTo = self { true } else { false } }

    package func includes(_ amount: Int64) -> Bool {
        switch self {
        case .upTo(let limit): amount <= limit
        case .from(let limit): amount >= limit
        }
    }
}
