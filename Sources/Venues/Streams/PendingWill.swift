import Dialects

/// What is to be done when nobody has followed a feed for some time.
struct PendingWill {
    /// The feed's.
    let key: String
    /// By the wall clock, ms.
    let dueMs: Int64
    let work: DeskWork
}
