#ifndef LOSSY_VFS_H
#define LOSSY_VFS_H

#include <stdint.h>

/*
 * A disk in memory that keeps only what was synced, for SQLite databases opened through it as a VFS.
 *
 * A write is seen by every reader at once, and reaches the medium when its file is synced. File names are durable at
 * once. Each disk is independent; its functions may be called from any thread.
 */
typedef struct lossy_disk lossy_disk;

/* A new, empty disk, registered with SQLite as the VFS `name`, which no other VFS may have. */
lossy_disk *lossy_disk_create(const char *name);

/* Removes the disk. Every database on it must be closed. */
void lossy_disk_destroy(lossy_disk *disk);

/*
 * Everything stops during the change (write, truncation, sync or deletion) that follows the next `changes`: that one is
 * left half done, and it and every later call fail until one of the two functions below is called.
 */
void lossy_disk_stop_after(lossy_disk *disk, uint64_t changes);

/*
 * Starts again after a loss of power. Of what was not synced, `seed` chooses what is left: nothing, a prefix ending in
 * a torn write, some of the writes, or some sectors of 512 bytes. Open files fail for ever; new ones may be opened.
 */
void lossy_disk_lose_power(lossy_disk *disk, uint64_t seed);

/* Starts again after the process died: as above, but the system still holds every write. */
void lossy_disk_kill_process(lossy_disk *disk);

/*
 * Fails the next `syncs` syncs. As on Linux, what such a sync should have written counts as written: it is still seen,
 * no later sync writes it, and a loss of power takes it.
 */
void lossy_disk_fail_syncs(lossy_disk *disk, unsigned syncs);

#endif
