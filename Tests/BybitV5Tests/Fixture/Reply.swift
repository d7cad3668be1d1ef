import HTTP1
import MarginEngine
import Wire

/// A response as a client reads it.
struct Reply {
    let status: Int
    let contentType: String
    let text: String
    let json: JSON?
    private let fields: [(name: String, value: String)]

    init(_ response: Response) {
        status = response.status
        contentType = response.contentType
        text = String(decoding: response.body, as: UTF8.self)
        json = JSON.parse(response.body)
        fields = response.fields
    }

    func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// `retCode`, which must be a JSON number.
    var code: Int? { json?["retCode"]?.numberText.flatMap { Int($0) } }
    var message: String? { json?["retMsg"]?.string }
    var result: JSON? { json?["result"] }
    var list: [JSON] { result?["list"]?.elements ?? [] }
    var first: JSON? { list.first }

    /// True for a plain success in the usual envelope.
    var isOK: Bool { status == 200 && code == 0 }
}

extension JSON {
    /// A member that must be a JSON string.
    func text(_ name: String) -> String? { self[name]?.string }

    /// A member that must be a JSON number.
    func number(_ name: String) -> Int64? { self[name]?.numberText.flatMap { Int64($0) } }

    /// The names of its members.
    var names: Set<String> { Set(members?.map(\.key) ?? []) }
}
