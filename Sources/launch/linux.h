// Kernel constants that Debian 12's headers (Linux 6.1) lack, each with where it comes from.
// The rest is taken from the kernel's own <linux/...> headers; nothing comes from a C library.
#pragma once

// errno for an act that needs an authority that was not granted. Linux uses 1 to 133
// (asm-generic/errno.h, EHWPOISON is the last), and CloudABI named it so.
#ifndef ENOTCAPABLE
#define ENOTCAPABLE 134
#endif

// The auxiliary vector's entry with the address of the sealed table: runtime ABI 1. Linux numbers
// its own entries from 0 (include/uapi/linux/auxvec.h), 51 is its last.
#ifndef AT_FDPORT_TABLE
#define AT_FDPORT_TABLE 0x1001
#endif

// The number of the descriptor that carries the program's argument tree; absent if there is none.
#ifndef AT_FDPORT_ARGUMENT
#define AT_FDPORT_ARGUMENT 0x1002
#endif

// The number of the directory beneath which the sealed C library takes relative paths; absent if there
// is none.
#ifndef AT_FDPORT_DIRECTORY
#define AT_FDPORT_DIRECTORY 0x1004
#endif

// There, and not 0, if somebody counts refusals. The C library then tells of those that no system call
// shows by an fcntl(2) command that no kernel knows and that the filter refuses: its arguments are a
// descriptor or -1, and the path. A null path is the launcher's own, and says that the program starts.
#ifndef AT_FDPORT_REPORTS
#define AT_FDPORT_REPORTS 0x1003
#endif
#ifndef F_FDPORT_REFUSED
#define F_FDPORT_REFUSED 0x1002
#endif

// arch/x86/entry/syscalls/syscall_64.tbl: fchmodat2(2) since Linux 6.6, mseal(2) since 6.10.
#ifndef __NR_fchmodat2
#define __NR_fchmodat2 452
#endif
#ifndef __NR_mseal
#define __NR_mseal 462
#endif

// Linux 6.9, include/uapi/linux/pidfd.h: a descriptor of one thread, pidfd_open(2).
#ifndef PIDFD_THREAD
#define PIDFD_THREAD 0200
#endif

// Linux 5.19, include/uapi/linux/seccomp.h: once the broker has a call only death takes it away. A
// signal would make the C library repeat a mkdir that was done.
#ifndef SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV
#define SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV (1UL << 5)
#endif

// Linux 6.6, include/uapi/linux/seccomp.h: the waiting thread and the broker share a processor, as
// one always waits for the other.
#ifndef SECCOMP_IOCTL_NOTIF_SET_FLAGS
#define SECCOMP_IOCTL_NOTIF_SET_FLAGS 0x40082104
#define SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP 1UL
#endif

// Linux 6.3, include/uapi/linux/memfd.h: the file can never be made executable.
#ifndef MFD_NOEXEC_SEAL
#define MFD_NOEXEC_SEAL 0x0008U
#endif

// include/uapi/linux/landlock.h: truncate since Linux 6.2 (ABI 3), TCP since 6.7 (ABI 4), device
// ioctl since 6.10 (ABI 5), scopes since 6.12 (ABI 6); landlock(7).
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
#ifndef LANDLOCK_ACCESS_FS_IOCTL_DEV
#define LANDLOCK_ACCESS_FS_IOCTL_DEV (1ULL << 15)
#endif
#ifndef LANDLOCK_ACCESS_NET_BIND_TCP
#define LANDLOCK_ACCESS_NET_BIND_TCP (1ULL << 0)
#define LANDLOCK_ACCESS_NET_CONNECT_TCP (1ULL << 1)
#endif
#ifndef LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET
#define LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET (1ULL << 0)
#define LANDLOCK_SCOPE_SIGNAL (1ULL << 1)
#endif

// struct landlock_ruleset_attr as of ABI 6: the header's own ends after the first member or two.
struct landlock_ruleset_6 {
  unsigned long long handled_access_fs;
  unsigned long long handled_access_net;
  unsigned long long scoped;
};

// include/uapi/linux/fcntl.h, since Linux 2.6.39; kept here because <linux/fcntl.h> and a C
// library's <fcntl.h> cannot both be included.
#ifndef AT_EMPTY_PATH
#define AT_EMPTY_PATH 0x1000
#endif
#ifndef AT_RECURSIVE
#define AT_RECURSIVE 0x8000
#endif
#ifndef AT_FDCWD
#define AT_FDCWD -100
#endif

// MSG_FASTOPEN, include/linux/socket.h: not in the kernel's exported headers, and an enumerator in
// one C library and a macro in another.
enum { MESSAGE_FAST_OPEN = 0x20000000 };

// The table, runtime ABI 1: 8192 slots of 32 bytes, aligned to its own size. A slot is a struct
// open_how (24 bytes) and 8 zero bytes, which serve as the sealed empty string.
enum {
  TABLE_SLOTS = 8192,
  TABLE_SLOT_SIZE = 32,
  TABLE_SIZE = TABLE_SLOTS * TABLE_SLOT_SIZE,
  TABLE_EMPTY_STRING = 24,
};
