import BitgetV2
import BybitV5
import ControlV1
import Gateway
import Glibc
import Journaling
import Venues
import Wire
import ZTDXV1

/// `plimsoll serve`: opens the venues, listens, announces itself, and serves until it is told to stop.
struct Serve {
    private let options: ServeOptions
    private let log: Log
    private let venueFile: VenueFile
    private let sealingKey: [UInt8]
    private let controlToken: String
    private let venues: [Venue]

    init(_ options: ServeOptions) throws {
        self.options = options
        log = Log(options.logLevel, wallMs: SystemClock.wallMs)
        let storage: any Storage = try options.dataPath.map { try DataDirectory($0) } ?? EphemeralStorage()
        let (venueFile, sealingKey) = (try Self.venueFile(options), try storage.sealingKey())
        self.venueFile = venueFile
        self.sealingKey = sealingKey
        controlToken = try options.controlToken ?? storage.controlToken()
        var venues: [Venue] = []
        for name in try storage.venues() {
            var settings = VenueSettings(
                store: try storage.journal(of: name),
                genesis: { desk in
                    try venueFile.genesis(into: &desk)
                    guard venueFile.issueKeys(into: &desk, sealingKey: sealingKey, fixed: options.hasDemoKeys) != nil
                    else { throw FileError("the accounts' keys could not be made") }
                },
                unseal: { SealedSecret.open($0, key: sealingKey) })
            settings.snapshots = storage.snapshots(of: name)
            settings.notify = { [log] in log.note($0, venue: name) }
            venues.append(try Venue(name: name, settings: settings))
        }
        self.venues = venues
    }

    func run() throws {
        let server = try Server(settings, venues: served)
        let announcement = try announcement(of: server.address)
        if let path = options.readyFile { try File.replace(path, with: announcement.json) }
        StandardStream.output.write(announcement.text)
        server.run()
        // The server took signals until here.
        for number in [SIGTERM, SIGINT] { signal(number) { _ in _exit(1) } }
        for venue in venues { venue.stop() }
    }

    private static func venueFile(_ options: ServeOptions) throws -> VenueFile {
        let standard = try DefaultVenue.file()
        guard let path = options.venueFile else { return standard }
        guard let content = try File.read(path) else { throw FileError("there is no \(path)") }
        return try VenueFile(content).completed(by: standard)
    }

    private var settings: ServerSettings {
        var settings = ServerSettings()
        settings.address = options.address
        settings.hasRateLimits = options.hasRateLimits
        settings.handlesSignals = true
        settings.log = log
        return settings
    }

    private var served: [ServedVenue] {
        let names = venues.map(\.name)
        return venues.map { venue in
            let control = ControlDialect(
                token: controlToken, venue: venue.name, venues: names, sealingKey: sealingKey)
            return ServedVenue(venue, dialects: [BybitDialect(), BitgetDialect(), ZTDXDialect(), control])
        }
    }

    private func announcement(of address: ListenAddress) throws -> Announcement {
        guard let venue = venues.first(where: { $0.name == "default" }),
            let accounts = IssuedAccount.list(venueFile, in: venue, sealingKey: sealingKey)
        else { throw FileError("the default venue does not answer") }
        return Announcement(url: "http://\(address.reachable)", controlToken: controlToken, accounts: accounts)
    }
}

extension ListenAddress {
    /// Where a client on this machine finds a server that listens on every address.
    fileprivate var reachable: ListenAddress {
        switch host {
        case "0.0.0.0": ListenAddress(host: "127.0.0.1", port: port)
        case "::": ListenAddress(host: "::1", port: port)
        default: self
        }
    }
}

extension Log {
    fileprivate func note(_ notice: VenueNotice, venue: String) {
        switch notice {
        case .commitFailed(let error):
            self(.error, "commit failed") { line in
                line.member("venue", venue)
                line.member("reason", error.description)
            }
        case .unavailable(let error, let retryInMs):
            self(.error, "venue unavailable") { line in
                line.member("venue", venue)
                line.member("reason", error.description)
                line.member("retryInMs", retryInMs)
            }
        case .rebuilt(let sequence):
            self(.warn, "venue rebuilt") { line in
                line.member("venue", venue)
                line.member("sequence", sequence)
            }
        case .snapshotPassedOver(let sequence, let error):
            self(.warn, "snapshot passed over") { line in
                line.member("venue", venue)
                line.member("sequence", sequence)
                line.member("reason", error.text)
            }
        case .snapshotFailed(let sequence, let error):
            self(.error, "snapshot failed") { line in
                line.member("venue", venue)
                line.member("sequence", sequence)
                line.member("reason", error.text)
            }
        case .unreadableKey(let key):
            self(.warn, "key sealed under another seal key") { line in
                line.member("venue", venue)
                line.member("key", key)
            }
        case .halted(let reason):
            self(.error, "venue halted") { line in
                line.member("venue", venue)
                line.member("reason", reason)
            }
        }
    }
}
