#include "disk.h"

#include <stdlib.h>
#include <string.h>

enum { SECTOR_BYTES = 512 };

void *need(void *memory) {
    if (!memory) abort();
    return memory;
}

static void image_resize(image *image, size_t count) {
    image->bytes = need(realloc(image->bytes, count + 1));
    if (count > image->count) memset(image->bytes + image->count, 0, count - image->count);
    image->count = count;
}

static void image_write(image *image, const unsigned char *bytes, size_t count, size_t offset) {
    if (count == 0) return;
    if (offset + count > image->count) image_resize(image, offset + count);
    memcpy(image->bytes + offset, bytes, count);
}

static void image_apply(image *image, const change *change) {
    if (change->truncates) {
        image_resize(image, change->offset);
    } else {
        image_write(image, change->bytes, change->count, change->offset);
    }
}

static void file_pend(stored_file *file, change change) {
    size_t count = file->pending_count + 1;
    file->pending = need(realloc(file->pending, count * sizeof change));
    file->pending[file->pending_count] = change;
    file->pending_count = count;
    image_apply(&file->seen, &change);
}

void file_write(stored_file *file, const void *bytes, size_t count, size_t offset) {
    unsigned char *copy = need(malloc(count + 1));
    memcpy(copy, bytes, count);
    file_pend(file, (change){.offset = offset, .count = count, .bytes = copy});
}

void file_truncate(stored_file *file, size_t count) {
    file_pend(file, (change){.truncates = true, .offset = count});
}

void file_forget_pending(stored_file *file) {
    for (size_t i = 0; i < file->pending_count; i++) free(file->pending[i].bytes);
    file->pending_count = 0;
}

void file_sync(stored_file *file) {
    for (size_t i = 0; i < file->pending_count; i++) image_apply(&file->durable, &file->pending[i]);
    file_forget_pending(file);
}

void file_delete(stored_file *file) {
    file_forget_pending(file);
    file->exists = false;
    file->seen.count = file->durable.count = 0;
}

stored_file *disk_find(lossy_disk *disk, const char *name) {
    for (stored_file *file = disk->files; file; file = file->next) {
        if (name && strcmp(file->name, name) == 0) return file;
    }
    return NULL;
}

stored_file *disk_add(lossy_disk *disk, const char *name) {
    stored_file *file = need(calloc(1, sizeof *file));
    file->name = need(strdup(name ? name : ""));
    file->next = disk->files;
    disk->files = file;
    return file;
}

progress disk_begin_change(lossy_disk *disk) {
    if (disk->stopped) return CHANGE_NOT_BEGUN;
    if (disk->changes_left == UINT64_MAX) return CHANGE_DONE;
    if (disk->changes_left > 0) {
        disk->changes_left--;
        return CHANGE_DONE;
    }
    disk->stopped = true;
    return CHANGE_HALF_DONE;
}

/* https://prng.di.unimi.it/splitmix64.c */
static uint64_t random_next(uint64_t *state) {
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static bool random_coin(uint64_t *state) {
    return random_next(state) >> 63;
}

/* Each 512-byte sector that the write touches reaches the medium or not. */
static void image_apply_torn(image *image, const change *change, uint64_t *random) {
    if (change->truncates) {
        if (random_coin(random)) image_apply(image, change);
        return;
    }
    for (size_t done = 0; done < change->count;) {
        size_t offset = change->offset + done;
        size_t count = SECTOR_BYTES - offset % SECTOR_BYTES;
        if (count > change->count - done) count = change->count - done;
        if (random_coin(random)) image_write(image, change->bytes + done, count, offset);
        done += count;
    }
}

typedef enum { NOTHING, PREFIX, SOME_WRITES, SOME_SECTORS, SURVIVAL_COUNT } survival;

static void file_lose_power(stored_file *file, survival survival, uint64_t *random) {
    size_t whole = random_next(random) % (file->pending_count + 1);
    for (size_t i = 0; i < file->pending_count; i++) {
        const change *change = &file->pending[i];
        if (survival == SOME_SECTORS || (survival == PREFIX && i == whole)) {
            image_apply_torn(&file->durable, change, random);
        } else if ((survival == PREFIX && i < whole) || (survival == SOME_WRITES && random_coin(random))) {
            image_apply(&file->durable, change);
        }
    }
    file_forget_pending(file);
    image_resize(&file->seen, 0);
    image_write(&file->seen, file->durable.bytes, file->durable.count, 0);
}

/* Open files belong to the generation that opened them; their locks and shared memory go with it. */
static void disk_start_again(lossy_disk *disk) {
    for (stored_file *file = disk->files; file; file = file->next) {
        file->readers = 0;
        file->writer = NULL;
        file->shared = NULL;
    }
    disk->generation++;
    disk->stopped = false;
    disk->changes_left = UINT64_MAX;
    disk->failing_syncs = 0;
}

lossy_disk *lossy_disk_create(const char *name) {
    lossy_disk *disk = need(calloc(1, sizeof *disk));
    pthread_mutex_init(&disk->mutex, NULL);
    disk->changes_left = UINT64_MAX;
    lossy_vfs_describe(disk, name);
    if (sqlite3_vfs_register(&disk->vfs, 0) != SQLITE_OK) abort();
    return disk;
}

void lossy_disk_destroy(lossy_disk *disk) {
    sqlite3_vfs_unregister(&disk->vfs);
    while (disk->files) {
        stored_file *file = disk->files;
        disk->files = file->next;
        file_forget_pending(file);
        free(file->pending);
        free(file->seen.bytes);
        free(file->durable.bytes);
        free(file->name);
        free(file);
    }
    pthread_mutex_destroy(&disk->mutex);
    free((char *)disk->vfs.zName);
    free(disk);
}

void lossy_disk_stop_after(lossy_disk *disk, uint64_t changes) {
    pthread_mutex_lock(&disk->mutex);
    disk->changes_left = changes;
    pthread_mutex_unlock(&disk->mutex);
}

void lossy_disk_lose_power(lossy_disk *disk, uint64_t seed) {
    pthread_mutex_lock(&disk->mutex);
    uint64_t random = seed;
    survival survival = random_next(&random) % SURVIVAL_COUNT;
    for (stored_file *file = disk->files; file; file = file->next) file_lose_power(file, survival, &random);
    disk_start_again(disk);
    pthread_mutex_unlock(&disk->mutex);
}

void lossy_disk_kill_process(lossy_disk *disk) {
    pthread_mutex_lock(&disk->mutex);
    disk_start_again(disk);
    pthread_mutex_unlock(&disk->mutex);
}

void lossy_disk_fail_syncs(lossy_disk *disk, unsigned syncs) {
    pthread_mutex_lock(&disk->mutex);
    disk->failing_syncs = syncs;
    pthread_mutex_unlock(&disk->mutex);
}
