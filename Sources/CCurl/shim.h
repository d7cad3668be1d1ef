#pragma once
#include <curl/curl.h>

// curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one function for each type of value.
// The C compiler checks none of these either, so each option must be given to the function of its documented type.
// https://curl.se/libcurl/c/curl_easy_setopt.html

/// For options of type `long`.
static inline CURLcode plimsoll_curl_set_number(CURL *transfer, CURLoption option, long value) {
    return curl_easy_setopt(transfer, option, value);
}

/// For options of type `char *`; libcurl copies the text.
static inline CURLcode plimsoll_curl_set_text(CURL *transfer, CURLoption option, const char *value) {
    return curl_easy_setopt(transfer, option, value);
}

/// For options of type `void *`.
static inline CURLcode plimsoll_curl_set_pointer(CURL *transfer, CURLoption option, void *value) {
    return curl_easy_setopt(transfer, option, value);
}

/// The header fields; libcurl keeps the list, which must live as long as the transfer.
static inline CURLcode plimsoll_curl_set_fields(CURL *transfer, struct curl_slist *fields) {
    return curl_easy_setopt(transfer, CURLOPT_HTTPHEADER, fields);
}

/// The body of a POST; libcurl copies it. The size goes first, or libcurl would look for a NUL.
static inline CURLcode plimsoll_curl_set_body(CURL *transfer, const void *bytes, size_t count) {
    CURLcode result = curl_easy_setopt(transfer, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)count);
    return result == CURLE_OK ? curl_easy_setopt(transfer, CURLOPT_COPYPOSTFIELDS, bytes) : result;
}

/// What takes `size * count` bytes of an answer and says how many it took.
typedef size_t (*plimsoll_curl_sink)(char *bytes, size_t size, size_t count, void *context);

/// Where the bytes of the answer's body go.
static inline CURLcode plimsoll_curl_set_body_sink(CURL *transfer, plimsoll_curl_sink sink, void *context) {
    CURLcode result = curl_easy_setopt(transfer, CURLOPT_WRITEDATA, context);
    return result == CURLE_OK ? curl_easy_setopt(transfer, CURLOPT_WRITEFUNCTION, sink) : result;
}

/// Where the lines of the answer's head go.
static inline CURLcode plimsoll_curl_set_head_sink(CURL *transfer, plimsoll_curl_sink sink, void *context) {
    CURLcode result = curl_easy_setopt(transfer, CURLOPT_HEADERDATA, context);
    return result == CURLE_OK ? curl_easy_setopt(transfer, CURLOPT_HEADERFUNCTION, sink) : result;
}

/// What is asked when a connection stands, before each sending of the request.
static inline CURLcode plimsoll_curl_set_gate(CURL *transfer, curl_prereq_callback gate, void *context) {
    CURLcode result = curl_easy_setopt(transfer, CURLOPT_PREREQDATA, context);
    return result == CURLE_OK ? curl_easy_setopt(transfer, CURLOPT_PREREQFUNCTION, gate) : result;
}

/// The status of the last answer, 0 before there is one.
static inline long plimsoll_curl_status(CURL *transfer) {
    long status = 0;
    return curl_easy_getinfo(transfer, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK ? status : 0;
}

/// How a finished transfer ended; CURLM messages keep it in a union.
static inline CURLcode plimsoll_curl_result(const CURLMsg *message) { return message->data.result; }
