#ifndef CPROCESS_H
#define CPROCESS_H

#include <spawn.h>

/// Whether this process becomes the parent of every descendant that is orphaned from now on. Returns
/// 0, or an errno; ENOSYS where the system cannot.
int process_set_subreaper(int is_one);

/// Keeps this process's memory and environment from other processes of the same user. Returns 0, or
/// an errno; ENOSYS where the system has nothing like it.
int process_hide_memory(void);

/// posix_spawn(3) of a program that gets no backtracer of Swift's: it would take seconds, and what
/// turns it off in the environment would be seen. The signals of a crash are ignored in the program,
/// so that the backtracer installs nothing for them; what crashes it ends it all the same. No other
/// thread may call this meanwhile. Returns 0, or an errno.
int process_spawn_without_backtracer(
    pid_t *process, const char *path, const posix_spawn_file_actions_t *actions,
    const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]);

/// pipe(2), both ends with FD_CLOEXEC. Returns 0, or an errno.
int process_make_pipe(int ends[2]);

/// The child runs in `directory`. Returns 0, or an errno.
int process_add_directory(posix_spawn_file_actions_t *actions, const char *directory);

/// The child gets no descriptor but the first three. Returns 0, or an errno. On Darwin it does
/// nothing, as an attribute says so there: POSIX_SPAWN_CLOEXEC_DEFAULT.
int process_add_close_others(posix_spawn_file_actions_t *actions);

#endif
