import Testing

/// https://bybit-exchange.github.io/docs/v5/error
@Suite struct ReturnCodeTests {
    @Test("Every code is answered through the wire, with its text", arguments: Provocation.all)
    func codes(provocation: Provocation) {
        let answer = provocation.provoke(TestVenue())
        #expect(answer.code == provocation.code)
        #expect(answer.message?.hasPrefix(provocation.message) == true, "\(answer.message ?? "no text")")
    }

    @Test("A documented code is either answered or there is nothing here that it could answer")
    func documentedCodes() {
        let answered = Set(Provocation.all.map(\.code))
        #expect(Self.documented.subtracting(answered).subtracting(Self.withoutOccasion.keys) == [])
        #expect(answered.intersection(Self.withoutOccasion.keys) == [])
    }

    /// Those that the calls of contracts are documented to answer.
    private static let documented: Set<Int> = [
        10001, 10002, 10003, 10004, 10005, 10006, 10007, 10008, 10009, 10010, 10014, 10016, 10017, 10019, 10027, 10028,
        10029, 10403, 10404, 10429, 20001, 20003, 20006, 33004, 34040, 100028, 110001, 110003, 110004, 110005, 110006,
        110007, 110008, 110009, 110010, 110011, 110012, 110013, 110014, 110015, 110017, 110020, 110021, 110023, 110024,
        110025, 110026, 110027, 110028, 110029, 110031, 110033, 110034, 110035, 110036, 110037, 110038, 110039, 110040,
        110043, 110044, 110045, 110046, 110047, 110048, 110050, 110057, 110058, 110059, 110060, 110061, 110063, 110064,
        110066, 110067, 110072, 110073, 110074, 110075, 110076, 110077, 110078, 110079, 110082, 110086, 110090, 110092,
        110093, 110094, 110101, 110108, 110109, 110119, 131202, 131208, 131209, 131210, 131211, 131212, 131214, 131215,
        131239, 182011, 182100, 182101, 182102, 182103, 182108, 182110, 182111, 182112,
        3_200_320, 3_200_403, 3_200_419, 3_200_425, 3_200_641, 3_400_000, 3_400_001, 3_400_002, 3_400_005, 3_400_015,
        3_400_045, 3_400_071, 3_400_101, 3_400_102, 3_400_139, 3_400_208, 3_401_010, 3_405_112,
        34_022_001, 34_022_003, 34_022_010, 34_022_011, 34_022_014, 34_022_027, 34_022_034, 34_022_035, 34_022_038,
        34_022_041, 34_022_044, 34_022_047, 34_022_049, 34_022_050, 34_022_051, 34_022_052, 34_022_094, 34_022_107,
        34_022_108,
    ]

    /// Why a code is never answered.
    private static let withoutOccasion: [Int: String] = [
        10009: "no region is closed", 10014: "no request but a transfer is made once",
        10019: "the trade stream ends with the server", 10027: "no account's trading is banned",
        10029: "every listed symbol may be traded", 10429: "the server has no protection of its own",
        20003: "a session is limited by its account and its address",
        110004: "a balance that is too low is 110007", 110005: "a liquidation is over within its command",
        110006: "margin that is too low is 110007 or 110044", 110008: "an order that has ended is 110001",
        110010: "an order that has ended is 110001", 110012: "a balance that is too low is 110007 or 110014",
        110023: "a wallet beyond its bounds takes a million deposits", 110034: "nothing to reduce is 110017",
        110035: "a liquidation is over within its command", 110036: "leverage is set in cross margin, too",
        110037: "an unknown symbol is 10001", 110039: "what would be liquidated is 110011",
        110040: "an order is refused before it could liquidate", 110045: "margin that is too low is 110044",
        110046: "what would be liquidated is 110011", 110047: "tiers follow the position",
        110048: "tiers follow the position",
        110060: "the stops of an order are amended in either mode",
        110063: "funding is over within its instant", 110067: "a unified account is 100028",
        110073: "a mode that cannot be set is 3400045", 110074: "every listed contract is live",
        110079: "an order is done when it is answered", 110101: "what is switched off lacks, which is 110007",
        182100: "a liquidation is over within its command", 182103: "there are no institutional loans",
        34_022_001: "a failure of the server is 10016", 34_022_003: "a failure of the server is 10016",
        34_022_011: "an amount of nothing is 34022027", 34_022_014: "an amount that is too fine is 34022034",
        34_022_038: "a repayment is done when it is answered",
        34_022_044: "what cannot be repaid has a code of its own",
        34_022_047: "nobody leads copy trading", 34_022_050: "nothing is hedged with spot",
        34_022_051: "there are no institutional loans", 34_022_052: "there are no institutional loans",
        34_022_094: "every coin is converted",
        3_200_320: "there are no institutional loans", 3_200_419: "there are no pre-market contracts",
        3_200_425: "there are no event futures",
        3_400_001: "there is no USDC account", 3_400_002: "there is no USDC account",
        3_400_005: "a mode that cannot be set is 3400045", 3_400_015: "a failure of the server is 10016",
        3_400_071: "too little equity is 3400000", 3_400_101: "there is no USDC account",
        3_400_102: "there is no USDC account",
    ]
}
