import Wire

/// Why a stream refuses: https://www.bitget.com/api-doc/common/websocket-intro, and the code table of ccxt.
struct StreamFailure: Error {
    let code: Int
    let message: String

    private init(_ code: Int, _ message: String) {
        self.code = code
        self.message = message
    }

    static let illegalRequest = StreamFailure(30002, "Illegal request")
    static let invalidOperation = StreamFailure(30003, "Invalid op")
    static let loginRequired = StreamFailure(30004, "User needs to log in")
    static let loginFailed = StreamFailure(30005, "Login failed")
    static let tooManyMessages = StreamFailure(30006, "Request too many")
    static let tooManyChannels = StreamFailure(30007, "Request over limit, connection close")
    static let keyInvalid = StreamFailure(30011, "Invalid ACCESS_KEY")
    static let passphraseInvalid = StreamFailure(30012, "Invalid ACCESS_PASSPHRASE")
    static let timestampInvalid = StreamFailure(30013, "Invalid ACCESS_TIMESTAMP")
    static let timestampExpired = StreamFailure(30014, "Request timestamp expired")
    static let signatureInvalid = StreamFailure(30015, "Invalid sign")
    static let malformed = StreamFailure(30016, "Param error")

    static func noChannel(_ name: ChannelName) -> StreamFailure {
        StreamFailure(
            30001,
            "instType:\(name.productType),channel:\(name.channel),\(name.idName):\(name.id ?? "default") doesn't exist")
    }

    /// The message for the client.
    func text(about name: ChannelName? = nil) -> [UInt8] {
        JSONWriter.bytes { json in
            json.object { json in
                json.member("event", "error")
                if let name { json.memberObject("arg", name.write) }
                json.member("code", code)
                json.member("msg", message)
            }
        }
    }
}
