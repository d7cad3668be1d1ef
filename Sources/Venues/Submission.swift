public import Dialects
public import HTTP1

/// A work for a venue, and where its answer goes.
public struct Submission: Sendable {
    /// What is asked of the desk.
    public let work: DeskWork
    /// What the submitter knows the answer by; a venue never looks at it.
    public let ticket: UInt64
    /// Who is given the answer.
    public let sink: any AnswerSink

    /// A work whose answer goes to `sink` under `ticket`.
    public init(work: DeskWork, ticket: UInt64, sink: any AnswerSink) {
        self.work = work
        self.ticket = ticket
        self.sink = sink
    }
}

/// A response that may leave: all that it tells of is durable.
public struct ReleasedAnswer: Sendable {
    /// The submission's ticket.
    public let ticket: UInt64
    /// What to send.
    public let response: Response

    /// The response for a ticket.
    public init(ticket: UInt64, response: Response) {
        self.ticket = ticket
        self.response = response
    }
}

/// Whoever waits for answers, called on the venue's thread: it must not block.
public protocol AnswerSink: AnyObject, Sendable {
    /// Takes all answers of one round at once, in the order in which the works arrived.
    func release(_ answers: [ReleasedAnswer])
}

extension [Submission] {
    /// Releases one response to each submission, each sink's neighbouring ones together.
    func release(_ response: (Int, Submission) -> Response) {
        var start = 0
        while start < count {
            let sink = self[start].sink
            var answers: [ReleasedAnswer] = []
            answers.reserveCapacity(count - start)
            while start < count, self[start].sink === sink {
                answers.append(ReleasedAnswer(ticket: self[start].ticket, response: response(start, self[start])))
                start += 1
            }
            sink.release(answers)
        }
    }

    /// Tells each that nobody knows what became of its work.
    func releaseUnknown() {
        release { _, submission in submission.work.resultUnknown }
    }
}
