/// An option of a command line, as data: parsing and help both come from it.
public protocol CommandOption: Hashable, Sendable {
    /// Its name with the dashes.
    var name: String { get }
    /// What its value looks like; nil for an option without one.
    var placeholder: String? { get }
    /// What it means, in a sentence.
    var summary: String { get }
}

extension CommandOption {
    /// What help shows it as: its name and what its value looks like.
    public var usage: String { placeholder.map { "\(name) \($0)" } ?? name }
}

extension CommandOption where Self: RawRepresentable<String> {
    /// The raw value behind two dashes.
    public var name: String { "--\(rawValue)" }
}

extension String {
    /// Filled up with blanks to a column of help texts, with two at least.
    public func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(2, width - utf8.count))
    }
}
