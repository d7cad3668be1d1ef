import MarginEngine
import Testing
import Wire

@Suite("Every code of the reference: produced through the wire, or named with the reason why it is not")
struct RefusalTests {
    @Test("The code, its text, its status, data null", arguments: RefusalTable.all)
    func refusal(_ refusal: RefusalCase) throws {
        var venue = try BitgetVenue()
        let answer = try refusal.request(&venue)
        #expect(answer.status == refusal.status)
        #expect(answer.code == refusal.code)
        #expect(answer.message == refusal.message)
        #expect(answer.json["data"]?.isNull == true)
        #expect(answer.json.names == ["code", "data", "msg", "requestTime"])
    }

    @Test("No code of a section is missing", arguments: RefusalTable.reference.sorted { $0.key < $1.key })
    func coverage(_ section: (key: String, value: String)) {
        let produced = Set(RefusalTable.all.map(\.code))
        for code in section.value.split(separator: " ").map(String.init) {
            #expect(produced.contains(code) != (RefusalTable.unreachable[code] != nil), "\(section.key): \(code)")
        }
    }
}
