#ifndef CPROCESS_H
#define CPROCESS_H

#include <spawn.h>

/// Makes this process the parent of every descendant that is orphaned. Returns 0, or an errno;
/// ENOSYS where the system cannot.
int process_become_subreaper(void);

/// pipe(2), both ends with FD_CLOEXEC. Returns 0, or an errno.
int process_make_pipe(int ends[2]);

/// The child runs in `directory`. Returns 0, or an errno.
int process_add_directory(posix_spawn_file_actions_t *actions, const char *directory);

/// The child gets no descriptor but the first three. Returns 0, or an errno. On Darwin it does
/// nothing, as an attribute says so there: POSIX_SPAWN_CLOEXEC_DEFAULT.
int process_add_close_others(posix_spawn_file_actions_t *actions);

#endif
