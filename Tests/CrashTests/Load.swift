import Foundation
import Synchronization

/// Margin added to one position over several connections, every time by another amount.
final class Load: Sendable {
    static let connections = 8

    struct Record: Sendable {
        /// In units of 10^-8 USDT.
        var lastAmount: Int64 = 0
        /// What was answered with success.
        var answered: Set<Int64> = []
        /// What was sent and never answered.
        var unanswered: Set<Int64> = []
        /// Answers that were no success.
        var refusals: [String] = []
    }

    let record = Mutex(Record())
    private let untilEnd = Mutex(0)
    private let end = DispatchSemaphore(value: 0)

    /// Sends on all connections, ends the server after so many answers, and returns when every connection is gone.
    func run(_ account: PlimsollProcess.Account, port: UInt16, answers: Int, thenEnd: () -> Void) {
        untilEnd.withLock { $0 = answers }
        let senders = DispatchGroup()
        for _ in 0..<Self.connections {
            Thread.detachNewThread(in: senders) { self.send(account, port) }
        }
        if answers > 0 { _ = end.wait(timeout: .now() + 30) }
        thenEnd()
        senders.wait()
    }

    private func send(_ account: PlimsollProcess.Account, _ port: UInt16) {
        guard let client = BitgetClient(account, port: port) else { return }
        while true {
            let amount = record.withLock { record in
                record.lastAmount += 1
                record.unanswered.insert(record.lastAmount)
                return record.lastAmount
            }
            guard let answer = client.post("/api/v2/mix/account/set-margin", Self.body(amount)) else { return }
            record.withLock { record in
                record.unanswered.remove(amount)
                if answer.contains(#""code":"00000""#) {
                    record.answered.insert(amount)
                } else {
                    record.refusals.append(answer)
                }
            }
            countAnswer()
        }
    }

    private func countAnswer() {
        let isLast = untilEnd.withLock { left in
            left -= 1
            return left == 0
        }
        if isLast { end.signal() }
    }

    private static func body(_ amount: Int64) -> String {
        let digits = String(amount)
        let decimals = String(repeating: "0", count: max(0, 8 - digits.count)) + digits.suffix(8)
        let whole = digits.dropLast(8)
        return #"{"symbol":"BTCUSDT","productType":"USDT-FUTURES","marginCoin":"USDT","holdSide":"long","#
            + #""amount":"\#(whole.isEmpty ? "0" : whole).\#(decimals)"}"#
    }
}

extension Thread {
    fileprivate static func detachNewThread(in group: DispatchGroup, _ body: @escaping @Sendable () -> Void) {
        group.enter()
        detachNewThread {
            body()
            group.leave()
        }
    }
}
