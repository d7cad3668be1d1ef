import CCurl

/// One request on its way, used on the loop's thread only.
final class Transfer {
    /// libcurl's handle.
    let pointer: UnsafeMutableRawPointer
    private let complete: TransferLoop.Completion
    private let maxBytes: Int
    private var list: UnsafeMutablePointer<curl_slist>?
    private var sendings = 0
    private var isTooLarge = false
    private var fields: [HTTPField] = []
    private var body: [UInt8] = []

    /// Nil when libcurl refuses the request as it stands.
    init?(
        _ request: HTTPRequest, _ settings: TransportSettings, _ complete: @escaping TransferLoop.Completion
    ) {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        self.complete = complete
        maxBytes = settings.maxAnswerBytes
        guard describe(request), configure(settings), listen() else { return nil }
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(list)
    }

    /// Tells the owner what came of it.
    func finish(_ result: CURLcode) {
        guard result == CURLE_OK else { return fail(fault(result)) }
        let status = plimsoll_curl_status(pointer)
        complete(.success(HTTPAnswer(status: status, fields: fields, body: body)))
    }

    /// Tells the owner that there is no answer.
    func fail(_ fault: TransportFault) {
        complete(.failure(sendings == 0 ? .notSent(fault) : .unanswered(fault)))
    }

    // MARK: Before

    private func describe(_ request: HTTPRequest) -> Bool {
        // An empty `Expect` keeps libcurl from asking leave to send a long body, which no venue answers.
        let fields = request.fields + [HTTPField("User-Agent", "plimsoll")]
        for field in fields {
            guard let longer = curl_slist_append(list, "\(field.name): \(field.value)") else { return false }
            list = longer
        }
        guard let longer = curl_slist_append(list, "Expect:") else { return false }
        list = longer
        let hasBody = !request.body.isEmpty || request.method == .post || request.method == .put
        return text(CURLOPT_URL, request.url)
            && (!hasBody || plimsoll_curl_set_body(pointer, request.body, request.body.count) == CURLE_OK)
            && text(CURLOPT_CUSTOMREQUEST, request.method.rawValue)
            && plimsoll_curl_set_fields(pointer, list) == CURLE_OK
    }

    private func configure(_ settings: TransportSettings) -> Bool {
        number(CURLOPT_NOSIGNAL, 1) && number(CURLOPT_TIMEOUT_MS, settings.timeoutMs)
            && number(CURLOPT_CONNECTTIMEOUT_MS, settings.connectTimeoutMs)
            && text(CURLOPT_PROTOCOLS_STR, "http,https")
            // One request, one answer: HTTP/2 would send a refused stream again by itself.
            && number(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
            && number(CURLOPT_FOLLOWLOCATION, 0)
            && number(CURLOPT_SSL_VERIFYPEER, 1) && number(CURLOPT_SSL_VERIFYHOST, 2)
            && number(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
            && (settings.certificateFile.map { text(CURLOPT_CAINFO, $0) } ?? true)
            // An empty text means none; without it libcurl would take the environment's.
            && text(CURLOPT_PROXY, settings.proxy ?? "")
            && text(CURLOPT_ACCEPT_ENCODING, "")
    }

    private func listen() -> Bool {
        let context = Unmanaged.passUnretained(self).toOpaque()
        return plimsoll_curl_set_body_sink(pointer, takeBody, context) == CURLE_OK
            && plimsoll_curl_set_head_sink(pointer, takeHeadLine, context) == CURLE_OK
            && plimsoll_curl_set_gate(pointer, askToSend, context) == CURLE_OK
    }

    private func number(_ option: CURLoption, _ value: Int) -> Bool {
        plimsoll_curl_set_number(pointer, option, value) == CURLE_OK
    }

    private func text(_ option: CURLoption, _ value: String) -> Bool {
        plimsoll_curl_set_text(pointer, option, value) == CURLE_OK
    }

    // MARK: During

    /// libcurl sends a request a second time when a kept connection ends without an answer, a POST too: the venue may
    /// have carried out the first one by then. So the second sending is refused here.
    /// https://curl.se/libcurl/c/CURLOPT_PREREQFUNCTION.html
    fileprivate func maySend() -> Bool {
        sendings += 1
        return sendings == 1
    }

    fileprivate func take(bodyPart: UnsafeRawBufferPointer) -> Bool {
        isTooLarge = body.count + bodyPart.count > maxBytes
        if !isTooLarge { body.append(contentsOf: bodyPart) }
        return !isTooLarge
    }

    /// A status line begins the fields anew: those of a proxy's or of an interim answer are not the answer's.
    fileprivate func take(headLine: String) {
        if headLine.hasPrefix("HTTP/") { fields = [] }
        let parts = headLine.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let name = parts.first, let value = parts.last else { return }
        fields.append(HTTPField(String(name), value.trimmed))
    }

    // MARK: After

    private func fault(_ result: CURLcode) -> TransportFault {
        switch result {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .addressInvalid
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameNotFound
        case CURLE_COULDNT_CONNECT: .notConnected
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_ISSUER_ERROR:
            .notSecure(words(for: result))
        case CURLE_OPERATION_TIMEDOUT: .timedOut
        case CURLE_WRITE_ERROR where isTooLarge: .answerTooLarge
        case CURLE_ABORTED_BY_CALLBACK, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            .connectionLost
        default: .other(words(for: result))
        }
    }

    private func words(for result: CURLcode) -> String {
        curl_easy_strerror(result).map { String(cString: $0) } ?? "libcurl error \(result.rawValue)"
    }
}

private func askToSend(
    _ context: UnsafeMutableRawPointer?, _: UnsafeMutablePointer<CChar>?, _: UnsafeMutablePointer<CChar>?, _: Int32,
    _: Int32
) -> Int32 {
    guard let context else { return CURL_PREREQFUNC_ABORT }
    let isAllowed = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().maySend()
    return isAllowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
}

private func takeBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let transfer = Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    return transfer.take(bodyPart: UnsafeRawBufferPointer(start: bytes, count: count)) ? count : 0
}

private func takeHeadLine(
    _ bytes: UnsafeMutablePointer<CChar>?, _: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(headLine: line)
    return count
}

extension Substring {
    /// Without the white space at both ends.
    fileprivate var trimmed: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
        let start = drop(while: isSpace)
        guard let last = start.lastIndex(where: { !isSpace($0) }) else { return "" }
        return String(start[...last])
    }
}
