import Desks
import Dialects
import HTTP1
import MarginEngine
import Wire

/// How portfolio margin stresses the contracts on each base coin: MARGIN-15.
enum PortfolioStress {
    static func list(_ call: Call) throws(ControlFailure) -> Answer {
        .desk { desk in
            .object { body in
                body.memberArray("portfolioTerms") { list in
                    for base in Set(desk.engine.instruments.map { desk.engine[$0].base.text }).sorted() {
                        list.object { $0.write(base, desk.engine) }
                    }
                }
            }
        }
    }

    static func set(_ call: Call) throws(ControlFailure) -> Answer {
        let base = call[.base] ?? ""
        let members = try call.members(PortfolioTerms.members)
        let terms = try controlled { () throws(InvalidMember) in try PortfolioTerms(members) }
        return .desk { desk throws(ControlFailure) in
            guard desk.engine.instruments.contains(where: { desk.engine[$0].base.text == base }) else {
                throw .unknown("base", base)
            }
            try desk.accept(.setPortfolioTerms(base: base, terms))
            return .object { $0.write(base, desk.engine) }
        }
    }
}

extension PortfolioTerms {
    /// The members of an object that holds them; what the venue has no figures for may be left out and is nothing then.
    static let members = ["range", "futureContingency", "deltaContingency", "spreadContingency"]

    init(_ members: Members) throws(InvalidMember) {
        self.init(
            range: try members.decimal("range"), futureContingency: try members.decimal("futureContingency"),
            deltaContingency: members.has("deltaContingency") ? try members.decimal("deltaContingency") : .zero,
            spreadContingency: members.has("spreadContingency") ? try members.decimal("spreadContingency") : .zero)
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ base: String, _ engine: borrowing Engine) {
        guard let name = InlineText(base) else { return }
        let terms = engine.portfolioTerms(of: name)
        member("base", base)
        member("range", terms.range.text)
        member("futureContingency", terms.futureContingency.text)
        member("deltaContingency", terms.deltaContingency.text)
        member("spreadContingency", terms.spreadContingency.text)
    }
}
