#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

/// How many times this process has asked the heap for memory, on the calling thread.
long allocation_count(void);

#endif
