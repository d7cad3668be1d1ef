/// The positions on one side of an instrument by how soon they are deleveraged, for as long as a command lasts. A
/// position that changes is put in again; what was put in before is told by its score, and thrown away when its turn
/// comes. MARGIN-34.
struct DeleveragingQueue {
    let instrument: InstrumentID
    let side: PositionSide
    private var places = Heap<Place>()

    struct Place: Comparable {
        let score: Money
        let holding: Handle<Holding>

        /// The higher score comes first; of equal ones the first holding.
        static func < (left: Place, right: Place) -> Bool {
            left.score > right.score || (left.score == right.score && left.holding.index < right.holding.index)
        }
    }

    init(_ instrument: InstrumentID, _ side: PositionSide) {
        self.instrument = instrument
        self.side = side
    }

    var first: Place? { places.first }
    mutating func insert(_ place: Place) { places.insert(place) }
    mutating func removeFirst() { places.removeFirst() }
}

extension Engine {
    /// The position on a side that is deleveraged next. The venue's own accounts are no candidates.
    mutating func nextToDeleverage(_ instrument: InstrumentID, _ side: PositionSide) -> Handle<Holding>? {
        if scratch.deleveraging?.instrument != instrument || scratch.deleveraging?.side != side {
            scratch.deleveraging = DeleveragingQueue(instrument, side)
            forEachHolder(of: instrument) { $0.queueForDeleveraging($1) }
        }
        while let first = scratch.deleveraging?.first {
            let holding = state.holdings[first.holding]
            if holding[side].isOpen, state.deleveragingScore(holding, side) == first.score { return first.holding }
            scratch.deleveraging?.removeFirst()
        }
        return nil
    }

    /// Puts a holding into the queue that it belongs to, if there is one.
    mutating func queueForDeleveraging(_ handle: Handle<Holding>) {
        let holding = state.holdings[handle]
        guard let side = scratch.deleveraging?.side, scratch.deleveraging?.instrument == holding.instrument,
            holding[side].isOpen, !state.isVenueOwned(holding.marginAccount)
        else { return }
        scratch.deleveraging?.insert(
            DeleveragingQueue.Place(score: state.deleveragingScore(holding, side), holding: handle))
    }
}
