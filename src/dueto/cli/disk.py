"""What a disk answers that refuses."""

from __future__ import annotations

import errno

from dueto.domain.basics.message import Message, say

WHY = {
    errno.EACCES: say("this is not permitted"),
    errno.EPERM: say("this is not permitted"),
    errno.EROFS: say("nothing can be written there"),
    errno.ENOENT: say("there is no such file or folder"),
    errno.ENOTDIR: say("part of its path is a file"),
    errno.EISDIR: say("it is a folder"),
    errno.EEXIST: say("it is already there"),
    errno.ENAMETOOLONG: say("the name is too long"),
    errno.ENOSPC: say("the disk is full"),
}


def told_by_disk(error: OSError) -> Message:
    """Return which file or folder could not be used, and why."""
    why: Message | str = WHY.get(error.errno or 0) or error.strerror or str(error)
    if error.filename is None:
        return say("The disk cannot be used: {why}", why=why)
    return say("{path} cannot be used: {why}", path=str(error.filename), why=why)
