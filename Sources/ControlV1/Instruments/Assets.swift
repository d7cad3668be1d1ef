import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// The coins of a venue, and how much more of each it takes as collateral: COLLATERAL-9.
enum Assets {
    static func list(_ call: Call) throws(ControlFailure) -> Answer {
        .desk { desk in
            .object { body in
                body.memberArray("assets") { list in
                    for asset in desk.engine.assetIDs { list.object { $0.write(asset, desk.engine) } }
                }
            }
        }
    }

    static func change(_ call: Call) throws(ControlFailure) -> Answer {
        let name = call[.asset] ?? ""
        let members = try call.members("collateralLimit")
        let limit = try controlled { () throws(InvalidMember) in
            try members.word("collateralLimit", CollateralLimit.words)
        }
        return .desk { desk throws(ControlFailure) in
            let asset = try desk.asset(name)
            try desk.accept(.setCollateralLimit(asset, limit))
            return .object { $0.write(asset, desk.engine) }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ asset: AssetID, _ engine: borrowing Engine) {
        member("asset", engine[asset].name.text)
        member("usdPrice", engine.usdPrice(of: asset).text)
        member("collateralLimit", engine.collateralLimit(of: asset).word)
    }
}
