"""Where the bytes of attachments are kept: in memory, or in a folder beside the state file."""

from __future__ import annotations

from pathlib import Path


class Files:
    """Bytes by attachment id. With a `folder` they survive the process."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._kept: dict[str, bytes] = {}

    def put(self, file_id: str, content: bytes) -> None:
        if self._folder is None:
            self._kept[file_id] = content
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / file_id).write_bytes(content)

    def get(self, file_id: str) -> bytes:
        """The bytes; none for a file that was lost."""
        if self._folder is None:
            return self._kept.get(file_id, b"")
        path = self._folder / file_id
        return path.read_bytes() if path.is_file() else b""

    def remove(self, file_id: str) -> None:
        if self._folder is None:
            self._kept.pop(file_id, None)
            return
        (self._folder / file_id).unlink(missing_ok=True)
