import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// Accounts and all that they have.
enum Accounts {
    /// The most bytes of a name.
    private static let maxName = 64

    static func list(_ call: Call) throws(ControlFailure) -> Answer {
        .desk { desk in
            .object { body in
                body.memberArray("accounts") { list in
                    for index in 1..<max(1, desk.engine.accountCount) {
                        list.object { $0.write(desk.engine[AccountID(index: Int32(index))], desk) }
                    }
                }
            }
        }
    }

    /// Opens an account under the number after the greatest.
    static func open(_ call: Call) throws(ControlFailure) -> Answer {
        let members = try call.members("name", "family", "generation")
        let (name, family, generation) = try controlled { () throws(InvalidMember) in
            let name = try members.text("name")
            guard name.utf8.count <= maxName else { throw members.invalid("name", "has more than \(maxName) bytes") }
            let family = try members.word("family", AccountFamily.words)
            return (name, family, try AccountGeneration(in: members, of: family))
        }
        return .desk { desk throws(ControlFailure) in
            guard !desk.hasAccount(named: name) else { throw .nameTaken }
            let uid = desk.nextUID
            try desk.accept(.openAccount(uid: uid, family: family, generation: generation))
            desk.apply(.nameAccount(uid: uid, name))
            let account = try desk.account(uid: uid).account
            return .object(status: 201) { $0.write(account, desk) }
        }
    }

    /// Locks an account's keys out, or lets them in again.
    static func setStanding(_ call: Call) throws(ControlFailure) -> Answer {
        let uid = try call.uid()
        let members = try call.members("standing")
        let standing = try controlled { () throws(InvalidMember) in
            try members.word("standing", AccountStanding.words)
        }
        return .desk { desk throws(ControlFailure) in
            let account = try desk.account(uid: uid).account
            desk.apply(.setStanding(uid: uid, standing))
            return .object { $0.write(account, desk) }
        }
    }

    /// Makes an account lead copy trading, or no more.
    static func setKind(_ call: Call) throws(ControlFailure) -> Answer {
        let uid = try call.uid()
        let members = try call.members("kind")
        let kind = try controlled { () throws(InvalidMember) in try members.word("kind", AccountKind.words) }
        return .desk { desk throws(ControlFailure) in
            _ = try desk.account(uid: uid)
            try desk.accept(.setAccountKind(uid: uid, kind))
            let account = try desk.account(uid: uid).account
            return .object { $0.write(account, desk) }
        }
    }

    static func read(_ call: Call) throws(ControlFailure) -> Answer {
        let uid = try call.uid()
        return .desk { desk throws(ControlFailure) in
            let account = try desk.account(uid: uid).account
            return .object { body in
                body.write(account, desk)
                body.writeKeys(of: uid, desk)
                body.memberArray("marginAccounts") { list in
                    list.object { $0.writeMarginAccount("main", account.main, desk.engine) }
                    if account.inverse != account.main {
                        list.object { $0.writeMarginAccount("inverse", account.inverse, desk.engine) }
                    }
                    if let funding = account.funding {
                        list.object { $0.writeMarginAccount("funding", funding, desk.engine) }
                    }
                }
            }
        }
    }
}

extension Desk {
    /// The first number of an account that is given none.
    private static let firstUID: UInt64 = 100_001

    fileprivate var nextUID: UInt64 {
        var last = Self.firstUID - 1
        for index in 0..<engine.accountCount { last = max(last, engine[AccountID(index: Int32(index))].uid) }
        return last + 1
    }

    fileprivate func hasAccount(named name: String) -> Bool {
        for index in 0..<engine.accountCount where self.name(of: engine[AccountID(index: Int32(index))].uid) == name {
            return true
        }
        return false
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ account: Account, _ desk: borrowing Desk) {
        member("uid", account.uid)
        member("name", desk.name(of: account.uid) ?? "")
        member("family", account.family.word)
        if let generation = account.generation.word {
            member("generation", generation)
        } else {
            memberNull("generation")
        }
        member("kind", account.kind.word)
        member("standing", desk.standing(of: account.uid).word)
    }

    /// The public parts of its keys.
    fileprivate mutating func writeKeys(of uid: UInt64, _ desk: borrowing Desk) {
        memberArray("keys") { list in
            for key in desk.keys where key.uid == uid {
                list.object { row in
                    row.member("key", key.key)
                    row.member("readOnly", key.isReadOnly)
                    row.memberArray("addresses") { addresses in key.addresses.forEach { addresses.value($0) } }
                    row.memberArray("permissions") { list in
                        for permission in KeyPermission.allCases where key.permissions.contains(permission.value) {
                            list.value(permission.rawValue)
                        }
                    }
                    if let expiresMs = key.expiresMs {
                        row.member("expiresMs", expiresMs)
                    } else {
                        row.memberNull("expiresMs")
                    }
                }
            }
        }
    }
}
