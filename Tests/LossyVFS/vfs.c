#include "disk.h"

#include <stdlib.h>
#include <string.h>

/* What SQLite takes for one open file. */
typedef struct open_file {
    sqlite3_file base;
    lossy_disk *disk;
    stored_file *file;
    uint64_t generation;
    int lock;
    shared_memory *shared;
    unsigned shares;
    unsigned owns;
} open_file;

static open_file *enter(sqlite3_file *base) {
    open_file *open = (open_file *)base;
    pthread_mutex_lock(&open->disk->mutex);
    return open;
}

static int leave(open_file *open, int code) {
    pthread_mutex_unlock(&open->disk->mutex);
    return code;
}

/* Whether this file was opened before the power went or the process died. */
static bool is_gone(const open_file *open) {
    return open->generation != open->disk->generation;
}

static bool is_dead(const open_file *open) {
    return is_gone(open) || open->disk->stopped;
}

static progress begin_change(open_file *open) {
    return is_gone(open) ? CHANGE_NOT_BEGUN : disk_begin_change(open->disk);
}

/* Content. */

static int file_read(sqlite3_file *base, void *bytes, int count, sqlite3_int64 offset) {
    open_file *open = enter(base);
    if (is_dead(open)) return leave(open, SQLITE_IOERR_READ);
    const image *seen = &open->file->seen;
    size_t start = (size_t)offset < seen->count ? (size_t)offset : seen->count;
    size_t found = seen->count - start < (size_t)count ? seen->count - start : (size_t)count;
    if (found > 0) memcpy(bytes, seen->bytes + start, found);
    memset((char *)bytes + found, 0, (size_t)count - found);
    return leave(open, found == (size_t)count ? SQLITE_OK : SQLITE_IOERR_SHORT_READ);
}

static int file_write_at(sqlite3_file *base, const void *bytes, int count, sqlite3_int64 offset) {
    open_file *open = enter(base);
    progress progress = begin_change(open);
    if (progress != CHANGE_NOT_BEGUN) file_write(open->file, bytes, (size_t)count, (size_t)offset);
    return leave(open, progress == CHANGE_DONE ? SQLITE_OK : SQLITE_IOERR_WRITE);
}

static int file_truncate_to(sqlite3_file *base, sqlite3_int64 count) {
    open_file *open = enter(base);
    progress progress = begin_change(open);
    if (progress != CHANGE_NOT_BEGUN) file_truncate(open->file, (size_t)count);
    return leave(open, progress == CHANGE_DONE ? SQLITE_OK : SQLITE_IOERR_TRUNCATE);
}

/* A sync that power interrupts leaves its writes pending: some of them reach the medium. */
static int file_sync_all(sqlite3_file *base, int flags) {
    (void)flags;
    open_file *open = enter(base);
    if (begin_change(open) != CHANGE_DONE) return leave(open, SQLITE_IOERR_FSYNC);
    if (open->disk->failing_syncs > 0) {
        open->disk->failing_syncs--;
        file_forget_pending(open->file);
        return leave(open, SQLITE_IOERR_FSYNC);
    }
    file_sync(open->file);
    return leave(open, SQLITE_OK);
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size) {
    open_file *open = enter(base);
    *size = (sqlite3_int64)open->file->seen.count;
    return leave(open, is_dead(open) ? SQLITE_IOERR_FSTAT : SQLITE_OK);
}

/* Locks: https://www.sqlite.org/lockingv3.html */

static int file_lock(sqlite3_file *base, int level) {
    open_file *open = enter(base);
    stored_file *file = open->file;
    if (is_dead(open)) return leave(open, SQLITE_IOERR_LOCK);
    if (open->lock >= level) return leave(open, SQLITE_OK);
    if (open->lock == SQLITE_LOCK_NONE) {
        if (file->writer && !file->admits_readers) return leave(open, SQLITE_BUSY);
        file->readers++;
        open->lock = SQLITE_LOCK_SHARED;
    }
    if (level == SQLITE_LOCK_SHARED) return leave(open, SQLITE_OK);
    if (file->writer && file->writer != open) return leave(open, SQLITE_BUSY);
    file->writer = open;
    file->admits_readers = level == SQLITE_LOCK_RESERVED;
    open->lock = level == SQLITE_LOCK_RESERVED ? SQLITE_LOCK_RESERVED : SQLITE_LOCK_PENDING;
    if (level == SQLITE_LOCK_RESERVED) return leave(open, SQLITE_OK);
    if (file->readers > 1) return leave(open, SQLITE_BUSY);
    open->lock = SQLITE_LOCK_EXCLUSIVE;
    return leave(open, SQLITE_OK);
}

static void release_lock(open_file *open, int level) {
    if (is_gone(open) || open->lock <= level) return;
    if (open->file->writer == open) open->file->writer = NULL;
    if (level == SQLITE_LOCK_NONE) open->file->readers--;
    open->lock = level;
}

static int file_unlock(sqlite3_file *base, int level) {
    open_file *open = enter(base);
    release_lock(open, level);
    return leave(open, SQLITE_OK);
}

static int file_check_reserved(sqlite3_file *base, int *is_reserved) {
    open_file *open = enter(base);
    *is_reserved = open->file->writer != NULL;
    return leave(open, SQLITE_OK);
}

static int file_control(sqlite3_file *base, int operation, void *argument) {
    (void)base, (void)operation, (void)argument;
    return SQLITE_NOTFOUND;
}

/* What SQLite assumes of the system's own files: https://www.sqlite.org/psow.html */

static int file_sector_size(sqlite3_file *base) {
    (void)base;
    return 4096;
}

static int file_characteristics(sqlite3_file *base) {
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* Shared memory: https://www.sqlite.org/walformat.html section 2 */

static int shared_map(sqlite3_file *base, int index, int size, int extend, void volatile **region) {
    open_file *open = enter(base);
    *region = NULL;
    if (is_dead(open)) return leave(open, SQLITE_IOERR_SHMMAP);
    if (!open->shared) {
        if (!open->file->shared) open->file->shared = need(calloc(1, sizeof(shared_memory)));
        open->shared = open->file->shared;
        open->shared->users++;
    }
    shared_memory *shared = open->shared;
    while (extend && shared->region_count <= index) {
        shared->regions = need(realloc(shared->regions, ((size_t)shared->region_count + 1) * sizeof(void *)));
        shared->regions[shared->region_count++] = need(calloc(1, (size_t)size));
    }
    if (index < shared->region_count) *region = shared->regions[index];
    return leave(open, SQLITE_OK);
}

static void shared_release(open_file *open, int slot) {
    unsigned bit = 1u << slot;
    if (open->shares & bit) open->shared->sharers[slot]--;
    if (open->owns & bit) open->shared->owner[slot] = NULL;
    open->shares &= ~bit;
    open->owns &= ~bit;
}

static bool shared_is_free(const open_file *open, int slot, bool exclusive) {
    const shared_memory *shared = open->shared;
    unsigned others = shared->sharers[slot] - ((open->shares >> slot) & 1);
    return (!shared->owner[slot] || shared->owner[slot] == open) && (!exclusive || others == 0);
}

static int shared_lock(sqlite3_file *base, int first, int count, int flags) {
    open_file *open = enter(base);
    if (!open->shared) return leave(open, SQLITE_IOERR_SHMLOCK);
    bool exclusive = flags & SQLITE_SHM_EXCLUSIVE;
    if (flags & SQLITE_SHM_UNLOCK) {
        for (int slot = first; slot < first + count; slot++) shared_release(open, slot);
        return leave(open, SQLITE_OK);
    }
    if (is_dead(open)) return leave(open, SQLITE_IOERR_SHMLOCK);
    for (int slot = first; slot < first + count; slot++) {
        if (!shared_is_free(open, slot, exclusive)) return leave(open, SQLITE_BUSY);
    }
    for (int slot = first; slot < first + count; slot++) {
        shared_release(open, slot);
        if (exclusive) {
            open->shared->owner[slot] = open;
            open->owns |= 1u << slot;
        } else {
            open->shared->sharers[slot]++;
            open->shares |= 1u << slot;
        }
    }
    return leave(open, SQLITE_OK);
}

static void shared_barrier(sqlite3_file *base) {
    leave(enter(base), SQLITE_OK);
}

static void shared_detach(open_file *open) {
    shared_memory *shared = open->shared;
    if (!shared) return;
    for (int slot = 0; slot < SQLITE_SHM_NLOCK; slot++) shared_release(open, slot);
    open->shared = NULL;
    if (--shared->users > 0) return;
    if (open->file->shared == shared) open->file->shared = NULL;
    for (int index = 0; index < shared->region_count; index++) free(shared->regions[index]);
    free(shared->regions);
    free(shared);
}

static int shared_unmap(sqlite3_file *base, int delete) {
    (void)delete;
    open_file *open = enter(base);
    shared_detach(open);
    return leave(open, SQLITE_OK);
}

static int file_close(sqlite3_file *base) {
    open_file *open = enter(base);
    release_lock(open, SQLITE_LOCK_NONE);
    shared_detach(open);
    return leave(open, SQLITE_OK);
}

static const sqlite3_io_methods file_methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write_at,
    .xTruncate = file_truncate_to,
    .xSync = file_sync_all,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_reserved,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = shared_map,
    .xShmLock = shared_lock,
    .xShmBarrier = shared_barrier,
    .xShmUnmap = shared_unmap,
};

/* Names. */

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *flags_out) {
    lossy_disk *disk = vfs->pAppData;
    open_file *open = (open_file *)base;
    memset(open, 0, sizeof *open);
    pthread_mutex_lock(&disk->mutex);
    stored_file *file = disk_find(disk, name);
    bool exists = file && file->exists;
    if (!disk->stopped && (exists || (flags & SQLITE_OPEN_CREATE))) {
        open->base.pMethods = &file_methods;
        open->disk = disk;
        open->file = file ? file : disk_add(disk, name);
        open->file->exists = true;
        open->generation = disk->generation;
        if (flags_out) *flags_out = flags;
    }
    pthread_mutex_unlock(&disk->mutex);
    return open->file ? SQLITE_OK : SQLITE_CANTOPEN;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync_directory) {
    (void)sync_directory;
    lossy_disk *disk = vfs->pAppData;
    pthread_mutex_lock(&disk->mutex);
    stored_file *file = disk_find(disk, name);
    bool exists = file && file->exists;
    progress progress = exists ? disk_begin_change(disk) : CHANGE_NOT_BEGUN;
    if (progress == CHANGE_DONE) file_delete(file);
    pthread_mutex_unlock(&disk->mutex);
    if (!exists) return SQLITE_IOERR_DELETE_NOENT;
    return progress == CHANGE_DONE ? SQLITE_OK : SQLITE_IOERR_DELETE;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
    (void)flags;
    lossy_disk *disk = vfs->pAppData;
    pthread_mutex_lock(&disk->mutex);
    stored_file *file = disk_find(disk, name);
    *result = file && file->exists;
    bool stopped = disk->stopped;
    pthread_mutex_unlock(&disk->mutex);
    return stopped ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

static int vfs_full_path(sqlite3_vfs *vfs, const char *name, int count, char *path) {
    (void)vfs;
    sqlite3_snprintf(count, path, "%s", name);
    return SQLITE_OK;
}

static int vfs_randomness(sqlite3_vfs *vfs, int count, char *bytes) {
    (void)vfs;
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    return system->xRandomness(system, count, bytes);
}

static int vfs_sleep(sqlite3_vfs *vfs, int microseconds) {
    (void)vfs;
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    return system->xSleep(system, microseconds);
}

static int vfs_time(sqlite3_vfs *vfs, double *julian_day) {
    (void)vfs;
    sqlite3_vfs *system = sqlite3_vfs_find(NULL);
    return system->xCurrentTime(system, julian_day);
}

void lossy_vfs_describe(lossy_disk *disk, const char *name) {
    disk->vfs = (sqlite3_vfs){
        .iVersion = 1,
        .szOsFile = sizeof(open_file),
        .mxPathname = 512,
        .zName = need(strdup(name)),
        .pAppData = disk,
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_path,
        .xRandomness = vfs_randomness,
        .xSleep = vfs_sleep,
        .xCurrentTime = vfs_time,
    };
}
