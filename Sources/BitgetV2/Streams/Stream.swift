import Desks
import Dialects
import MarginEngine
import Wire

/// `/v2/ws/public` and `/v2/ws/private`: https://www.bitget.com/api-doc/common/websocket-intro
struct Stream: StreamSession {
    private static let maxMessageBytes = 4_096
    private static let maxChannels = 1_000
    private static let messageLimit = RateLimit(calls: 10, windowMs: 1_000)
    private static let subscriptionLimit = RateLimit(calls: 240, windowMs: 3_600_000)

    let silenceLimitMs: Int64 = 120_000
    private let isPrivate: Bool
    private let connectionID: String
    private var login: Login?
    private var channels: Set<ChannelName> = []

    init(isPrivate: Bool, connectionID: String) {
        self.isPrivate = isPrivate
        self.connectionID = connectionID
    }

    mutating func received(_ text: [UInt8], _ door: inout Door) -> [StreamAction] {
        if exceeds(Self.messageLimit, "messages", &door) {
            return [.send(StreamFailure.tooManyMessages.text()), .close]
        }
        if text.elementsEqual("ping".utf8) { return [.send(Array("pong".utf8))] }
        guard text.count <= Self.maxMessageBytes, let message = JSON.parse(text), let args = message["args"]?.elements
        else { return [.send(StreamFailure.illegalRequest.text())] }
        switch message["op"]?.string {
        case "login": return logIn(args, door)
        case "subscribe":
            if exceeds(Self.subscriptionLimit, "subscriptions", &door) {
                return [.send(StreamFailure.tooManyChannels.text()), .close]
            }
            return args.flatMap { subscribe($0, door) }
        case "unsubscribe": return args.flatMap { unsubscribe($0) }
        default: return [.send(StreamFailure.invalidOperation.text())]
        }
    }

    /// Counts one of the connection's `what` against a limit.
    private func exceeds(_ limit: RateLimit, _ what: String, _ door: inout Door) -> Bool {
        door.addressExceeds(limit, bucket: "bitget stream \(connectionID) \(what)")
    }

    private mutating func logIn(_ args: [JSON], _ door: Door) -> [StreamAction] {
        do throws(StreamFailure) {
            guard let arg = args.first else { throw .malformed }
            login = try StreamLogin.verify(arg, door)
            return [.send(Self.loggedIn)]
        } catch {
            return [.send(error.text()), .close]
        }
    }

    private mutating func subscribe(_ arg: JSON, _ door: Door) -> [StreamAction] {
        guard let name = ChannelName(arg), !isPrivate || name.isComplete else {
            return [.send(StreamFailure.malformed.text())]
        }
        guard channels.count < Self.maxChannels || channels.contains(name) else {
            return [.send(StreamFailure.tooManyChannels.text(about: name)), .close]
        }
        guard !isPrivate || isLoggedIn(door) else { return [.send(StreamFailure.loginRequired.text(about: name))] }
        channels.insert(name)
        let change = StreamChange { [login, isPrivate] desk in
            let feed = isPrivate ? login.flatMap { name.feed(of: $0) } : name.feed(in: desk.engine)
            guard let feed else { return [.send(StreamFailure.noChannel(name).text(about: name))] }
            return [.send(Self.acknowledgement("subscribe", name)), .join(feed)]
        }
        return [.follow(change, afterMs: 0)]
    }

    private func isLoggedIn(_ door: Door) -> Bool { login.map { StreamLogin.isAccepted($0, door) } ?? false }

    private mutating func unsubscribe(_ arg: JSON) -> [StreamAction] {
        guard let name = ChannelName(arg) else { return [.send(StreamFailure.malformed.text())] }
        channels.remove(name)
        let key = name.key(login.map { "\($0.uid)" } ?? ChannelName.everybody)
        let change = StreamChange { _ in [.leave(key: key), .send(Self.acknowledgement("unsubscribe", name))] }
        return [.follow(change, afterMs: 0)]
    }

    /// The code is a number, as captured, whatever the documentation says.
    private static let loggedIn = Array(#"{"event":"login","code":0,"msg":""}"#.utf8)

    private static func acknowledgement(_ event: String, _ name: ChannelName) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("event", event)
                json.memberObject("arg", name.write)
            }
        }
    }
}
