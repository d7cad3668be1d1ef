import Gateway
import Testing

struct ListenAddressTests {
    @Test(arguments: [
        ("127.0.0.1:8787", ListenAddress(host: "127.0.0.1", port: 8787)),
        ("[::1]:0", ListenAddress(host: "::1", port: 0)),
        ("localhost:80", ListenAddress(host: "127.0.0.1", port: 80)),
    ])
    func anAddressIsAnIPAddressAndAPort(text: String, address: ListenAddress) {
        #expect(ListenAddress(text) == address)
    }

    @Test(arguments: ["", "8787", ":8787", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "::1:80"])
    func whatIsNoAddressIsRefused(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test func aPortThatIsTakenIsNamed() throws {
        let server = try RunningServer()
        var settings = ServerSettings()
        settings.address = ListenAddress(host: "127.0.0.1", port: server.port)
        let error = #expect(throws: ServerError.self) { try Server(settings, venues: []) }
        #expect(error?.description == "cannot listen on 127.0.0.1:\(server.port): address already in use")
    }
}
