/// The calls of one key that still count, and its ban.
struct RollingWindow {
    private struct Call {
        let atMs: Int64
        var cost: Int
    }

    private var calls: [Call] = []
    private var firstCounting = 0
    private var used = 0
    private var bannedUntilMs = Int64.min

    mutating func ban(untilMs: Int64) {
        bannedUntilMs = max(bannedUntilMs, untilMs)
    }

    mutating func take(cost: Int, limit: RateLimit, nowMs wallMs: Int64) -> RateStatus {
        let nowMs = settle(wallMs, windowMs: limit.windowMs)
        let remaining = max(0, limit.calls - used)
        guard wallMs >= bannedUntilMs else {
            return RateStatus(
                limit: limit.calls, remaining: remaining, resetAtMs: bannedUntilMs, isLimited: true, isBanned: true)
        }
        guard cost <= remaining else {
            return RateStatus(
                limit: limit.calls, remaining: remaining, resetAtMs: fits(cost, limit, nowMs: nowMs), isLimited: true,
                isBanned: false)
        }
        count(cost, atMs: nowMs)
        return RateStatus(
            limit: limit.calls, remaining: remaining - cost, resetAtMs: fits(cost, limit, nowMs: nowMs),
            isLimited: false, isBanned: false)
    }

    /// Forgets what has left the window and returns the time to count at. Calls are kept in order even if threads read
    /// the clock in another; a clock set back by more than the window begins anew, or old calls would count for ever.
    private mutating func settle(_ wallMs: Int64, windowMs: Int64) -> Int64 {
        let nowMs: Int64
        if let last = calls.last, last.atMs > wallMs {
            nowMs = last.atMs - wallMs < windowMs ? last.atMs : wallMs
            if nowMs == wallMs { forgetAll() }
        } else {
            nowMs = wallMs
        }
        while firstCounting < calls.count, nowMs - calls[firstCounting].atMs >= windowMs {
            used -= calls[firstCounting].cost
            firstCounting += 1
        }
        if firstCounting > calls.count / 2 {
            calls.removeFirst(firstCounting)
            firstCounting = 0
        }
        return nowMs
    }

    private mutating func forgetAll() {
        calls.removeAll()
        firstCounting = 0
        used = 0
    }

    /// Calls of one millisecond are one entry, so a window never holds more entries than milliseconds or calls.
    private mutating func count(_ cost: Int, atMs nowMs: Int64) {
        guard cost > 0 else { return }
        used += cost
        if let last = calls.indices.last, last >= firstCounting, calls[last].atMs == nowMs {
            calls[last].cost += cost
        } else {
            calls.append(Call(atMs: nowMs, cost: cost))
        }
    }

    /// When a call of that cost fits; one that never does is sent away for a whole window.
    private func fits(_ cost: Int, _ limit: RateLimit, nowMs: Int64) -> Int64 {
        guard cost <= limit.calls else { return nowMs + limit.windowMs }
        var excess = used - (limit.calls - cost)
        var freedAtMs = nowMs
        for call in calls[firstCounting...] {
            if excess <= 0 { break }
            excess -= call.cost
            freedAtMs = call.atMs + limit.windowMs
        }
        return freedAtMs
    }
}
