"""Which directories lie on another machine's disk.

SQLite's write-ahead log needs memory shared by all its processes and locks that hold; network
file systems promise neither, and a state there is damaged sooner or later. Knows the mount
table of Linux and network paths of Windows; elsewhere it detects nothing.
"""

from __future__ import annotations

from pathlib import Path, PurePath

NETWORK_KINDS = frozenset({
    "9p", "afs", "ceph", "cifs", "coda", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs",
    "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs",
})
MOUNT_TABLE = Path("/proc/self/mountinfo")


def network_kind(path: Path) -> str | None:
    """The kind of network file system that holds `path` (which need not exist yet), None for a local disk."""
    absolute = path.resolve()
    if str(absolute).startswith("\\\\"):
        return "network share"
    try:
        table = MOUNT_TABLE.read_text(errors="replace")
    except OSError:
        return None
    kind = kind_of_mount(absolute, table)
    return kind if kind in NETWORK_KINDS else None


def kind_of_mount(path: PurePath, table: str) -> str | None:
    """The file system of the deepest mount above `path`; `table` as proc_pid_mountinfo(5) tells it."""
    mounts = [_mount(line) for line in table.splitlines() if " - " in line]
    above = [(len(place.parts), at, kind) for at, (place, kind) in enumerate(mounts)
             if path.is_relative_to(place)]
    return max(above)[2] if above else None


def _mount(line: str) -> tuple[PurePath, str]:
    left, _, right = line.partition(" - ")
    place = left.split()[4]
    for escaped, plain in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        place = place.replace(escaped, plain)
    return PurePath(place), right.split()[0]
