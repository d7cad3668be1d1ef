#ifndef LOSSY_DISK_H
#define LOSSY_DISK_H

#include "LossyVFS.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

struct open_file;

/* The content of a file. */
typedef struct {
    unsigned char *bytes;
    size_t count;
} image;

/* A write or truncation that no sync has followed. */
typedef struct {
    bool truncates;
    size_t offset;
    size_t count;
    unsigned char *bytes;
} change;

/* The shared memory of a write-ahead log's index. */
typedef struct {
    unsigned users;
    void **regions;
    int region_count;
    unsigned sharers[SQLITE_SHM_NLOCK];
    struct open_file *owner[SQLITE_SHM_NLOCK];
} shared_memory;

typedef struct stored_file {
    struct stored_file *next;
    char *name;
    bool exists;
    image seen;
    image durable;
    change *pending;
    size_t pending_count;
    unsigned readers;
    struct open_file *writer;
    bool admits_readers;
    shared_memory *shared;
} stored_file;

struct lossy_disk {
    sqlite3_vfs vfs;
    pthread_mutex_t mutex;
    stored_file *files;
    uint64_t generation;
    uint64_t changes_left;
    bool stopped;
    unsigned failing_syncs;
};

/* How far a change gets. */
typedef enum { CHANGE_DONE, CHANGE_HALF_DONE, CHANGE_NOT_BEGUN } progress;

progress disk_begin_change(lossy_disk *disk);
stored_file *disk_find(lossy_disk *disk, const char *name);
stored_file *disk_add(lossy_disk *disk, const char *name);
void file_write(stored_file *file, const void *bytes, size_t count, size_t offset);
void file_truncate(stored_file *file, size_t count);
void file_sync(stored_file *file);
void file_forget_pending(stored_file *file);
void file_delete(stored_file *file);
void *need(void *memory);

void lossy_vfs_describe(lossy_disk *disk, const char *name);

#endif
