import Desks
import Testing

@Suite("The clock")
struct ClockTests {
    @Test("HOUSE-12: a real clock follows the wall; a clock that is frozen stands where it was frozen")
    func freeze() throws {
        var control = try TestControl()
        control.desk.wallMs += 500
        #expect(try control.call("GET", "/clock")["timeMs"] == "1700000000500")
        #expect(try control.call("PUT", "/clock", #"{"mode":"frozen"}"#)["timeMs"] == "1700000000500")
        control.desk.wallMs += 500
        #expect(try control.call("GET", "/clock")["timeMs"] == "1700000000500")
        #expect(try control.call("GET", "")["timeMs"] == "1700000000500")
    }

    @Test("HOUSE-12: only a frozen clock is advanced by hand, and never back")
    func clock() throws {
        var control = try TestControl()
        #expect(try control.call("POST", "/clock/advance", #"{"byMs":1}"#).errorCode == "clockIsReal")
        #expect(try control.call("PUT", "/clock", #"{"mode":"frozen"}"#)["mode"] == "frozen")
        #expect(try control.call("POST", "/clock/advance", #"{"byMs":1000}"#)["timeMs"] == "1700000001000")
        #expect(try control.call("POST", "/clock/advance", #"{"toMs":1700000002000}"#)["timeMs"] == "1700000002000")
        let back = try control.call("POST", "/clock/advance", #"{"toMs":1700000001000}"#)
        #expect(back.status == 409)
        #expect(back.errorCode == "timeBackwards")
        #expect(try control.call("POST", "/clock/advance", #"{"byMs":9223372036854775807}"#).errorCode == "timeTooFar")
        #expect(try control.call("GET", "/clock")["timeMs"] == "1700000002000")
    }
}
