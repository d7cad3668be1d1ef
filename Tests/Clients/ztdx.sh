#!/usr/bin/env bash
# ZTDX with curl and openssl, as its documentation shows: one account through every outcome of the switch.
# Environment: PLIMSOLL_URL, PLIMSOLL_CONTROL_TOKEN.
set -u
failures=0
mode_path=/api/v1/account/margin-mode

# say TITLE PATTERN ANSWER: the answer, without white space, matches.
say() {
    if grep -Eq -- "$2" <<<"$(tr -d ' \n' <<<"$3")"; then
        echo "ok   ztdx: $1"
    else
        failures=$((failures + 1))
        echo "FAIL ztdx: $1: wanted /$2/, got $3"
    fi
}

# control METHOD PATH BODY
control() {
    curl -sS -m 10 -X "$1" -H "Authorization: Bearer $PLIMSOLL_CONTROL_TOKEN" -H 'Content-Type: application/json' \
        --data "$3" "$PLIMSOLL_URL/plimsoll/v1/venues/default$2"
}

# member NAME JSON: a string or number member of an object.
member() {
    sed -n 's/.*"'"$1"'" *: *"\{0,1\}\([^",}]*\).*/\1/p' <<<"$2"
}

# signed METHOD PATH PARAMETERS BODY: "<status> <answer>"
signed() {
    local query body=${4-} digest
    query="${3:+$3&}timestamp=${at:-$(date +%s%3N)}"
    digest=$(printf '%s' "$query$body" | openssl dgst -sha256 -hmac "${secret_used:-$secret}" | awk '{print $NF}')
    curl -sS -m 10 -w ' %{http_code}' -X "$1" -H "X-MBX-APIKEY: ${key_used:-$key}" -H 'Content-Type: application/json' \
        ${body:+--data "$body"} "$PLIMSOLL_URL$2?$query&signature=$digest" | sed 's/\(.*\) \([0-9]*\)$/\2 \1/'
}

unsigned() { # unsigned QUERY
    curl -sS -m 10 -w ' %{http_code}' -H "X-MBX-APIKEY: $key" "$PLIMSOLL_URL/api/v1/unified/account?$1" |
        sed 's/\(.*\) \([0-9]*\)$/\2 \1/'
}

switch() {
    signed POST "$mode_path" "" "{\"margin_mode\":\"$1\"}"
}

order() { # order PARAMETERS
    signed POST /fapi/v1/order "symbol=BTCUSDT&$1"
}

mark() {
    control PUT /instruments/BTCUSDT/prices "{\"mark\":\"$1\",\"index\":\"$1\"}" >/dev/null
}

mark 60000
uid=$(member uid "$(control POST /accounts "{\"name\":\"ztdx-$$\",\"family\":\"ztdx\"}")")
control POST "/accounts/$uid/deposits" '{"asset":"USDT","amount":"400"}' >/dev/null
keys=$(control POST "/accounts/$uid/keys" '{}')
key=$(member key "$keys") secret=$(member secret "$keys")

say "a new account is isolated"              '^200.*"margin_mode":"isolated"' "$(signed GET /api/v1/unified/account "")"
say "to unified: the documented answer"      '^200\{"success":true,"margin_mode":"unified","uni_mmr":null,"available_balance":"400"\}' "$(switch unified)"
say "the same again"                         '^200.*"margin_mode":"unified"'  "$(switch unified)"
say "and back"                               '^200.*"margin_mode":"isolated"' "$(switch isolated)"
say "a body with spaces is signed as sent"   '^200.*"margin_mode":"unified"'  "$(signed POST "$mode_path" "" '{ "margin_mode": "unified" }')"
say "recvWindow is part of what is signed"   '^200.*"margin_mode":"isolated"' "$(signed POST "$mode_path" "recvWindow=9000" '{"margin_mode":"isolated"}')"

for body in '{"margin_mode":"portfolio"}' '{"margin_mode":"UNIFIED"}' '{"margin_mode":1}' '{}' '[]' 'not-json' ''; do
    say "refused body: ${body:-(empty)}"     '^400.*"INVALID_MARGIN_MODE"'    "$(signed POST "$mode_path" "" "$body")"
done
say "wrong secret"                           '^401.*-1022'                    "$(secret_used=wrong switch unified)"
say "unknown key"                            '^401.*-2015'                    "$(key_used=$(printf '%064d' 7) switch unified)"
say "late timestamp"                         '^400.*-1021'                    "$(at=1700000000000 switch unified)"

say "malformed key"                          '^401.*-2014'                    "$(key_used='two words' switch unified)"
say "no signature"                           '^400.*-1102'                    "$(unsigned "timestamp=$(date +%s%3N)")"
say "no timestamp"                           '^400.*-1102'                    "$(unsigned "signature=00")"
say "a window that is too wide"              '^400.*-1131'                    "$(signed GET /api/v1/unified/account "recvWindow=60001")"

say "leverage"                               '^200.*"leverage":40'            "$(signed POST /fapi/v1/leverage "symbol=BTCUSDT&leverage=40")"
resting=$(order "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=50000")
say "an order rests"                         '^200.*"status":"NEW"'           "$resting"
say "to unified with an order"               '^400.*"HAS_OPEN_ORDERS"'        "$(switch unified)"
say "to isolated with an order"              '^400.*"HAS_OPEN_ORDERS"'        "$(switch isolated)"
say "all are cancelled"                      '^200'                           "$(signed DELETE /fapi/v1/allOpenOrders "symbol=BTCUSDT")"
say "to unified without"                     '^200'                           "$(switch unified)"
say "to isolated without"                    '^200'                           "$(switch isolated)"

# 0.1 BTC at 60,000.1 and 40x: 150.00025 posted, 3.000005 fee; all else is taken out, so that the margin stands alone.
say "a position is opened"                   '^200.*"FILLED"'                 "$(order "side=BUY&type=MARKET&quantity=0.1")"
free=$(member available "$(signed GET /api/v1/account/balances "")")
control POST "/accounts/$uid/withdrawals" "{\"asset\":\"USDT\",\"amount\":\"$free\"}" >/dev/null
mark 58746.8
preview=$(signed GET /api/v1/unified/account "")
say "the preview shows the ratio"            '^200.*"uni_mmr":"1\.049'        "$preview"
precheck=$(signed POST "$mode_path/precheck" "" '{"margin_mode":"unified"}')
say "the precheck names what is missing"     '^200\{"allowed":false,"reasons":\["UNI_MMR_TOO_LOW"\].*"shortfall":"[1-9]' "$precheck"
say "to unified below 1.10 is rolled back"   '^400.*"UNI_MMR_TOO_LOW"'        "$(switch unified)"
say "and the mode is as before"              '^200.*"margin_mode":"isolated"' "$(signed GET /api/v1/unified/account "")"
say "to isolated with a position"            '^400.*"HAS_OPEN_POSITIONS"'     "$(switch isolated)"
control POST "/accounts/$uid/deposits" '{"asset":"USDT","amount":"1.5"}' >/dev/null
say "above 1.10 it succeeds, with the ratio" '^200.*"uni_mmr":"1\.11'         "$(switch unified)"
say "and leaves the account reduce-only"     '^200.*"reduce_only"'            "$(signed GET /api/v1/unified/account "")"
say "to isolated with a position"            '^400.*"HAS_OPEN_POSITIONS"'     "$(switch isolated)"
simulation='{"symbol":"BTCUSDT","side":"long","size_usd":"100","leverage":10}'
say "nothing more may be opened, it says"    '^200.*"reason":"accountinreduce_onlymode"' "$(signed POST /api/v1/unified/risk/simulate "" "$simulation")"
say "nor is it"                              '^400.*-4087'                    "$(order "side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=55000")"
mark 60000
say "the position is closed"                 '^200.*"FILLED"'                 "$(order "side=SELL&type=MARKET&quantity=0.1&reduceOnly=true")"
say "to isolated when flat"                  '^200.*"margin_mode":"isolated"' "$(switch isolated)"
say "the history has the switches"           '^200.*"to":"isolated".*"total":[1-9]' "$(signed GET "$mode_path/history" "")"
say "nothing was liquidated"                 '^200\{"liquidations":\[\],"total":0\}' "$(signed GET /api/v1/unified/liquidations "")"

exit $((failures > 0))
