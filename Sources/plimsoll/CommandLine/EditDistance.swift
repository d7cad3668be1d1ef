/// How many letters must be inserted, removed or replaced to make one word of another (Levenshtein).
enum EditDistance {
    static func between(_ left: String, _ right: String) -> Int {
        let right = Array(right.utf8)
        var row = Array(0...right.count)
        for (leftIndex, letter) in left.utf8.enumerated() {
            var diagonal = row[0]
            row[0] = leftIndex + 1
            for index in right.indices {
                let replaced = diagonal + (right[index] == letter ? 0 : 1)
                diagonal = row[index + 1]
                row[index + 1] = min(replaced, diagonal + 1, row[index] + 1)
            }
        }
        return row[right.count]
    }
}
