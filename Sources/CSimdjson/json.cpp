#include "CSimdjson.h"

#include <cstring>
#include <memory>
#include <new>
#include <simdjson.h>

// simdjson's first stage finds every token and validates strings and UTF-8 at vector speed. Its own second stages do
// not fit: the DOM refuses numbers beyond 64 bits, and On Demand checks only what is walked. So the grammar is here.
namespace {

/// The first stage's working memory, one per thread, kept from document to document.
struct Tokens {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
    std::unique_ptr<uint8_t[]> bytes;
    size_t capacity = 0;

    bool find(const uint8_t *json, size_t length) {
        if (length >= capacity && !grow(length)) return false;
        std::memcpy(bytes.get(), json, length);
        std::memset(bytes.get() + length, 0, simdjson::SIMDJSON_PADDING);
        return parser->stage1(bytes.get(), length, simdjson::stage1_mode::regular) == simdjson::SUCCESS;
    }

private:
    bool grow(size_t length) {
        size_t wanted = 4096;
        while (wanted <= length) wanted *= 2;
        capacity = 0;
        bytes.reset(new (std::nothrow) uint8_t[wanted + simdjson::SIMDJSON_PADDING]);
        if (!bytes) return false;
        const simdjson::implementation *implementation = simdjson::get_active_implementation();
        if (implementation->create_dom_parser_implementation(wanted, 1, parser) != simdjson::SUCCESS) return false;
        capacity = wanted;
        return true;
    }
};

bool isDigit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

bool isSpace(uint8_t byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

/// Recursive descent over the tokens; the recursion is bounded by `maxDepth`. The zero padding ends every scan.
class Reader {
public:
    Reader(const Tokens &tokens, size_t length, uint32_t maxDepth, plimsoll_json_entry *entries, uint8_t *text)
        : bytes(tokens.bytes.get()), starts(tokens.parser->structural_indexes.get()),
          tokenCount(tokens.parser->n_structural_indexes), length(length), maxDepth(maxDepth), entries(entries),
          entryCapacity((length + 1) / 2), text(text) {}

    bool document() { return value(0) && token == tokenCount; }

    size_t entryCount = 0;
    size_t textLength = 0;

private:
    const uint8_t *bytes;
    const uint32_t *starts;
    size_t tokenCount;
    size_t length;
    uint32_t maxDepth;
    plimsoll_json_entry *entries;
    size_t entryCapacity;
    uint8_t *text;
    size_t token = 0;

    /// The first byte of the current token; NUL, which begins no token, after the last one.
    uint8_t peek() const { return token < tokenCount ? bytes[starts[token]] : 0; }

    bool take(uint8_t byte) {
        if (peek() != byte || token >= tokenCount) return false;
        token++;
        return true;
    }

    bool append(plimsoll_json_kind kind, size_t offset, size_t count) {
        if (entryCount >= entryCapacity) return false;
        auto next = static_cast<uint32_t>(entryCount + 1);
        entries[entryCount] = {kind, static_cast<uint32_t>(offset), static_cast<uint32_t>(count), next};
        entryCount++;
        return true;
    }

    /// Ends a scalar: nothing but white space may stand between it and the next token.
    bool finish(const uint8_t *end) {
        token++;
        auto *next = bytes + (token < tokenCount ? starts[token] : length);
        while (end < next && isSpace(*end)) end++;
        return end == next;
    }

    bool value(uint32_t depth) {
        if (token >= tokenCount) return false;
        switch (peek()) {
        case '{': return container(PLIMSOLL_JSON_OBJECT, '}', depth + 1);
        case '[': return container(PLIMSOLL_JSON_ARRAY, ']', depth + 1);
        case '"': return string();
        case 't': return word("true", PLIMSOLL_JSON_TRUE);
        case 'f': return word("false", PLIMSOLL_JSON_FALSE);
        case 'n': return word("null", PLIMSOLL_JSON_NULL);
        default: return number();
        }
    }

    bool container(plimsoll_json_kind kind, uint8_t close, uint32_t depth) {
        if (depth > maxDepth) return false;
        size_t self = entryCount;
        if (!append(kind, 0, 0)) return false;
        token++;
        if (!take(close)) {
            do {
                if (kind == PLIMSOLL_JSON_OBJECT && !(peek() == '"' && string() && take(':'))) return false;
                if (!value(depth)) return false;
            } while (take(','));
            if (!take(close)) return false;
        }
        entries[self].next = static_cast<uint32_t>(entryCount);
        return true;
    }

    bool word(const char *spelling, plimsoll_json_kind kind) {
        size_t count = std::strlen(spelling);
        auto *at = bytes + starts[token];
        return std::memcmp(at, spelling, count) == 0 && append(kind, 0, 0) && finish(at + count);
    }

    /// RFC 8259, section 6. The text is kept, never converted, so there is no number too large or too precise.
    bool number() {
        auto *begin = bytes + starts[token];
        auto *at = begin;
        if (*at == '-') at++;
        if (*at == '0') at++;
        else if (!digits(at)) return false;
        if (*at == '.' && !digits(++at)) return false;
        if (*at == 'e' || *at == 'E') {
            at++;
            if (*at == '+' || *at == '-') at++;
            if (!digits(at)) return false;
        }
        size_t count = static_cast<size_t>(at - begin);
        if (!append(PLIMSOLL_JSON_NUMBER, textLength, count) || !finish(at)) return false;
        std::memcpy(text + textLength, begin, count);
        textLength += count;
        return true;
    }

    static bool digits(const uint8_t *&at) {
        auto *begin = at;
        while (isDigit(*at)) at++;
        return at != begin;
    }

    /// The first stage has made sure that the string ends and holds no control character and no invalid UTF-8.
    bool string() {
        auto *at = bytes + starts[token] + 1;
        size_t begin = textLength;
        auto *end = bytes + length;
        while (at < end && *at != '"') {
            if (*at != '\\') text[textLength++] = *at++;
            else if (!escape(++at)) return false;
        }
        return append(PLIMSOLL_JSON_STRING, begin, textLength - begin) && finish(at + 1);
    }

    bool escape(const uint8_t *&at) {
        switch (*at++) {
        case '"': text[textLength++] = '"'; return true;
        case '\\': text[textLength++] = '\\'; return true;
        case '/': text[textLength++] = '/'; return true;
        case 'b': text[textLength++] = '\b'; return true;
        case 'f': text[textLength++] = '\f'; return true;
        case 'n': text[textLength++] = '\n'; return true;
        case 'r': text[textLength++] = '\r'; return true;
        case 't': text[textLength++] = '\t'; return true;
        case 'u': return unicodeEscape(at);
        default: return false;
        }
    }

    /// A surrogate without its partner is refused: it stands for no character (RFC 8259, section 8.2).
    bool unicodeEscape(const uint8_t *&at) {
        uint32_t scalar;
        if (!hex4(at, scalar) || (scalar >= 0xDC00 && scalar <= 0xDFFF)) return false;
        if (scalar >= 0xD800 && scalar <= 0xDBFF) {
            uint32_t low;
            if (*at++ != '\\' || *at++ != 'u' || !hex4(at, low) || low < 0xDC00 || low > 0xDFFF) return false;
            scalar = 0x10000 + ((scalar - 0xD800) << 10) + (low - 0xDC00);
        }
        appendUTF8(scalar);
        return true;
    }

    static bool hex4(const uint8_t *&at, uint32_t &result) {
        result = 0;
        for (int i = 0; i < 4; i++, at++) {
            uint8_t lower = *at | 0x20;
            if (isDigit(*at)) result = result * 16 + (*at - '0');
            else if (lower >= 'a' && lower <= 'f') result = result * 16 + (lower - 'a' + 10);
            else return false;
        }
        return true;
    }

    void appendUTF8(uint32_t scalar) {
        auto put = [this](uint32_t byte) { text[textLength++] = static_cast<uint8_t>(byte); };
        if (scalar < 0x80) return put(scalar);
        if (scalar < 0x800) {
            put(0xC0 | (scalar >> 6));
        } else {
            if (scalar < 0x10000) {
                put(0xE0 | (scalar >> 12));
            } else {
                put(0xF0 | (scalar >> 18));
                put(0x80 | ((scalar >> 12) & 0x3F));
            }
            put(0x80 | ((scalar >> 6) & 0x3F));
        }
        put(0x80 | (scalar & 0x3F));
    }
};

}  // namespace

size_t plimsoll_json_read(
    const uint8_t *json, size_t length, uint32_t maxDepth, plimsoll_json_entry *entries, uint8_t *text,
    size_t *textLength) {
    if (length == 0 || length >= UINT32_MAX) return 0;
    thread_local Tokens tokens;
    if (!tokens.find(json, length)) return 0;
    Reader reader(tokens, length, maxDepth, entries, text);
    if (!reader.document()) return 0;
    *textLength = reader.textLength;
    return reader.entryCount;
}
