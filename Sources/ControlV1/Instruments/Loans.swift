import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// On what terms each asset is lent to unified accounts: BORROW-6.
enum Loans {
    static func list(_ call: Call) throws(ControlFailure) -> Answer {
        .desk { desk in
            .object { body in
                body.memberArray("loanTerms") { list in
                    for asset in desk.engine.assetIDs {
                        guard let terms = desk.engine.loanTerms(of: asset) else { continue }
                        list.object { terms.write(to: &$0, desk.engine[asset].name.text) }
                    }
                }
            }
        }
    }

    static func set(_ call: Call) throws(ControlFailure) -> Answer {
        let name = call[.asset] ?? ""
        let members = try call.members(LoanTerms.members)
        let terms = try controlled { () throws(InvalidMember) in try LoanTerms(members) }
        return .desk { desk throws(ControlFailure) in
            let asset = try desk.asset(name)
            try desk.accept(.setLoanTerms(asset, terms))
            return .object { terms.write(to: &$0, name) }
        }
    }
}

extension LoanTerms {
    /// The members of an object that holds them.
    static let members = ["hourlyRate", "maxAmount", "freeLimit", "conversionLimit", "conversionOrder", "tiers"]

    init(_ members: Members) throws(InvalidMember) {
        var tiers: [LoanTier] = []
        for row in try members.objects("tiers", allowed: ["limit", "maintenanceRate", "initialRate"]) {
            tiers.append(
                LoanTier(
                    limit: try row.decimal("limit"), maintenanceRate: try row.decimal("maintenanceRate"),
                    initialRate: try row.decimal("initialRate")))
        }
        guard let hourlyRate = InterestRate(try members.text("hourlyRate")) else {
            throw members.invalid("hourlyRate", "must be a decimal with at most 16 decimals")
        }
        self.init(
            hourlyRate: hourlyRate, maxAmount: try members.decimal("maxAmount"),
            freeLimit: try members.decimal("freeLimit"), conversionLimit: try members.decimal("conversionLimit"),
            conversionOrder: UInt8(truncatingIfNeeded: try members.integer("conversionOrder", in: 0...255)),
            tiers: tiers)
    }

    fileprivate func write(to row: inout JSONWriter, _ asset: String) {
        row.member("asset", asset)
        row.member("hourlyRate", hourlyRate.text)
        row.member("maxAmount", maxAmount.text)
        row.member("freeLimit", freeLimit.text)
        row.member("conversionLimit", conversionLimit.text)
        row.member("conversionOrder", Int(conversionOrder))
        row.memberArray("tiers") { list in
            for tier in tiers {
                list.object { row in
                    row.member("limit", tier.limit.text)
                    row.member("maintenanceRate", tier.maintenanceRate.text)
                    row.member("initialRate", tier.initialRate.text)
                }
            }
        }
    }
}
