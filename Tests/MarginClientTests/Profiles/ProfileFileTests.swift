import Foundation
import MarginClient
import Testing

@Suite struct ProfileFileTests {
    private func read(_ content: String, mode: mode_t = 0o600) throws -> [Profile] {
        let path = try TestProcess.file(content, mode: mode)
        defer { unlink(path) }
        return try ProfileFile.read(path)
    }

    private static let one = #"{"name":"a","venue":"bybit","key":"k","secret":"hush"}"#

    @Test func `a profile without more is of a local Plimsoll`() throws {
        let profile = try #require(try read(#"{"profiles":[\#(Self.one)]}"#).first)
        #expect(profile.name == "a")
        #expect(profile.family == .bybit)
        #expect(profile.url.text == "http://127.0.0.1:8787")
        #expect(profile.url.isLocal)
        #expect(profile.recvWindowMs == 5_000)
    }

    @Test func `every member is read`() throws {
        let content = """
            {"profiles":[{"name":"b","venue":"bitget","url":"mainnet","key":"k","secret":"s","passphrase":"p","uid":7,
            "controlToken":"t","recvWindowMs":9000,"timeoutMs":1500,"proxy":"http://127.0.0.1:3128",
            "certificateFile":"/ca.pem"}]}
            """
        let profile = try #require(try read(content).first)
        #expect(profile.url.text == "https://api.bitget.com")
        #expect(!profile.url.isLocal)
        #expect(profile.uid == 7)
        #expect(profile.controlToken == "t")
        #expect(profile.recvWindowMs == 9_000)
        #expect(profile.transport.timeoutMs == 1_500)
        #expect(profile.transport.proxy == "http://127.0.0.1:3128")
        #expect(profile.transport.certificateFile == "/ca.pem")
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o666, 0o610, 0o644, 0o755] as [mode_t])
    func `a file open to others is refused`(_ mode: mode_t) throws {
        let error = #expect(throws: ProfileError.self) {
            try read(#"{"profiles":[\#(Self.one)]}"#, mode: mode)
        }
        #expect(error?.description.contains("chmod 600") == true)
    }

    @Test func `a ready file's accounts are profiles with the control API`() throws {
        let content = """
            {"url":"http://127.0.0.1:9000","control_token":"t","accounts":[{"name":"ztdx","dialect":"ztdx","uid":100005,
            "key":"k","secret":"s","passphrase":""}]}
            """
        let profile = try #require(try read(content).first)
        #expect(profile.family == .ztdx)
        #expect(profile.url.text == "http://127.0.0.1:9000")
        #expect(profile.uid == 100_005)
        #expect(profile.controlToken == "t")
    }

    @Test(arguments: [
        ("[]", "JSON object"), ("{", "JSON object"), (#"{"profiles":{}}"#, "profiles"),
        (#"{"profiles":[],"x":1}"#, "x"),
        (#"{"profiles":[{"name":"a","venue":"kraken","key":"k","secret":"hush"}]}"#, "venue"),
        (#"{"profiles":[{"name":"a","venue":"bybit","key":"k k","secret":"hush"}]}"#, "key"),
        (#"{"profiles":[{"name":"a","venue":"bybit","key":"k"}]}"#, "secret"),
        (#"{"profiles":[{"name":"a","venue":"bybit","key":"k","secret":"hush","url":"ftp://x"}]}"#, "url"),
        (#"{"profiles":[{"name":"a","venue":"bybit","key":"k","secret":"hush","recvWindowMs":0}]}"#, "recvWindowMs"),
        (#"{"profiles":[{"name":"a","venue":"bybit","key":"k","secret":"hush","sekret":"x"}]}"#, "sekret"),
    ])
    func `what is wrong is named by its place, without a secret`(_ content: String, _ place: String) throws {
        let error = try #require(#expect(throws: ProfileError.self) { try read(content) })
        #expect(error.description.contains(place))
        #expect(!error.description.contains("hush"))
    }

    @Test func `the environment is a profile`() throws {
        let variables = [
            "PLIMSOLL_VENUE": "ztdx", "PLIMSOLL_URL": "testnet", "PLIMSOLL_KEY": "k", "PLIMSOLL_SECRET": "s",
        ]
        let profile = try #require(try ProfileFile.environment { variables[$0] })
        #expect(profile.name == "environment")
        #expect(profile.url.text == "https://api-sepolia.ztdx.io")
        #expect(try ProfileFile.environment { _ in nil }?.name == nil)
    }
}

@Suite struct BaseURLTests {
    @Test(arguments: [
        ("http://127.0.0.1:8787", true), ("http://127.9.9.9", true), ("https://localhost/venues/a", true),
        ("http://[::1]:80", true), ("https://api.bybit.com", false), ("http://127.0.0.1.example.com", false),
        ("https://localhost.example.com", false), ("http://10.0.0.1", false), ("http://[::2]", false),
    ])
    func `only this machine is local`(_ text: String, _ isLocal: Bool) throws {
        #expect(try #require(BaseURL(text)).isLocal == isLocal)
    }

    @Test(arguments: [
        "", "127.0.0.1", "ftp://127.0.0.1", "http://", "http://127.0.0.1@evil.example", "http://a\\b", "http://a b",
        "http://a:99999", "http://a:x", "http://a?b", "http://a/b?c", "http://a/b#c", "http://a\n/",
    ])
    func `what two readers could read in two ways is refused`(_ text: String) {
        #expect(BaseURL(text) == nil)
    }

    @Test func `a trailing slash says nothing`() throws {
        #expect(try #require(BaseURL("http://h/venues/a/")).text == "http://h/venues/a")
    }
}
