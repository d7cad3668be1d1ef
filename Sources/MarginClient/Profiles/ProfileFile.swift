import Glibc
import Wire

/// Profiles as they are kept: in a file for its owner alone, or in the environment. Secrets never stand in arguments,
/// which every user of the machine can read.
public enum ProfileFile {
    /// Reads `{"profiles":[…]}`, or the ready file of `plimsoll serve`, each of whose accounts is a profile.
    /// - Throws: `.notPrivate` unless the file is the caller's own and closed to all others (mode 0600 or less).
    public static func read(_ path: String) throws(ProfileError) -> [Profile] {
        guard let json = JSON.parse(try content(path)), json.kind == .object else {
            throw .malformed(place: path, reason: "must be a JSON object")
        }
        if json["accounts"] != nil { return try ready(json) }
        let members = try ProfileMembers(json, at: path, allowed: ["profiles"])
        return try members.objects("profiles", allowed: names).map { row throws(ProfileError) in
            try profile(row, try row.text("venue"))
        }
    }

    /// The profile `environment`, out of `PLIMSOLL_VENUE`, `PLIMSOLL_URL`, `PLIMSOLL_KEY`, `PLIMSOLL_SECRET` and
    /// `PLIMSOLL_PASSPHRASE`; nil when there is no `PLIMSOLL_KEY`.
    public static func environment(
        _ variable: (String) -> String?
    ) throws(ProfileError) -> Profile? {
        guard let key = variable("PLIMSOLL_KEY") else { return nil }
        guard let family = variable("PLIMSOLL_VENUE").flatMap({ VenueFamily(rawValue: $0) }) else {
            throw .malformed(place: "PLIMSOLL_VENUE", reason: "must be one of \(familyNames)")
        }
        let credentials = Credentials(
            key: key, secret: variable("PLIMSOLL_SECRET") ?? "", passphrase: variable("PLIMSOLL_PASSPHRASE") ?? "")
        guard let credentials else {
            throw .malformed(place: "PLIMSOLL_SECRET", reason: "and the key must be there, without blanks")
        }
        var profile = Profile(
            name: "environment", family: family, url: try url(variable("PLIMSOLL_URL"), family, "PLIMSOLL_URL"),
            credentials: credentials)
        profile.transport.proxy = variable("PLIMSOLL_PROXY")
        profile.controlToken = variable("PLIMSOLL_CONTROL_TOKEN")
        return profile
    }

    private static let names = [
        "name", "venue", "url", "key", "secret", "passphrase", "uid", "controlToken", "recvWindowMs", "timeoutMs",
        "proxy", "certificateFile",
    ]
    private static let familyNames = VenueFamily.allCases.map(\.rawValue).joined(separator: ", ")

    private static func profile(_ row: ProfileMembers, _ venue: String) throws(ProfileError) -> Profile {
        guard let family = VenueFamily(rawValue: venue) else {
            throw row.invalid("venue", "must be one of \(familyNames)")
        }
        let credentials = Credentials(
            key: try row.text("key"), secret: try row.text("secret"), passphrase: try row.textIfAny("passphrase") ?? "")
        guard let credentials else { throw row.invalid("key", "and passphrase must have no blanks") }
        var profile = Profile(
            name: try row.text("name"), family: family,
            url: try url(try row.textIfAny("url"), family, row.place("url")), credentials: credentials)
        profile.recvWindowMs = try row.integer("recvWindowMs", in: 1...60_000) ?? profile.recvWindowMs
        profile.transport.timeoutMs = try row.integer("timeoutMs", in: 1...600_000) ?? profile.transport.timeoutMs
        profile.transport.proxy = try row.textIfAny("proxy")
        profile.transport.certificateFile = try row.textIfAny("certificateFile")
        profile.uid = try row.integer("uid", in: 1...Int.max).map(UInt64.init)
        profile.controlToken = try row.textIfAny("controlToken")
        return profile
    }

    private static func ready(_ json: JSON) throws(ProfileError) -> [Profile] {
        let members = try ProfileMembers(json, at: "", allowed: ["url", "control_token", "accounts"])
        let token = try members.text("control_token")
        guard let url = BaseURL(try members.text("url")) else { throw members.invalid("url", "must be a URL") }
        let allowed = ["name", "dialect", "uid", "key", "secret", "passphrase"]
        return try members.objects("accounts", allowed: allowed).map { row throws(ProfileError) in
            let account = try profile(row, try row.text("dialect"))
            var profile = Profile(
                name: account.name, family: account.family, url: url, credentials: account.credentials)
            profile.uid = account.uid
            profile.controlToken = token
            return profile
        }
    }

    /// A URL, or the venue's word for one; a local Plimsoll when nothing is said.
    private static func url(
        _ text: String?, _ family: VenueFamily, _ place: String
    ) throws(ProfileError) -> BaseURL {
        guard let text else { return .local }
        guard let url = BaseURL(family.url(of: text) ?? text) else {
            throw .malformed(place: place, reason: "must be an http or https URL, mainnet, testnet or demo")
        }
        return url
    }

    /// The mode is that of the very file that is read, whatever its name leads to a moment later.
    private static func content(_ path: String) throws(ProfileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
            throw .notPrivate(path: path)
        }
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while content.count <= JSON.maxBytes {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
            guard count > 0 else { return content }
            content += buffer[..<count]
        }
        throw .malformed(place: path, reason: "is too large")
    }
}
