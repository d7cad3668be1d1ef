import HTTP1
import Testing

struct NginxVerdictTests {
    /// RFC 9112, section 3.2.4, defines `OPTIONS *`; nginx does not know it.
    private static let knownToBeWider: Set = ["asterisk with OPTIONS"]

    @Test func tableIsComplete() throws {
        let verdicts = try NginxVerdicts.read()
        #expect(verdicts.cases.count == 158)
        #expect(Set(verdicts.cases.map(\.name)).count == verdicts.cases.count)
        #expect(verdicts.cases.filter { $0.accepted == 0 }.count == 107)
    }

    @Test(arguments: try NginxVerdicts.read().cases)
    func neverAcceptsWhatNginxRefuses(verdict: NginxVerdicts.Case) {
        let peer = Peer()
        let accepted = peer.answerAll(after: peer.send(octets(verdict.bytes))).paths.count
        if Self.knownToBeWider.contains(verdict.name) {
            #expect(accepted == 1 && verdict.accepted == 0)
        } else {
            #expect(accepted <= verdict.accepted)
        }
    }

    @Test(arguments: try NginxVerdicts.read().cases.filter { $0.accepted == 0 && $0.end != "open" })
    func refusesAtOnceWhatNginxRefuses(verdict: NginxVerdicts.Case) {
        let peer = Peer()
        let all = peer.answerAll(after: peer.send(octets(verdict.bytes)))
        #expect(all.closed || Self.knownToBeWider.contains(verdict.name))
    }

    @Test(arguments: try NginxVerdicts.read().cases)
    func cutAtAnyByteItIsTheSame(verdict: NginxVerdicts.Case) {
        let bytes = octets(verdict.bytes)
        let whole = Peer()
        let expected = whole.answerAll(after: whole.send(bytes))
        for cut in bytes.indices {
            let peer = Peer()
            let first = peer.answerAll(after: peer.send(Array(bytes[..<cut])))
            let second = peer.answerAll(after: peer.send(Array(bytes[cut...])))
            #expect(first.paths + second.paths == expected.paths)
            #expect((first.closed || second.closed) == expected.closed)
        }
    }
}
