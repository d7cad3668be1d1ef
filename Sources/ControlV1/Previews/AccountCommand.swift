import Desks
import Dialects
import MarginEngine

/// A command of an account as a JSON object names it: exactly one member, the command, with its own members. What it
/// names is looked up when the desk is at hand.
struct AccountCommand: Sendable {
    private enum Kind: String, CaseIterable {
        case setAccountMarginMode, setSymbolMarginMode, adjustMargin, setLeverage, placeOrder
    }

    /// The names of all members that may hold the command.
    static let names = Kind.allCases.map(\.rawValue)

    private let make: Make

    /// - Parameter members: an object that has one of the commands among its members.
    init(in members: Members) throws(InvalidMember) {
        let named = Kind.allCases.filter { members.has($0.rawValue) }
        guard let kind = named.first, named.count == 1 else {
            throw members.invalid("command", "must be exactly one of \(Self.names.joined(separator: ", "))")
        }
        func object(_ allowed: String...) throws(InvalidMember) -> Members {
            try members.object(kind.rawValue, allowed: allowed)
        }
        switch kind {
        case .setAccountMarginMode: make = try Self.accountMarginMode(object("mode"))
        case .setSymbolMarginMode: make = try Self.symbolMarginMode(object("symbol", "mode", "leverage"))
        case .adjustMargin: make = try Self.adjustMargin(object("symbol", "side", "amount"))
        case .setLeverage: make = try Self.leverage(object("symbol", "cross", "isolatedLong", "isolatedShort"))
        case .placeOrder:
            make = try Self.order(
                object("symbol", "side", "positionSide", "type", "timeInForce", "quantity", "price", "reduceOnly"))
        }
    }

    func command(_ desk: borrowing Desk, _ account: MarginAccountID) throws(ControlFailure) -> Command {
        try make(desk, account)
    }

    private typealias Make = @Sendable (borrowing Desk, MarginAccountID) throws(ControlFailure) -> Command

    private static func accountMarginMode(_ members: Members) throws(InvalidMember) -> Make {
        let mode = try members.word("mode", MarginMode.words)
        return { (_, account) throws(ControlFailure) in .setAccountMarginMode(account, mode) }
    }

    private static func symbolMarginMode(_ members: Members) throws(InvalidMember) -> Make {
        let symbol = try members.text("symbol")
        let mode = try members.word("mode", MarginMode.words)
        let leverage = members.has("leverage") ? try members.leverage("leverage") : nil
        return { (desk, account) throws(ControlFailure) in
            .setSymbolMarginMode(account, try desk.instrument(symbol), mode, leverage: leverage)
        }
    }

    private static func adjustMargin(_ members: Members) throws(InvalidMember) -> Make {
        let symbol = try members.text("symbol")
        let side = try members.word("side", PositionSide.words)
        let amount: Money = try members.decimal("amount")
        return { (desk, account) throws(ControlFailure) in
            .adjustMargin(account, try desk.instrument(symbol), side, amount)
        }
    }

    private static func leverage(_ members: Members) throws(InvalidMember) -> Make {
        let symbol = try members.text("symbol")
        let change = LeverageChange(
            cross: members.has("cross") ? try members.leverage("cross") : nil,
            isolatedLong: members.has("isolatedLong") ? try members.leverage("isolatedLong") : nil,
            isolatedShort: members.has("isolatedShort") ? try members.leverage("isolatedShort") : nil)
        return { (desk, account) throws(ControlFailure) in
            .setLeverage(account, try desk.instrument(symbol), change)
        }
    }

    private static func order(_ members: Members) throws(InvalidMember) -> Make {
        let symbol = try members.text("symbol")
        let side = try members.word("side", [("buy", Side.buy), ("sell", .sell)])
        let target: PositionTarget =
            members.has("positionSide")
            ? try members.word("positionSide", [("long", .long), ("short", .short)]) : .net
        let kind = try members.word("type", [("limit", OrderKind.limit), ("market", .market)])
        let timeInForce: TimeInForce =
            members.has("timeInForce")
            ? try members.word("timeInForce", TimeInForce.words)
            : (kind == .limit ? .goodTillCancelled : .immediateOrCancel)
        let quantity: Quantity = try members.decimal("quantity")
        let price: Price = kind == .limit ? try members.decimal("price") : .zero
        let reduceOnly = try members.flag("reduceOnly", or: false)
        return { (desk, account) throws(ControlFailure) in
            .placeOrder(
                NewOrder(
                    marginAccount: account, instrument: try desk.instrument(symbol), side: side, target: target,
                    kind: kind, timeInForce: timeInForce, quantity: quantity, price: price, reduceOnly: reduceOnly))
        }
    }
}
