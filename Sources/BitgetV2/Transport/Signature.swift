import HTTP1
import Wire

/// What a client signs: https://www.bitget.com/api-doc/common/signature
///
/// BITGET-MODE-20: base64(HMAC-SHA256(secret, timestamp + METHOD + path [+ "?" + query] + body)), over the bytes that
/// travelled.
enum Signature {
    /// Whether the signature is that of the request as sent or, since ccxt signs the query before it encodes it, that
    /// of the percent-decoded target.
    static func isValid(_ signature: String, timestamp: String, of request: Request, by signer: HMACSHA256) -> Bool {
        if matches(signature, timestamp, request, query: request.query, signer) { return true }
        guard request.query.contains(UInt8(ascii: "%")) else { return false }
        return matches(signature, timestamp, request, query: Query.percentDecoded(request.query), signer)
    }

    private static func matches(
        _ signature: String, _ timestamp: String, _ request: Request, query: [UInt8], _ signer: HMACSHA256
    ) -> Bool {
        let head = Array("\(timestamp)\(request.methodText)\(request.path)\(query.isEmpty ? "" : "?")".utf8)
        let digest = signer.digest(head, query, request.body)
        return constantTimeEquals(Array(Base64.encode(digest).utf8), Array(signature.utf8))
    }
}
