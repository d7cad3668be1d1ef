/// Makes a failing list smaller: drops halves, quarters, ... single elements while it still fails.
public func shrink<Element>(_ list: [Element], runs: Int, failing fails: ([Element]) -> Bool) -> [Element] {
    var smallest = list
    var left = runs
    var length = max(1, list.count / 2)
    while left > 0 {
        var isSmaller = false
        var start = 0
        while start < smallest.count, left > 0 {
            var shorter = smallest
            shorter.removeSubrange(start..<min(start + length, smallest.count))
            left -= 1
            if fails(shorter) {
                smallest = shorter
                isSmaller = true
            } else {
                start += length
            }
        }
        if length == 1, !isSmaller { break }
        length = max(1, length / 2)
    }
    return smallest
}
