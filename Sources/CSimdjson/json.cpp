#include "CSimdjson.h"
int plimsoll_json_placeholder(void) { return 0; }
