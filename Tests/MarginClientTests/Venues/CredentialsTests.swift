import MarginClient
import Testing

@Suite struct CredentialsTests {
    @Test func `secrets show in no description, reflection or dump`() throws {
        let credentials = try Credentials.test(key: "public", secret: "hush-hush", passphrase: "open-sesame")
        var dumped = ""
        dump(credentials, to: &dumped)
        for shown in ["\(credentials)", String(reflecting: credentials), dumped, "\(Mirror(reflecting: credentials))"] {
            #expect(!shown.contains("hush-hush"))
            #expect(!shown.contains("open-sesame"))
        }
        #expect("\(credentials)" == "key public")
    }

    @Test(arguments: [("", "s", ""), ("k", "", ""), ("k\r\nX: y", "s", ""), ("k k", "s", ""), ("k", "s", "p\n")])
    func `what cannot stand in a header field is refused`(_ key: String, _ secret: String, _ passphrase: String) {
        #expect(Credentials(key: key, secret: secret, passphrase: passphrase) == nil)
    }
}
