/// The venue that a server without a venue file has; its description is compiled in.
public enum DefaultVenue {
    /// Four coins, the instruments, terms and loan terms of the dated data files (prices and house: HOUSE-5, funding rates: HOUSE-8),
    /// five demo accounts (uids 100001 to 100005: `bybit-uta`, `bybit-uta1`, `bybit-classic`, `bitget`, `ztdx`; HOUSE-6)
    /// and an insurance fund (HOUSE-4).
    /// - Throws: which member of the compiled-in data is wrong.
    public static func file() throws(InvalidMember) -> VenueFile {
        let parts = [
            PackageResources.instruments_2026_09_json, PackageResources.terms_bybit_2026_09_json,
            PackageResources.terms_bitget_2025_06_json, PackageResources.terms_ztdx_2026_09_json,
            PackageResources.loans_bybit_2026_08_json,
        ]
        var file = try VenueFile(PackageResources.venue_2026_09_json)
        for part in parts { file = file.adding(try VenueFile(part)) }
        return file
    }
}
