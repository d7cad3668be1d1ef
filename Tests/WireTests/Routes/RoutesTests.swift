import HTTP1
import Testing
import Wire

struct RoutesTests {
    private static let routes = Routes(
        [
            (Request.Method.get, "/v1/orders"), (.delete, "/v1/orders"), (.get, "/v1/orders/:id"),
            (.post, "/v1/orders/:id/stops/:kind"), (.get, "/v1/orders/last"),
        ]
    ) { $0 }

    private func found(_ method: Request.Method, _ path: String) -> (path: String, named: [String: String])? {
        guard case .found(let endpoint, let named) = Self.routes.match(method, path) else { return nil }
        return (endpoint.1, named)
    }

    @Test func aCallIsFoundByMethodAndPath() {
        #expect(found(.get, "/v1/orders")?.path == "/v1/orders")
        #expect(found(.get, "/v1/orders")?.named == [:])
        #expect(found(.delete, "/v1/orders")?.path == "/v1/orders")
    }

    @Test func whatStandsForAParameterIsNamedAsItWasSent() {
        #expect(found(.get, "/v1/orders/a%2Fb")?.named == ["id": "a%2Fb"])
        #expect(found(.post, "/v1/orders/7/stops/loss")?.named == ["id": "7", "kind": "loss"])
        #expect(found(.get, "/v1/orders/:id")?.named == ["id": ":id"])
    }

    @Test func aPathWithoutParametersComesFirst() {
        #expect(found(.get, "/v1/orders/last")?.path == "/v1/orders/last")
    }

    @Test(arguments: [
        (Request.Method.post, "/v1/orders", "GET, DELETE"), (.put, "/v1/orders/7", "GET"),
        (.other, "/v1/orders/7", "GET"),
    ])
    func aKnownPathTellsItsMethods(method: Request.Method, path: String, allowed: String) {
        guard case .otherMethods(let methods) = Self.routes.match(method, path) else {
            Issue.record("not a path of other methods")
            return
        }
        #expect(methods == allowed)
    }

    @Test(arguments: [
        "", "/", "/v1", "/v1/orders/", "/v1/orders//stops/loss", "/v1/orders/7/stops", "/V1/orders", "v1/orders",
    ])
    func anyOtherPathIsNone(path: String) {
        guard case .nothing = Self.routes.match(.get, path) else {
            Issue.record("there is no such path")
            return
        }
    }
}
