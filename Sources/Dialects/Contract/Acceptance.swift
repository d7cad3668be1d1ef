public import Desks
public import HTTP1

/// How far a dialect got with a request on its own.
public enum Acceptance: Sendable {
    /// Answered: refused before the desk, or nothing the desk must say.
    case answered(Response)
    /// The desk has to apply or say something.
    case work(DeskWork)
}

/// What a request wants of the desk.
public struct DeskWork: Sendable {
    /// Runs on the venue's thread, alone with the desk. Its response leaves when all it applied is durable.
    public let perform: @Sendable (inout Desk) -> Response
    /// The venue's answer for "the result is unknown", sent when the commit failed.
    public let resultUnknown: Response

    /// What to run, and what to answer when its result cannot be known.
    public init(resultUnknown: Response, perform: @escaping @Sendable (inout Desk) -> Response) {
        self.resultUnknown = resultUnknown
        self.perform = perform
    }
}
