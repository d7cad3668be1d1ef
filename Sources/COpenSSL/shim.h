#pragma once
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/core_names.h>
#include <openssl/rand.h>

/// Keys a context from EVP_MAC_fetch(…, "HMAC", …) for HMAC-SHA256. Here and not in Swift, because an OSSL_PARAM keeps
/// pointers to its name and value, and a Swift string lends its pointer for one call only.
static inline int plimsoll_hmac_sha256_init(EVP_MAC_CTX *context, const unsigned char *key, size_t length) {
    char digest[] = "SHA256";
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end(),
    };
    return EVP_MAC_init(context, key, length, parameters);
}
