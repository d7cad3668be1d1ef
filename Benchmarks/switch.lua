-- Sends the prepared requests of a file in turn, for ever: wrk -t1 ... -s switch.lua -- FILE
-- Reads no answer: a script that does would slow wrk and flatter whoever is slower.

local threads = {}

function setup(thread)
    table.insert(threads, thread)
end

function init(arguments)
    local file = assert(io.open(arguments[1], "rb"))
    local text = file:read("*a")
    file:close()
    requests = {}
    for length, position in text:gmatch("@(%d+)\n()") do
        requests[#requests + 1] = text:sub(position, position + tonumber(length) - 1)
    end
    -- wrk asks for one request before it starts, to look at it, and does not send it.
    issued = -1
end

function request()
    issued = issued + 1
    return requests[math.max(issued - 1, 0) % #requests + 1]
end

function done(summary, latency, _)
    local errors = summary.errors
    io.write(string.format(
        "\nRESULT {\"completed\":%d,\"issued\":%d,\"seconds\":%.6f,\"p50\":%d,\"p99\":%d,\"not2xx\":%d,\"broken\":%d}\n",
        summary.requests, threads[1]:get("issued"), summary.duration / 1e6, latency:percentile(50),
        latency:percentile(99), errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
