/// The account families of a venue, each by its code: the registry.
package struct Families: Sendable {
    private var rules = [FamilyRules](repeating: .bybit, count: AccountFamily.codes.count)
    /// The families there are, in the order of their codes.
    package let all: [AccountFamily]

    /// The families of the three venues.
    package static let standard = Families([.bybit: .bybit, .bitget: .bitget, .ztdx: .ztdx])

    /// These families.
    package init(_ families: KeyValuePairs<AccountFamily, FamilyRules>) {
        all = families.map(\.key).sorted { $0.rawValue < $1.rawValue }
        for (family, own) in families { rules[Int(family.rawValue)] = own }
    }

    /// The rules of a family; no account has one that is not in `all`.
    package subscript(family: AccountFamily) -> FamilyRules {
        _read { yield rules[Int(family.rawValue)] }
    }

    /// True for a family that accounts can be opened in.
    func has(_ family: AccountFamily) -> Bool { all.contains(family) }
}
