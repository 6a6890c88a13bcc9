"""Pages as gzip, cheap by the thousand: the long end they share is compressed once."""

import struct
import zlib

HEADER = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
LEVEL = 6
RAW = -15  # deflate without a frame: the frame is ours


class Zipper:
    def __init__(self) -> None:
        self.ends: dict[memoryview, bytes] = {}

    def zipped(self, beginning: bytes, end: memoryview) -> tuple[bytes, bytes, bytes]:
        """Return the gzip of a beginning and an end in three pieces, the second one shared."""
        compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
        # A full flush lets what follows stand on its own.
        own = compressor.compress(beginning) + compressor.flush(zlib.Z_FULL_FLUSH)
        if end not in self.ends:
            compressor = zlib.compressobj(LEVEL, zlib.DEFLATED, RAW)
            self.ends[end] = compressor.compress(end) + compressor.flush()
        checksum = zlib.crc32(end, zlib.crc32(beginning))
        trailer = struct.pack("<LL", checksum, len(beginning) + len(end))
        return HEADER + own, self.ends[end], trailer
