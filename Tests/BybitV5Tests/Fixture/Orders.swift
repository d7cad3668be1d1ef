/// The body of an order: limit buy of 0.1 BTCUSDT at 59,000, but for the members given as JSON text. A member that is
/// set to nothing is left out.
func orderBody(_ changes: [String: String] = [:]) -> String {
    var members = [
        "category": #""linear""#, "symbol": #""BTCUSDT""#, "side": #""Buy""#, "orderType": #""Limit""#,
        "qty": #""0.1""#, "price": #""59000""#,
    ]
    for (name, value) in changes { members[name] = value.isEmpty ? nil : value }
    return "{" + members.map { "\"\($0.key)\":\($0.value)" }.sorted().joined(separator: ",") + "}"
}

extension TestVenue {
    /// Places `orderBody(changes)`.
    func create(_ owner: Owner, _ changes: [String: String] = [:]) -> Reply {
        post("/v5/order/create", orderBody(changes), as: owner)
    }
}
