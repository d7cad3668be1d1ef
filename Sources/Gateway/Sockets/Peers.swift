/// The open connections by ticket. A ticket is a place and how often that place was given away, so that an answer for a
/// connection that is gone finds nobody.
struct Peers {
    private struct Place {
        var peer: Peer?
        var generation: UInt32 = 0
    }

    private var places: [Place] = []
    private var free: [UInt32] = []

    var count: Int { places.count - free.count }
    var isEmpty: Bool { count == 0 }

    /// All of them; it may be changed meanwhile.
    var all: [Peer] { places.compactMap(\.peer) }

    subscript(ticket: UInt64) -> Peer? {
        let place = Int(UInt32(truncatingIfNeeded: ticket))
        guard places.indices.contains(place), places[place].generation == UInt32(ticket >> 32) else { return nil }
        return places[place].peer
    }

    /// Puts a connection where there is room; `make` is given its ticket.
    mutating func add(_ make: (_ ticket: UInt64) -> Peer) {
        let place = free.popLast() ?? UInt32(places.count)
        if Int(place) == places.count { places.append(Place()) }
        places[Int(place)].peer = make(UInt64(places[Int(place)].generation) << 32 | UInt64(place))
    }

    mutating func remove(_ ticket: UInt64) {
        guard self[ticket] != nil else { return }
        let place = UInt32(truncatingIfNeeded: ticket)
        places[Int(place)].peer = nil
        places[Int(place)].generation &+= 1
        free.append(place)
    }
}
