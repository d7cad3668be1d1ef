/// What waits for the venue's thread.
public enum VenueTask: Sendable {
    /// A work; it is performed in the order of submission.
    case work(Submission)
    /// What a stream asks for; it is done after the works of its round.
    case stream(StreamRequest)
}

extension [VenueTask] {
    /// The works, and what streams ask for, each in order.
    func parted() -> (works: [Submission], requests: [StreamRequest]) {
        var (works, requests): ([Submission], [StreamRequest]) = ([], [])
        for task in self {
            switch task {
            case .work(let work): works.append(work)
            case .stream(let request): requests.append(request)
            }
        }
        return (works, requests)
    }
}
