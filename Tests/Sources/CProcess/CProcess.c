#define _GNU_SOURCE

#include "CProcess.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

int process_add_directory(posix_spawn_file_actions_t *actions, const char *directory) {
  return posix_spawn_file_actions_addchdir_np(actions, directory);
}

#ifdef __linux__
#include <sys/prctl.h>

int process_hide_memory(void) {
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno;
}

// Swift's runtime leaves a signal alone that is not handled by default, and who is ignored on one
// side of execve(2) is on the other.
int process_spawn_without_backtracer(
    pid_t *process, const char *path, const posix_spawn_file_actions_t *actions,
    const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
  const int signals[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV};
  enum { count = sizeof(signals) / sizeof(*signals) };
  struct sigaction ignored = {.sa_handler = SIG_IGN}, before[count];
  for (int index = 0; index < count; index++) sigaction(signals[index], &ignored, &before[index]);
  int result = posix_spawn(process, path, actions, attributes, arguments, environment);
  for (int index = 0; index < count; index++) sigaction(signals[index], &before[index], NULL);
  return result;
}

int process_set_subreaper(int is_one) {
  return prctl(PR_SET_CHILD_SUBREAPER, is_one, 0, 0, 0) == 0 ? 0 : errno;
}

int process_make_pipe(int ends[2]) {
  return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno;
}

#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34) && !defined(PROCESS_WITHOUT_CLOSEFROM)
int process_add_close_others(posix_spawn_file_actions_t *actions) {
  return posix_spawn_file_actions_addclosefrom_np(actions, 3);
}
#else
#include <dirent.h>
#include <stdlib.h>

// Closing what is not open is no error, in glibc as in musl.
int process_add_close_others(posix_spawn_file_actions_t *actions) {
  DIR *open = opendir("/proc/self/fd");
  if (open == NULL) return errno;
  int result = 0;
  for (struct dirent *entry; result == 0 && (entry = readdir(open)) != NULL;) {
    int descriptor = atoi(entry->d_name);
    if (descriptor > 2) result = posix_spawn_file_actions_addclose(actions, descriptor);
  }
  closedir(open);
  return result;
}
#endif
#else
int process_hide_memory(void) {
  return ENOSYS;
}

// There, the backtracer is off unless the environment turns it on.
int process_spawn_without_backtracer(
    pid_t *process, const char *path, const posix_spawn_file_actions_t *actions,
    const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
  return posix_spawn(process, path, actions, attributes, arguments, environment);
}

int process_set_subreaper(int is_one) {
  (void)is_one;
  return ENOSYS;
}

int process_make_pipe(int ends[2]) {
  if (pipe(ends) != 0) return errno;
  fcntl(ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(ends[1], F_SETFD, FD_CLOEXEC);
  return 0;
}

int process_add_close_others(posix_spawn_file_actions_t *actions) {
  (void)actions;
  return 0;
}
#endif
