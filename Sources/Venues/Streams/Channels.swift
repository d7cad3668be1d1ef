import Desks
import Dialects
import MarginEngine

/// Who follows what. It belongs to the venue's thread.
struct Channels {
    private var channels: [String: Channel] = [:]
    private var keysBySubject: [FeedSubject: [String]] = [:]
    private var keysByFollower: [Follower: Set<String>] = [:]

    /// The feeds that have something to tell of themselves at times.
    private var timed: Set<String> = []
    /// What is to be done unless somebody follows the feed of that key before.
    private var wills: [String: PendingWill] = [:]

    var isEmpty: Bool { channels.isEmpty }

    /// When a feed next has something to tell though nothing has changed, by the wall clock in ms.
    var nextDueMs: Int64? {
        let feedMs = timed.compactMap { channels[$0]?.feed.nextDueMs }.min()
        guard let willMs = wills.values.map(\.dueMs).min() else { return feedMs }
        return min(feedMs ?? willMs, willMs)
    }

    // MARK: Last wills

    /// What is to be done by now, the longest due first.
    func dueWills(wallMs: Int64) -> [PendingWill] {
        wills.values.filter { $0.dueMs <= wallMs }.sorted { ($0.dueMs, $0.key) < ($1.dueMs, $1.key) }
    }

    /// Forgets what was done, once that is durable.
    mutating func forget(_ done: [PendingWill]) {
        for will in done { wills[will.key] = nil }
    }

    // MARK: A round

    /// Tells all followers what a round did.
    mutating func publish(_ events: [Event], _ desk: borrowing Desk) {
        guard !isEmpty else { return }
        var deliveries = Deliveries()
        for subject in changedSubjects(events, desk) {
            for key in keysBySubject[subject] ?? [] { ask(key, events, desk, &deliveries) }
        }
        for key in timed where channels[key]?.feed.nextDueMs.map({ $0 <= desk.wallMs }) == true {
            ask(key, events, desk, &deliveries)
        }
        deliveries.send()
    }

    private mutating func ask(
        _ key: String, _ events: [Event], _ desk: borrowing Desk, _ deliveries: inout Deliveries
    ) {
        // Taken out and put back, so that what a feed remembers is not copied.
        guard var channel = channels.removeValue(forKey: key) else { return }
        for text in channel.feed.news(events, desk) {
            for party in channel.parties { deliveries.add(text, for: party.tickets, at: party.sink) }
        }
        channels[key] = channel
    }

    /// What is followed and changed, in the order in which the events first tell of it; then the venue itself.
    private func changedSubjects(_ events: [Event], _ desk: borrowing Desk) -> [FeedSubject] {
        var subjects: [FeedSubject] = []
        var seen: Set<FeedSubject> = []
        for event in events {
            guard let subject = subject(of: event, desk), keysBySubject[subject] != nil, seen.insert(subject).inserted
            else { continue }
            subjects.append(subject)
        }
        return subjects + [.venue]
    }

    /// Nil where another event of the same command tells that something changed.
    private func subject(of event: Event, _ desk: borrowing Desk) -> FeedSubject? {
        if case .market(let figures) = event { return .instrument(figures.instrument) }
        return event.marginAccount.map { .account(desk.engine.owner(of: $0)) }
    }

    // MARK: Requests

    /// Does what streams ask for.
    mutating func serve(_ requests: [StreamRequest], _ desk: borrowing Desk) {
        var deliveries = Deliveries()
        for request in requests {
            switch request.wish {
            case .change(let change):
                for step in change.steps(desk) { take(step, for: request, desk, &deliveries) }
            case .end:
                end(request, desk)
            }
        }
        deliveries.send()
    }

    private mutating func take(
        _ step: StreamStep, for request: StreamRequest, _ desk: borrowing Desk, _ deliveries: inout Deliveries
    ) {
        switch step {
        case .send(let text):
            deliveries.add(text, for: [request.ticket], at: request.sink)
        case .join(let feed):
            for text in join(feed, request, desk) { deliveries.add(text, for: [request.ticket], at: request.sink) }
        case .leave(let key):
            leave(key, request)
        }
    }

    /// The texts that the feed opens with.
    private mutating func join(_ feed: any Feed, _ request: StreamRequest, _ desk: borrowing Desk) -> [[UInt8]] {
        let key = feed.key
        var channel = channels.removeValue(forKey: key) ?? open(feed)
        let opening = channel.feed.opening(desk)
        if keysByFollower[Follower(request), default: []].insert(key).inserted { channel.add(request) }
        if channel.feed.nextDueMs != nil { timed.insert(key) }
        wills[key] = nil
        channels[key] = channel
        return opening
    }

    private mutating func open(_ feed: any Feed) -> Channel {
        keysBySubject[feed.subject, default: []].append(feed.key)
        return Channel(feed)
    }

    private mutating func leave(_ key: String, _ request: StreamRequest) {
        guard keysByFollower[Follower(request)]?.remove(key) != nil else { return }
        drop(key, request)
    }

    private mutating func end(_ request: StreamRequest, _ desk: borrowing Desk) {
        for key in keysByFollower.removeValue(forKey: Follower(request)) ?? [] {
            let will = channels[key]?.feed.lastWill(desk)
            drop(key, request)
            guard let will, channels[key] == nil else { continue }
            wills[key] = PendingWill(key: key, dueMs: desk.wallMs + will.afterMs, work: will.work)
        }
    }

    private mutating func drop(_ key: String, _ request: StreamRequest) {
        channels[key]?.remove(request)
        guard let channel = channels[key], channel.parties.isEmpty else { return }
        channels[key] = nil
        timed.remove(key)
        let subject = channel.feed.subject
        keysBySubject[subject]?.removeAll { $0 == key }
        if keysBySubject[subject]?.isEmpty == true { keysBySubject[subject] = nil }
    }
}
