/// What resting orders that only close leave of a position to another one of their kind. ORDER-31, ORDER-32.
struct Occupation {
    /// What they would close together.
    fileprivate(set) var quantity = Quantity.zero
    /// The one that was created first.
    fileprivate(set) var oldest: (handle: Handle<Order>, id: OrderID)?
}

extension OrderAdmission {
    /// True for an order of a client that finds of a position only what pending closes leave of it: a position's own
    /// stops close what they are for, STOP-10.
    private var respectsOccupation: Bool { policy.closesOccupy && order.onlyCloses && !order.purpose.isAttached }

    /// What pending closes occupy.
    /// - Parameter isGone: whether a resting order is to be taken as cancelled.
    private func occupation(_ state: borrowing State, ignoring isGone: (Handle<Order>) -> Bool) -> Occupation {
        var occupation = Occupation()
        state.forEachOrder(of: holding, order.side) { handle, other in
            guard other.onlyCloses, other.target == order.target, !isGone(handle) else { return }
            occupation.quantity += other.remaining
            if occupation.oldest.map({ other.id < $0.id }) ?? true { occupation.oldest = (handle, other.id) }
        }
        return occupation
    }

    /// What an order that only closes may trade of a position: all of it in one-way mode, in hedge mode what pending
    /// closes leave free, or all of it where they leave nothing. MARGIN-27, ORDER-31.
    func closable(of size: Quantity, _ state: borrowing State) -> Quantity {
        guard respectsOccupation, order.target != .net else { return size }
        let occupied = occupation(state) { $0 == replaced?.handle }.quantity
        return occupied < size ? size - occupied : size
    }

    /// The pending close that has to go next, so that those left and the order fit the position: the oldest one. Nil
    /// once they fit. ORDER-31, ORDER-32.
    func displaced(ignoring ignored: [Handle<Order>], _ state: borrowing State) -> Handle<Order>? {
        guard respectsOccupation else { return nil }
        let occupation = occupation(state) { ignored.contains($0) }
        return occupation.quantity + quantity > holding[order.side.closes].size ? occupation.oldest?.handle : nil
    }
}
