internal import Foundation

/// What each submission is built and checked in, apart from all others: two boxes of bubblewrap, one
/// for the compilers and one for the programs, both without a network, a home or anything of others.
///
/// As root, programs run as another user than the grader in their box; otherwise the grader is the
/// box's first process, which no signal from inside reaches, and whose memory is closed.
struct Sandbox: Sendable {
  let workbook: Workbook
  let toolchain: Toolchain
  let isRoot: Bool

  /// What the temporary folder of programs may hold, and the layer over the build folder: octets.
  private static let (programsSpace, buildSpace) = (1 << 30, 4 << 30)
  /// What each process of a build may have of address space, and each program of memory of its own:
  /// octets. Where there is less, the system ends them before anybody else.
  private static let (buildMemory, programsMemory) = (16 << 30, 4 << 30)
  /// How many processes and threads programs may have, which have one a core each.
  private static let processes = 256 + 64 * ProcessInfo.processInfo.activeProcessorCount
  private static let endedFirst = ["/usr/bin/choom", "-n", "1000", "--"]

  /// The command that builds: `words`, within the box. Its results are `results`, seen at the same
  /// path, as `submission` is.
  ///
  /// - Parameter layer: A folder for what is written over the build folder, and is gone afterwards;
  ///   nil writes to the build folder itself.
  func build(_ words: [String], submission: URL, results: URL, layer: URL?) -> [String] {
    let root = workbook.root.path
    var box = system
    for path in ["Protos", "End/Package.swift", "Start/Package.swift"] {
      box += ["--ro-bind", "\(root)/\(path)", "\(root)/\(path)"]
    }
    let staging = "\(root)/.submission"
    box += ["--bind", layer.map { "\($0.path)/build" } ?? workbook.buildFolder.path]
    box += [workbook.buildFolder.path]
    box += ["--bind", layer.map { "\($0.path)/staging" } ?? staging, staging]
    box += ["--ro-bind", submission.path, submission.path, "--bind", results.path, results.path]
    box += ["--bind", results.path, BoxCommands.kept(workbook).path]
    // What was built for others, End's programs among them.
    for name in ["programs", "answers"] {
      box += ["--tmpfs", "\(workbook.buildFolder.path)/\(name)"]
    }
    box += ["--remount-ro", "/", "--chdir", root]
    if isRoot { box += ["--cap-drop", "ALL", "--cap-add", "CAP_DAC_OVERRIDE"] }
    box += Self.endedFirst
    box += ["prlimit", "--core=0", "--fsize=\(Self.buildSpace)", "--as=\(Self.buildMemory)", "--"]
    return (layer.map(layering) ?? []) + box + words
  }

  /// What mounts layers and becomes what comes after it.
  private func layering(_ layer: URL) -> [String] {
    ["unshare"] + (isRoot ? [] : ["--user", "--map-root-user"]) + [
      "--mount", "--propagation", "private", "/bin/sh", "-c", Self.mounting, "sh", layer.path,
      "\(Self.buildSpace)", isRoot ? "" : ",userxattr", Self.escaped(workbook.buildFolder.path),
      Self.escaped("\(workbook.root.path)/.submission"),
    ]
  }

  /// The command that checks: `words`, within the box, with `programs` at /programs and the grader at
  /// /grader/grade.
  func check(_ words: [String], grader: String, programs: URL) -> [String] {
    var box = system
    if !isRoot { box += ["--unshare-user", "--disable-userns"] }
    box += ["--perms", "0755", "--dir", "/grader", "--ro-bind", grader, "/grader/grade"]
    box += ["--ro-bind", programs.path, "/programs", "--as-pid-1", "--remount-ro", "/"]
    box += ["--chdir", "/"]
    if isRoot {
      box += ["--cap-drop", "ALL"]
      for name in ["SETUID", "SETGID", "KILL", "CHOWN", "DAC_OVERRIDE", "FOWNER", "SYS_PTRACE"] {
        box += ["--cap-add", "CAP_\(name)"]
      }
    }
    return box + words
  }

  /// What confines a program in the second box.
  ///
  /// - Parameter worker: Counts from 0: each has a user of its own, whose processes are counted.
  static func confinement(of worker: Int, isRoot: Bool) -> Confinement {
    // Not of address space, which malloc and threads take much of that they never use.
    let limits =
      endedFirst + [
        "/usr/bin/prlimit", "--core=0", "--nproc=\(processes)", "--fsize=\(programsSpace)",
        "--data=\(programsMemory)", "--",
      ]
    guard isRoot else { return Confinement(launcher: limits) }
    let user = UInt32(60_100 + worker)
    return Confinement(
      user: user,
      launcher: limits + [
        "/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups",
        "--no-new-privs", "--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all", "--",
      ])
  }

  /// bwrap and what both boxes have: the system to read, and temporary folders of their own.
  private var system: [String] {
    var box = [
      "bwrap", "--unshare-ipc", "--unshare-pid", "--unshare-uts", "--unshare-net",
      "--unshare-cgroup-try", "--die-with-parent", "--new-session", "--hostname", "box",
      "--clearenv",
    ]
    for (name, value) in environment { box += ["--setenv", name, value] }
    box += ["--ro-bind", "/usr", "/usr"]
    for name in ["bin", "sbin", "lib", "lib32", "lib64"] {
      // A link into /usr on most systems, and a folder on some.
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/\(name)") {
        box += ["--symlink", target, "/\(name)"]
      } else if FileManager.default.fileExists(atPath: "/\(name)") {
        box += ["--ro-bind", "/\(name)", "/\(name)"]
      }
    }
    box += ["--perms", "0755", "--dir", "/etc"]
    // `localhost` is known, and no other machine.
    for file in ["hosts", "nsswitch.conf"] {
      box += ["--ro-bind", "\(workbook.root.path)/Tests/scripts/box/\(file)", "/etc/\(file)"]
    }
    for file in ["ld.so.cache", "ld.so.conf", "alternatives", "localtime"] {
      box += ["--ro-bind-try", "/etc/\(file)", "/etc/\(file)"]
    }
    box += ["--proc", "/proc", "--dev", "/dev", "--size", "\(64 << 20)", "--perms", "1777"]
    box += ["--tmpfs", "/dev/shm", "--size", "\(Self.programsSpace)", "--perms", "1777"]
    box += [
      "--tmpfs", "/tmp", "--ro-bind-try", "/sys/devices/system/cpu", "/sys/devices/system/cpu",
    ]
    for folder in [toolchain.folder] + toolchain.libraries where !folder.hasPrefix("/usr/") {
      box += parents(of: folder) + ["--ro-bind-try", folder, folder]
    }
    return box
  }

  /// Folders on the way to one are made as nobody but root may enter them, unless told otherwise.
  private func parents(of path: String) -> [String] {
    var path = path[...]
    var parents: [String] = []
    while let slash = path.lastIndex(of: "/"), slash != path.startIndex {
      path = path[..<slash]
      parents.append(String(path))
    }
    return parents.reversed().flatMap { ["--perms", "0755", "--dir", $0] }
  }

  private var environment: [(String, String)] {
    var all = [
      ("PATH", "\(toolchain.folder)/bin:/usr/bin:/bin"), ("HOME", "/tmp"), ("TMPDIR", "/tmp"),
      ("LANG", "C.UTF-8"), ("SWIFT_DETERMINISTIC_HASHING", "1"),
    ]
    for name in ["LD_LIBRARY_PATH", "PKG_CONFIG_PATH", "DATAHUB_SLOWDOWN"] {
      if let value = ProcessInfo.processInfo.environment[name] { all.append((name, value)) }
    }
    return all
  }

  /// Lays fresh layers over the build folder and over where sources are staged, in memory, so that
  /// nothing of them stays when the box is gone; then goes on with what is left of the words.
  private static let mounting = """
    set -eu
    layer=$1 space=$2 options=$3 build=$4 staging=$5
    shift 5
    mount -t tmpfs -o "size=$space,nr_inodes=100000,mode=755" tmpfs "$layer"
    cd "$layer"
    mkdir build staging upper upper/build upper/staging work work/build work/staging
    for name in build staging; do
      eval "lower=\\$$name"
      mount -t overlay overlay \
        -o "lowerdir=$lower,upperdir=$layer/upper/$name,workdir=$layer/work/$name$options" \
        "$layer/$name"
    done
    cd /
    exec "$@"
    """

  /// As an option of an overlay takes a path.
  private static func escaped(_ path: String) -> String {
    path.replacing("\\", with: "\\\\").replacing(":", with: "\\:").replacing(",", with: "\\,")
  }
}
