import Foundation
import Testing

/// What the built program says and how it ends.
struct CommandLineTests {
    @Test(arguments: [
        (["serve", "--ready-fil", "x"], "unknown option '--ready-fil'; did you mean '--ready-file'?"),
        (["srve"], "unknown command 'srve'; did you mean 'serve'?"),
        (["postions"], "unknown command 'postions'; did you mean 'positions'?"),
        (["serve", "--listen"], "--listen needs a value: ADDRESS:PORT"),
        (["serve", "--listen", "8787"], "--listen needs an IP address and a port, such as 127.0.0.1:8787"),
        (["serve", "--rate-limits=maybe"], "--rate-limits needs one of on|off"),
        (["serve", "--ephemeral=yes"], "--ephemeral takes no value"),
        (["serve", "--ephemeral", "--ephemeral"], "--ephemeral is given twice"),
        (["serve", "--data", "x", "--ephemeral"], "--data and --ephemeral exclude each other"),
        (["version", "x"], "unexpected argument 'x'"),
    ])
    func aMistakeIsNamedAndEndsWith2(arguments: [String], text: String) throws {
        let (status, errors) = try PlimsollProcess.run(arguments)
        #expect(status == 2)
        #expect(errors == "plimsoll: \(text)\nTry 'plimsoll help'.\n")
    }

    @Test(arguments: [["version"], ["help"], [], ["serve", "--help"]])
    func whatOnlyPrintsEndsWith0(arguments: [String]) throws {
        let (status, errors) = try PlimsollProcess.run(arguments)
        #expect(status == 0)
        #expect(errors.isEmpty)
    }

    @Test func aSecondServerOnTheSameDataIsRefused() throws {
        let scratch = try Scratch()
        let server = try PlimsollProcess(data: scratch.url)
        let path = scratch.url.appending(path: "venue").path
        let (status, errors) = try PlimsollProcess.run(["serve", "--listen", "127.0.0.1:0", "--data", path])
        #expect(status == 1)
        #expect(errors == "plimsoll: another server uses \(path)\n")
        #expect(server.stop() == 0)
    }

    @Test func aVenueFileThatIsNotOneIsNamed() throws {
        let (status, errors) = try PlimsollProcess.run(["serve", "--ephemeral", "--venue-file", "/no/such/file"])
        #expect(status == 1)
        #expect(errors == "plimsoll: there is no /no/such/file\n")
    }

    @Test func secretsAreReadableByTheirOwnerAlone() throws {
        let scratch = try Scratch()
        let server = try PlimsollProcess(data: scratch.url)
        for file in ["ready.json", "venue/seal.key", "venue/control.token", "venue/venues/default/journal.sqlite"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: scratch.url.appending(path: file).path)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch.url.appending(path: "venue").path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        #expect(server.stop() == 0)
    }

    @Test func aRestartAnnouncesTheSameCredentials() throws {
        let scratch = try Scratch()
        let first = try PlimsollProcess(data: scratch.url)
        #expect(first.ready.accounts.map(\.name) == ["bybit-uta", "bybit-uta1", "bybit-classic", "bitget", "ztdx"])
        #expect(first.stop() == 0)
        let second = try PlimsollProcess(data: scratch.url)
        #expect(second.ready.accounts == first.ready.accounts)
        #expect(second.ready.controlToken == first.ready.controlToken)
        #expect(second.stop() == 0)
    }
}
