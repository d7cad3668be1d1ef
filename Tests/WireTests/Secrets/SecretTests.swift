import Testing
import Wire

@Suite struct SecretTests {
    private let key = [UInt8](0..<32)
    private let plain = Array("an API secret".utf8)

    @Test func aSealedSecretOpensUnderItsKeyOnly() throws {
        for plain in [plain, [], [UInt8](repeating: 7, count: 1000)] {
            let sealed = try #require(SealedSecret.seal(plain, key: key))
            #expect(SealedSecret.open(sealed, key: key) == plain)
            #expect(SealedSecret.open(sealed, key: key.reversed()) == nil)
        }
    }

    @Test func anyChangedByteIsFound() throws {
        let sealed = try #require(SealedSecret.seal(plain, key: key))
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(SealedSecret.open(changed, key: key) == nil)
            #expect(SealedSecret.open(Array(sealed.prefix(index)), key: key) == nil)
        }
        #expect(SealedSecret.open(sealed + [0], key: key) == nil)
    }

    @Test func sealingTwiceGivesDifferentBytes() throws {
        let first = try #require(SealedSecret.seal(plain, key: key))
        #expect(SealedSecret.seal(plain, key: key) != first)
        #expect(first.firstRange(of: plain) == nil)
    }

    @Test func aKeyOfAnotherLengthIsRefused() throws {
        let sealed = try #require(SealedSecret.seal(plain, key: key))
        for count in [0, 16, 31, 33] {
            #expect(SealedSecret.seal(plain, key: [UInt8](repeating: 1, count: count)) == nil)
            #expect(SealedSecret.open(sealed, key: [UInt8](repeating: 1, count: count)) == nil)
        }
    }

    /// The GCM specification's test case 14, found in McGrew and Viega's paper: zero key, nonce and block.
    @Test func opensWhatAnotherImplementationSealed() throws {
        let sealed = try #require(
            Hex.decode(
                "000000000000000000000000" + "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919"))
        let zeros = [UInt8](repeating: 0, count: 32)
        #expect(SealedSecret.open(sealed, key: zeros) == [UInt8](repeating: 0, count: 16))
    }

    @Test func randomBytesHaveTheLengthAskedForAndDiffer() throws {
        #expect(RandomBytes.make(0) == [])
        #expect(RandomBytes.make(-1) == nil)
        let first = try #require(RandomBytes.make(32))
        #expect(first.count == 32)
        #expect(RandomBytes.make(32) != first)
    }

    @Test func comparisonSeesEveryByteAndTheLength() {
        #expect(constantTimeEquals([], []))
        #expect(constantTimeEquals([1, 2, 3], [1, 2, 3]))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2, 4]))
        #expect(!constantTimeEquals([1, 2, 3], [0, 2, 3]))
        #expect(!constantTimeEquals([1, 2, 3], [1, 2]))
        #expect(!constantTimeEquals([], [0]))
    }

    /// FIPS 180-4 examples.
    @Test func sha256AgreesWithItsStandard() {
        #expect(
            Hex.encode(SHA256.digest(Array("abc".utf8)))
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(
            Hex.encode(SHA256.digest([])) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
