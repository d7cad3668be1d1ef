import Testing
import Wire
import ZTDXV1

@Suite("ZTDX-MODE-25: the switches that were made")
struct ModeSwitchHistoryTests {
    @Test("It has each switch that changed the mode, the newest first, in pages")
    func history() throws {
        var venue = try TestVenue()
        for mode in ["unified", "unified", "isolated", "unified"] { #expect(try venue.switch(to: mode).status == 200) }
        let path = "/api/v1/account/margin-mode/history"
        let all = try venue.call("GET", path)
        #expect(all["total"] == "3")
        let rows = try #require(all.json["switches"]?.elements)
        #expect(rows.compactMap { $0["to"]?.string } == ["unified", "isolated", "unified"])
        #expect(rows.compactMap { $0["from"]?.string } == ["isolated", "unified", "isolated"])
        #expect(Set(rows.compactMap { $0["id"]?.string }).count == 3)
        #expect(rows.first?["created_at"]?.string == "2023-11-14T22:13:20.000Z")
        let page = try venue.call("GET", path, "limit=1&offset=1")
        #expect(page.json["switches"]?.elements?.map { $0["id"]?.string } == [rows[1]["id"]?.string])
        #expect(try venue.call("GET", path, "limit=0").code == "INVALID_PARAMETER")
        #expect(try venue.call("GET", path, "offset=-1").code == "INVALID_PARAMETER")
    }
}
