/// The part of a list that a call of the account asks for with `limit` and `offset`.
/// https://docs.p99.world/futures/usdt-margined/unified-margin/liquidations
struct Page: Sendable {
    private let limit: Int
    private let offset: Int

    /// - Parameter most: how many rows a page may have; 20 is the default.
    init(_ parameters: Parameters, most: Int = 200) throws(Failure) {
        limit = try parameters.count("limit", 1...most, default: 20)
        offset = try parameters.count("offset", 0...Int(Int32.max), default: 0)
    }

    /// The rows of the page.
    func rows<Row>(of all: [Row]) -> ArraySlice<Row> { all.dropFirst(offset).prefix(limit) }
}
