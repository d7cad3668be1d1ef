public import Desks
import Dialects
import HTTP1
import Synchronization

extension Venue {
    /// Runs `body` alone with the desk and waits until all it applied is durable. For threads that may block.
    /// - Returns: nil when nobody knows what became of it.
    public func perform<Value: Sendable>(_ body: @escaping @Sendable (inout Desk) -> Value) -> Value? {
        let question = Question<Value>()
        let work = DeskWork(resultUnknown: Question<Value>.failure) { desk in
            question.keep(body(&desk))
            return Question<Value>.success
        }
        submit([.work(Submission(work: work, ticket: 0, sink: question))])
        return question.wait()
    }
}

/// One work and whoever waits for it.
private final class Question<Value: Sendable>: AnswerSink {
    static var success: Response { Response(status: 200) }
    static var failure: Response { Response(status: 503) }

    private let value = Mutex<Value?>(nil)
    private let answers = BlockingQueue<ReleasedAnswer>()

    func keep(_ value: Value) { self.value.withLock { $0 = value } }

    func release(_ answers: [ReleasedAnswer]) { _ = self.answers.append(answers) }

    func wait() -> Value? {
        var answers: [ReleasedAnswer] = []
        _ = self.answers.take(into: &answers, forMs: nil)
        return answers.first?.response == Self.success ? value.withLock { $0 } : nil
    }
}
