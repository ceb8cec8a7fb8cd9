namespace Gantry.GCode.Containers;

/// <summary>Where a block of binary G-code lies and how it is packed.</summary>
/// <param name="Type">What it holds.</param>
/// <param name="Compression">0 none, 1 deflate (zlib), 2 heatshrink 11/4, 3 heatshrink 12/4.</param>
/// <param name="Start">Where its header begins.</param>
/// <param name="HeaderBytes">Bytes of header and parameters.</param>
/// <param name="PackedSize">Bytes of its data.</param>
/// <param name="Size">Bytes of its data when unpacked.</param>
internal readonly record struct BinaryBlock(
    BinaryBlockType Type,
    int Compression,
    long Start,
    int HeaderBytes,
    int PackedSize,
    int Size
);
