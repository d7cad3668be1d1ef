import Testing
import Wire

@Suite struct HMACSHA256Tests {
    /// RFC 4231, sections 4.2 to 4.8 (4.6 shows a truncated digest only).
    @Test(
        arguments: [
            (
                [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
                "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
            ),
            (
                Array(1...25), [UInt8](repeating: 0xCD, count: 50),
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131),
                Array(
                    ("This is a test using a larger than block-size key and a larger than block-size data. "
                        + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
            ),
        ] as [([UInt8], [UInt8], String)])
    func agreesWithRFC4231(_ key: [UInt8], _ message: [UInt8], _ expected: String) {
        #expect(Hex.encode(HMACSHA256.digest(key: key, message)) == expected)
        let keyed = HMACSHA256(key: key)
        #expect(Hex.encode(keyed.digest(message)) == expected)
        #expect(Hex.encode(keyed.digest(message)) == expected, "the kept context starts anew")
    }

    /// Made with `openssl dgst -sha256 -hmac`.
    @Test(arguments: [
        (
            "timestamp=1700000000000", #"{"margin_mode":"unified"}"#,
            "181f59d3d0a0895bb8ec234ffb2503b87af8b883da14bbdea2a7c74a6d1aa609"
        ),
        (
            "timestamp=1700000000000", #"{"margin_mode":"isolated"}"#,
            "ac3ef4b3f80fbb6a1010d81428f5a50fe35401d7a7ef10168cb0318364730006"
        ),
        (
            "timestamp=1700000000000", #"{"margin_mode": "unified"}"#,
            "280ce2dd5f921de379283b8595c64bc98a8f5019d27e87528351ef295670b47b"
        ),
        (
            "timestamp=1700000000000&recvWindow=5000", #"{"margin_mode":"unified"}"#,
            "9b465268acdbe4a81209ce7835f8bbe1b0cbf36dceb2177a77469fde2b6c4ce2"
        ),
        (
            "recvWindow=5000&timestamp=1700000000000", #"{"margin_mode":"unified"}"#,
            "21196c929828795298af498b0da41c3aaff2ad63fbc57d138bffd2b57b441849"
        ),
        ("timestamp=1700000000000", "", "cfc9c27735c32c0e94dda2a3fa5b03c2c996ac13d8f30613adcb289784cf5758"),
        (
            "symbol=BTCUSDT&note=a%2Cb&timestamp=1700000000000", "",
            "45d6992add296403a2d49fc0d50b44a83c8334c23ec6fc2b12a26eaf703e9b35"
        ),
        (
            "symbol=BTCUSDT&note=a,b&timestamp=1700000000000", "",
            "5d2c716cfffa718202d44f4d83c46ce516f604a1481405f1a965b0b57b153f95"
        ),
    ])
    func queryAndBodyAreSignedWithoutSeparator(_ query: String, _ body: String, _ signature: String) {
        let key = HMACSHA256(key: Array("plimsoll_demo_secret".utf8))
        #expect(Hex.encode(key.digest(Array(query.utf8), Array(body.utf8))) == signature)
    }

    @Test func theDecodedQueryIsTheOtherPayloadThatMayBeSigned() {
        let query = Query(Array("symbol=BTCUSDT&note=a%2Cb&signature=00&timestamp=1700000000000".utf8))
        let payload = Query.percentDecoded(query.removing("signature").rest)
        let digest = HMACSHA256.digest(key: Array("plimsoll_demo_secret".utf8), payload)
        #expect(Hex.encode(digest) == "5d2c716cfffa718202d44f4d83c46ce516f604a1481405f1a965b0b57b153f95")
    }

    /// The digest of nothing under an empty key, as Python's `hmac` gives it.
    @Test func keyAndMessageMayBeEmpty() {
        let expected = "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        #expect(Hex.encode(HMACSHA256.digest(key: [], [])) == expected)
        #expect(Hex.encode(HMACSHA256.digest(key: [])) == expected)
    }

    @Test func oneKeyServesSeveralThreads() async {
        let key = HMACSHA256(key: Array("Jefe".utf8))
        let digests = await withTaskGroup(of: Set<[UInt8]>.self) { group in
            for _ in 0..<4 {
                group.addTask { Set((0..<500).map { _ in key.digest(Array("what do ya want for nothing?".utf8)) }) }
            }
            return await group.reduce(into: Set()) { $0.formUnion($1) }
        }
        #expect(digests.map(Hex.encode) == ["5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"])
    }
}
