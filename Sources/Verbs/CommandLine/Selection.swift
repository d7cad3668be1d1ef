import CommandLine
import MarginClient

/// An account that is worked on, and what reaches it.
struct Seat: Sendable {
    let profile: Profile
    let venue: any MarginVenue
    /// Nil where there is no control API, as at every real venue.
    let control: ControlClient?

    init(_ profile: Profile, over line: Line) {
        self.profile = profile
        venue = profile.venue(over: line)
        control = profile.control(over: line)
    }

    /// What every line about it begins with.
    var heading: [(StaticString, Value)] {
        [("profile", .text(profile.name)), ("venue", .text(profile.family.rawValue))]
    }
}

/// Which profiles there are and which are meant.
struct Selection {
    private let profiles: [Profile]
    private let isLive: Bool
    private let surroundings: Surroundings

    init(_ arguments: VerbArguments, _ process: VerbSurroundings) throws(UsageError) {
        isLive = arguments.has(.live)
        surroundings = process.surroundings
        let names = try arguments.list(.profile)
        do throws(ProfileError) {
            let environment = arguments.has(.profiles) ? nil : try ProfileFile.environment(process.variable)
            let isOnly = names.allSatisfy { $0 == environment?.name } && !arguments.has(.all)
            if let environment, isOnly {
                profiles = [environment]
                return
            }
            let file = arguments.text(.profiles) ?? process.variable("PLIMSOLL_PROFILES")
            let home = process.variable("HOME").map { "\($0)/.config/plimsoll/profiles.json" }
            guard let path = file ?? home else {
                throw .unreadable(path: "profiles", reason: "neither --profiles nor $HOME says where they are")
            }
            profiles = (environment.map { [$0] } ?? []) + (try ProfileFile.read(path))
        } catch {
            throw UsageError(error.description)
        }
    }

    /// The accounts that are meant, each on a line of its own kind; equal settings share their connections.
    func seats(of arguments: VerbArguments) throws(UsageError) -> [Seat] {
        let chosen = try arguments.has(.all) ? profiles : named(try arguments.list(.profile))
        var lines: [(TransportSettings, Line)] = []
        var seats: [Seat] = []
        for profile in chosen {
            try check(profile)
            if !lines.contains(where: { $0.0 == profile.transport }) {
                lines.append((profile.transport, try line(profile)))
            }
            guard let line = lines.first(where: { $0.0 == profile.transport })?.1 else { continue }
            seats.append(Seat(profile, over: line))
        }
        return seats
    }

    /// The profile whose control API is meant: the one named, or the first that has one.
    func controlled(by arguments: VerbArguments) throws(UsageError) -> (Profile, ControlClient) {
        let names = try arguments.list(.profile)
        let candidates = names.isEmpty ? profiles : try named(names)
        guard let profile = candidates.first(where: { $0.controlToken != nil }) else {
            throw UsageError("no profile has a controlToken")
        }
        try check(profile)
        guard let control = profile.control(over: try line(profile)) else {
            throw UsageError("the controlToken of \(profile.name) cannot be sent")
        }
        return (profile, control)
    }

    private func named(_ names: [String]) throws(UsageError) -> [Profile] {
        let known = profiles.map(\.name).joined(separator: ", ")
        guard !names.isEmpty || profiles.count == 1 else {
            throw UsageError("say --profile or --all; there is: \(known)")
        }
        var chosen: [Profile] = []
        for name in names.isEmpty ? profiles.map(\.name) : names {
            guard let profile = profiles.first(where: { $0.name == name }) else {
                throw UsageError("no profile \(name); there is: \(known)")
            }
            chosen.append(profile)
        }
        return chosen
    }

    /// Everything beyond this machine may be real money, and needs to be asked for.
    private func check(_ profile: Profile) throws(UsageError) {
        guard profile.url.isLocal || isLive else {
            throw UsageError("\(profile.name) is at \(profile.url.text), not on this machine: say --live")
        }
    }

    private func line(_ profile: Profile) throws(UsageError) -> Line {
        do throws(TransportError) {
            return Line(try CurlTransport(profile.transport), surroundings: surroundings)
        } catch {
            throw UsageError("there is no transport: \(error)")
        }
    }
}
