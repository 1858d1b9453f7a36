#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that can be made to stop answering: slow_disk.py MOUNT-POINT FOLDER GATE.

Shows FOLDER at MOUNT-POINT. While the file GATE is there, each call from outside waits until it goes; their names stand in it.
"""

import os
import sys
import time

from fusepy import FUSE, FuseOSError, Operations


class SlowDisk(Operations):
    def __init__(self, folder, gate):
        self.folder = folder
        self.gate = gate

    def __call__(self, name, path, *words):
        self.wait(name)
        try:
            return getattr(self, name)(self.folder + path, *words)
        except OSError as error:
            raise FuseOSError(error.errno) from error

    def wait(self, name):
        if not os.path.exists(self.gate):
            return
        with open(self.gate, 'a', encoding='ascii') as gate:
            gate.write(name + '\n')
        while os.path.exists(self.gate):
            time.sleep(0.01)

    def getattr(self, path, descriptor=None):
        status = os.lstat(path)
        return {name: getattr(status, name) for name in ('st_atime', 'st_ctime', 'st_mtime', 'st_gid', 'st_uid', 'st_mode', 'st_nlink', 'st_size')}

    def access(self, path, mode):
        if not os.access(path, mode):
            raise PermissionError(13, path)

    def readdir(self, path, descriptor):
        return ['.', '..', *os.listdir(path)]

    def readlink(self, path):
        return os.readlink(path)

    def open(self, path, flags):
        return os.open(path, flags)

    def create(self, path, mode, information=None):
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)

    def read(self, path, length, offset, descriptor):
        return os.pread(descriptor, length, offset)

    def write(self, path, data, offset, descriptor):
        return os.pwrite(descriptor, data, offset)

    def truncate(self, path, length, descriptor=None):
        os.truncate(path, length)

    def flush(self, path, descriptor):
        return 0

    def fsync(self, path, only_data, descriptor):
        os.fsync(descriptor)

    def release(self, path, descriptor):
        os.close(descriptor)

    def rename(self, old, new):
        os.rename(old, self.folder + new)

    def unlink(self, path):
        os.unlink(path)

    def chmod(self, path, mode):
        os.chmod(path, mode)

    def chown(self, path, owner, group):
        os.chown(path, owner, group)

    def utimens(self, path, times=None):
        os.utime(path, times)


def main():
    mount_point, folder, gate = sys.argv[1:]
    FUSE(SlowDisk(folder, gate), mount_point, foreground=True, fsname=folder)


main()
