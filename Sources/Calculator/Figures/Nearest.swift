/// The known word that needs the fewest letters changed to become the one given.
func nearest(to word: String, among known: [String]) -> String {
    known.min { distance($0, word) < distance($1, word) } ?? word
}

/// How many letters must be inserted, removed or replaced to make one word of another (Levenshtein).
private func distance(_ left: String, _ right: String) -> Int {
    var row = Array(0...right.utf8.count)
    for (count, letter) in left.utf8.enumerated() {
        var next = [count + 1]
        for (other, replaced) in zip(right.utf8, zip(row, row.dropFirst())) {
            let inserted = (next.last ?? count) + 1
            next.append(min(replaced.0 + (letter == other ? 0 : 1), replaced.1 + 1, inserted))
        }
        row = next
    }
    return row.last ?? left.utf8.count
}
