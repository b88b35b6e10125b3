// Objects that are named globally or belong to the machine.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <mqueue.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/timex.h>

// An object of System V's outlives its maker: IPC_RMID is 0, and semctl takes a number before it.
static long removed(long call, long object) {
  if (object >= 0) raw(call, object, 0, 0);
  return object;
}

static long unlinked(long queue) {
  if (queue >= 0) raw(SYS_mq_unlink, "fdport-probe");
  return opened(queue);
}

struct file_handle_buffer {
  unsigned size;
  int type;
  char bytes[128];
};

static long handle_of_path(struct file_handle_buffer *handle) {
  int mount;
  handle->size = sizeof handle->bytes;
  return raw(SYS_name_to_handle_at, CWD, ".", handle, &mount, 0);
}

static long open_by_handle(void) {
  struct file_handle_buffer handle = {0};
  if (probe_is_control) handle_of_path(&handle);
  return opened(raw(SYS_open_by_handle_at, WRITABLE, &handle, O_RDONLY));
}

// statmount(2), Linux 6.8: all mounts beneath the root.
static long list_mounts(void) {
  uint64_t request[3] = {24, ~0UL /* LSMT_ROOT */, 0}, found[16];
  return raw(CALL_listmount, request, found, 16, 0);
}

// Outside in a mount namespace of its own, where it harms nobody.
static long mount_here(void) {
  if (probe_is_control && raw(SYS_unshare, CLONE_NEWUSER | CLONE_NEWNS) != 0) return -1;
  return raw(SYS_mount, "none", probe_is_control ? "etc" : "/", "tmpfs", 0, NULL);
}

static long move_tree(void) {
  if (probe_is_control && raw(SYS_unshare, CLONE_NEWUSER | CLONE_NEWNS) != 0) return -1;
  long tree = raw(CALL_open_tree, CWD, "outside", 1 /* OPEN_TREE_CLONE */);
  return raw(CALL_move_mount, tree, "", CWD, "etc", 4 /* MOVE_MOUNT_F_EMPTY_PATH */);
}

static long new_file_system(void) {
  if (probe_is_control && raw(SYS_unshare, CLONE_NEWUSER | CLONE_NEWNS) != 0) return -1;
  return opened(raw(CALL_fsopen, "tmpfs", 0));
}

static long host_name(void) {
  if (probe_is_control && raw(SYS_unshare, CLONE_NEWUSER | CLONE_NEWUTS) != 0) return -1;
  return raw(SYS_sethostname, "probe", 5);
}

void probe_objects(void) {
  char buffer[256];
  struct file_handle_buffer handle;
  struct timex adjustment = {0};
  memset(buffer, 0, sizeof buffer);
  TRY("object/semaphores", BY_FILTER, "semget", removed(SYS_semctl, raw(SYS_semget, 0, 1, 01000 | 0600)));
  TRY("object/queue-of-messages", BY_FILTER, "msgget", removed(SYS_msgctl, raw(SYS_msgget, 0, 01000 | 0600)));
  TRY("object/shared-memory", BY_FILTER, "shmget", removed(SYS_shmctl, raw(SYS_shmget, 0, 4096, 01000 | 0600)));
  TRY("object/message-queue", BY_FILTER, "mq_open",
      unlinked(raw(SYS_mq_open, "fdport-probe", O_CREAT | O_RDWR, 0600, NULL)));
  TRY("object/keyring", BY_FILTER, "keyctl", raw(SYS_keyctl, 0 /* KEYCTL_GET_KEYRING_ID */, -3, 1, 0, 0));
  TRY("object/add-key", BY_FILTER, "add_key", raw(SYS_add_key, "user", "fdport-probe", "x", 1, -2));
  TRY("object/request-key", BY_FILTER, "request_key",
      raw(SYS_request_key, "user", "fdport-none", NULL, 0) < 0 && errno == ENOKEY ? 0 : -1);
  TRY("object/handle-of-path", BY_FILTER, "name_to_handle_at", handle_of_path(&handle));
  TRY("object/open-by-handle", BY_FILTER, "open_by_handle_at", open_by_handle());
  TRY("object/file-system-watch", BY_FILTER, "fanotify_init", opened(raw(SYS_fanotify_init, 0, 0)));
  TRY("object/inotify", BY_FILTER, "inotify_init1", opened(raw(SYS_inotify_init1, 0)));
  TRY("object/inotify-of-path", BY_FILTER, "inotify_add_watch of /etc",
      raw(SYS_inotify_add_watch, (int)raw(SYS_inotify_init1, 0), "/etc", 0x20));
  TRY("object/secret-memory", BY_FILTER, "memfd_secret", opened(raw(CALL_memfd_secret, 0)));
  TRY("object/list-mounts", BY_FILTER, "listmount", list_mounts());
  TRY("object/io-uring", BY_FILTER, "io_uring_setup", opened(raw(CALL_io_uring_setup, 8, buffer)));
  TRY("object/aio", BY_FILTER, "io_setup", raw(SYS_io_setup, 8, (unsigned long[1]){0}));
  TRY("object/userfaultfd", BY_FILTER, "userfaultfd", opened(raw(SYS_userfaultfd, 1 /* user mode only */)));
  TRY("object/bpf", BY_FILTER, "bpf, a map", opened(raw(SYS_bpf, 0, (uint32_t[32]){2, 4, 4, 1}, 128)));
  TRY("object/perf", BY_FILTER, "perf_event_open of oneself",
      opened(raw(SYS_perf_event_open, (uint32_t[32]){1, 128, 0, 0}, 0, -1, -1, 0)));
  TRY("object/mount", BY_FILTER, "mount", mount_here());
  TRY("object/mount-tree", BY_FILTER, "open_tree", opened(raw(CALL_open_tree, CWD, "/", 0)));
  TRY("object/move-mount", BY_FILTER, "open_tree and move_mount", move_tree());
  TRY("object/file-system", BY_FILTER, "fsopen", new_file_system());
  TRY("object/file-system-handle", BY_FILTER, "fspick", opened(raw(CALL_fspick, CWD, "/", 0)));
  TRY("object/host-name", BY_FILTER, "sethostname", host_name());
  TRY("object/clock", BY_FILTER, "adjtimex", raw(SYS_adjtimex, &adjustment));
  TRY("object/kernel-log", BY_FILTER, "syslog, the size of the log", raw(SYS_syslog, 10, NULL, 0));
  TRY("object/ports", BY_FILTER, "ioperm", raw(SYS_ioperm, 0x80, 1, 0));
  TRY("object/segments", BY_FILTER, "modify_ldt", raw(SYS_modify_ldt, 0, buffer, sizeof buffer));
  TRY("object/landlock", BY_FILTER, "landlock_create_ruleset",
      opened(raw(CALL_landlock_create_ruleset, (uint64_t[1]){1}, 8, 0)));
}
