/// One request that brings a setting nearer to what is wanted.
public struct VenueChange: Sendable, Equatable {
    /// What it does, for people: `margin mode of the account: cross -> isolated`.
    public let summary: String
    /// The request without its signature.
    public let call: VenueCall
    /// The same in the words of a Plimsoll's control API, which can tell what it would do.
    public let preview: PreviewCommand
}
