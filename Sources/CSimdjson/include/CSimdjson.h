#ifndef PLIMSOLL_CSIMDJSON_H
#define PLIMSOLL_CSIMDJSON_H
int plimsoll_json_placeholder(void);
#endif
