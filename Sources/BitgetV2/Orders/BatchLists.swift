import Wire

/// The answer of the calls that touch many orders.
struct BatchLists {
    var successes: [OrderName] = []
    var failures: [(name: OrderName, failure: Failure)] = []

    var payload: Payload {
        .object { json in
            json.memberArray("successList") { json in
                for name in successes { json.object { $0.members(of: name) } }
            }
            json.memberArray("failureList") { json in
                for (name, failure) in failures {
                    json.object { json in
                        json.members(of: name)
                        json.member("errorMsg", failure.message)
                        json.member("errorCode", failure.code)
                    }
                }
            }
        }
    }
}
