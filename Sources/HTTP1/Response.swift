/// An answer before it becomes bytes. Length, date and connection fields are added by the writer.
public struct Response: Sendable, Equatable {
    /// The HTTP status code, 100 to 599.
    public var status: Int
    /// The media type of `body`.
    public var contentType: String
    /// Further header fields, names spelled as they shall travel.
    public var fields: [(name: String, value: String)]
    /// The content, complete; also for HEAD, whose answer carries only its length.
    public var body: [UInt8]

    /// An answer with that status and content.
    public init(
        status: Int, contentType: String = "application/json", fields: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        self.status = status
        self.contentType = contentType
        self.fields = fields
        self.body = body
    }

    /// True if both would travel as the same bytes.
    public static func == (left: Response, right: Response) -> Bool {
        left.status == right.status && left.contentType == right.contentType && left.body == right.body
            && left.fields.elementsEqual(right.fields) { $0.name == $1.name && $0.value == $1.value }
    }
}
