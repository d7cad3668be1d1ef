import MarginClient
import Testing

/// Certificates are verified, always.
@Suite struct SecurityTests {
    private func send(_ url: String, trusting certificate: String?) async -> Result<HTTPAnswer, TransportError> {
        var settings = TransportSettings()
        settings.certificateFile = certificate
        do throws(TransportError) {
            return .success(try await CurlTransport(settings).send(HTTPRequest(.get, url)))
        } catch {
            return .failure(error)
        }
    }

    private func isNotSecure(_ result: Result<HTTPAnswer, TransportError>) -> Bool {
        guard case .failure(.notSent(.notSecure)) = result else { return false }
        return true
    }

    @Test func `a certificate that nobody vouches for is refused before anything is sent`() async throws {
        let server = try SecureServer()
        #expect(isNotSecure(await send("https://127.0.0.1:\(server.port)/", trusting: nil)))
    }

    @Test func `a certificate of one's own is trusted when it is named`() async throws {
        let server = try SecureServer()
        let answer = try await send("https://127.0.0.1:\(server.port)/", trusting: server.certificate).get()
        #expect(answer.status == 200)
    }

    @Test func `a certificate for another host is refused`() async throws {
        let server = try SecureServer()
        #expect(isNotSecure(await send("https://localhost:\(server.port)/", trusting: server.certificate)))
    }

    @Test func `a file of certificates that is not there trusts nobody`() async throws {
        let server = try SecureServer()
        #expect(isNotSecure(await send("https://127.0.0.1:\(server.port)/", trusting: "/no/such/file.pem")))
    }
}
