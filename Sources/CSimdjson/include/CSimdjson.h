#ifndef PLIMSOLL_CSIMDJSON_H
#define PLIMSOLL_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum plimsoll_json_kind {
    PLIMSOLL_JSON_NULL,
    PLIMSOLL_JSON_FALSE,
    PLIMSOLL_JSON_TRUE,
    PLIMSOLL_JSON_NUMBER,
    PLIMSOLL_JSON_STRING,
    PLIMSOLL_JSON_ARRAY,
    PLIMSOLL_JSON_OBJECT,
};

/// One value of a document, in document order. An object's entries alternate: name (a string), value, name, value.
struct plimsoll_json_entry {
    uint32_t kind;    // enum plimsoll_json_kind
    uint32_t offset;  // strings and numbers: where the text begins in the text buffer
    uint32_t length;  // strings and numbers: bytes of text
    uint32_t next;    // index of the first entry after this value and all it contains
};

/// Validates a whole RFC 8259 document (UTF-8 included) and writes one entry per value and member name, strings
/// unescaped, numbers as they were written. `text` must hold `length` bytes, `entries` (length + 1) / 2 entries: no
/// valid document has more. Returns the number of entries, or 0 when the document is refused: not valid, nested
/// deeper than `maxDepth`, or no memory.
size_t plimsoll_json_read(
    const uint8_t *json, size_t length, uint32_t maxDepth, struct plimsoll_json_entry *entries, uint8_t *text,
    size_t *textLength);

#ifdef __cplusplus
}
#endif
#endif
