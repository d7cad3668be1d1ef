/// The messages of a round by sink, each sink told once.
struct Deliveries {
    private var parcels: [(sink: any StreamSink, messages: [StreamMessage])] = []

    mutating func add(_ text: [UInt8], for tickets: [UInt64], at sink: any StreamSink) {
        let message = StreamMessage(text: text, tickets: tickets)
        // A server is one sink, and few servers share a venue.
        if let place = parcels.firstIndex(where: { $0.sink === sink }) {
            parcels[place].messages.append(message)
        } else {
            parcels.append((sink, [message]))
        }
    }

    func send() {
        for parcel in parcels { parcel.sink.deliver(parcel.messages) }
    }
}
