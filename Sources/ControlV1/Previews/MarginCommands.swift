import Desks
import Dialects
import MarginEngine

/// Margin modes, margin of positions, leverage.
extension AccountCommand {
    static let margin = [
        Form("setAccountMarginMode", "mode", read: accountMarginMode),
        Form("setMarginRegime", "regime", read: marginRegime),
        Form("setCollateralSwitch", "asset", "isCollateral", read: collateralSwitch),
        Form("setSymbolMarginMode", "symbol", "mode", "leverage", read: symbolMarginMode),
        Form("adjustMargin", "symbol", "side", "amount", read: adjustMargin),
        Form("setAutoAddMargin", "symbol", "side", "addsMarginAutomatically", read: autoAddMargin),
        Form("setLeverage", "symbol", "cross", "isolatedLong", "isolatedShort", read: leverage),
    ]

    private static func accountMarginMode(_ members: Members) throws(InvalidMember) -> Make {
        let mode = try members.word("mode", MarginMode.words)
        return { (_, account) throws(ControlFailure) in .setAccountMarginMode(account, mode) }
    }

    private static func marginRegime(_ members: Members) throws(InvalidMember) -> Make {
        let regime = try members.word("regime", MarginRegime.words)
        return { (_, account) throws(ControlFailure) in .setMarginRegime(account, regime) }
    }

    private static func collateralSwitch(_ members: Members) throws(InvalidMember) -> Make {
        let name = try members.text("asset")
        let isOn = try members.flag("isCollateral")
        return { (desk, account) throws(ControlFailure) in .setCollateralSwitch(account, try desk.asset(name), isOn) }
    }

    private static func symbolMarginMode(_ members: Members) throws(InvalidMember) -> Make {
        let symbol = try members.text("symbol")
        let mode = try members.word("mode", MarginMode.words)
        let leverage = try members.optional("leverage", members.leverage)
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

    private static func autoAddMargin(_ members: Members) throws(InvalidMember) -> Make {
        let symbol = try members.text("symbol")
        let side = try members.word("side", PositionSide.words)
        let isOn = try members.flag("addsMarginAutomatically")
        return { (desk, account) throws(ControlFailure) in
            .setAutoAddMargin(account, try desk.instrument(symbol), side, isOn)
        }
    }

    private static func leverage(_ members: Members) throws(InvalidMember) -> Make {
        let symbol = try members.text("symbol")
        let change = LeverageChange(
            cross: try members.optional("cross", members.leverage),
            isolatedLong: try members.optional("isolatedLong", members.leverage),
            isolatedShort: try members.optional("isolatedShort", members.leverage))
        return { (desk, account) throws(ControlFailure) in
            .setLeverage(account, try desk.instrument(symbol), change)
        }
    }
}
