// Shows ThreadSanitizer the contended paths of Swift's Mutex; loaded before the tests' program by
// Tests/Transport/sanitize.
//
// On Linux a Mutex is a futex. Locking and unlocking without contention is an atomic exchange that
// the compiler puts into the caller, where ThreadSanitizer sees it. With contention it is a call
// into libswiftSynchronization, which was not compiled for ThreadSanitizer, and from there into the
// kernel: what the one thread did before it unlocked then seems to race with what the next one does
// after it has locked. These functions stand before the library's, and add those two edges and
// nothing else; all other accesses are reported as ever.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

// Absent in programs that are not built for ThreadSanitizer.
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

// Synchronization._MutexHandle, and its first and only field, are what `self` points to: the atomic
// that the paths without contention exchange.
#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

static void acquired(void *self) {
  if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT void lock_slow(uint32_t thread, SELF) __asm__(LOCK);
SWIFT void lock_slow(uint32_t thread, SELF) {
  SWIFT void (*library)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK);
  library(thread, self);
  acquired(self);
}

SWIFT bool try_lock_slow(SELF) __asm__(TRY_LOCK);
SWIFT bool try_lock_slow(SELF) {
  SWIFT bool (*library)(SELF) = dlsym(RTLD_NEXT, TRY_LOCK);
  bool is_locked = library(self);
  if (is_locked) acquired(self);
  return is_locked;
}

SWIFT void unlock_slow(SELF) __asm__(UNLOCK);
SWIFT void unlock_slow(SELF) {
  SWIFT void (*library)(SELF) = dlsym(RTLD_NEXT, UNLOCK);
  if (__tsan_release) __tsan_release(self);
  library(self);
}
