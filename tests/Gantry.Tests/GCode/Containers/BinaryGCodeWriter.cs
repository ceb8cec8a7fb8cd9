using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Gantry.GCode.Containers;

namespace Gantry.Tests.GCode.Containers;

/// <summary>Writes Prusa's binary G-code after its specification, to have something to read.</summary>
internal sealed class BinaryGCodeWriter
{
    private readonly List<byte> _file = [];
    private readonly bool _checksum;

    public BinaryGCodeWriter(bool checksum = true, uint version = 1)
    {
        _checksum = checksum;
        _file.AddRange("GCDE"u8);
        Write(_file, version, 4);
        Write(_file, checksum ? 1u : 0u, 2);
    }

    public BinaryGCodeWriter Metadata(BinaryBlockType type, string ini, int compression = 0) =>
        Block(type, compression, [0, 0], Encoding.UTF8.GetBytes(ini));

    public BinaryGCodeWriter Thumbnail(byte[] picture, ushort format, ushort width, ushort height) =>
        Block(BinaryBlockType.Thumbnail, 0, [(byte)format, 0, (byte)width, 0, (byte)height, 0], picture);

    public BinaryGCodeWriter GCode(string text, int compression, int encoding)
    {
        byte[] data =
            encoding == 0 ? Encoding.UTF8.GetBytes(text) : MeatPackEncoder.Encode(text, noSpaces: encoding == 1);
        return Block(BinaryBlockType.GCode, compression, [(byte)encoding, 0], data);
    }

    public byte[] ToArray() => [.. _file];

    private BinaryGCodeWriter Block(BinaryBlockType type, int compression, byte[] parameters, byte[] data)
    {
        byte[] packed = compression switch
        {
            0 => data,
            1 => Deflate(data),
            2 => HeatshrinkEncoder.Encode(data, 11),
            _ => HeatshrinkEncoder.Encode(data, 12),
        };
        var block = new List<byte>();
        Write(block, (uint)type, 2);
        Write(block, (uint)compression, 2);
        Write(block, (uint)data.Length, 4);
        if (compression != 0)
            Write(block, (uint)packed.Length, 4);
        block.AddRange(parameters);
        block.AddRange(packed);
        var crc = new Crc32();
        crc.Append([.. block]);
        if (_checksum)
            Write(block, crc.Value, 4);
        _file.AddRange(block);
        return this;
    }

    private static byte[] Deflate(byte[] data)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(data);
        return packed.ToArray();
    }

    private static void Write(List<byte> list, uint value, int bytes)
    {
        Span<byte> buffer = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(buffer, value);
        list.AddRange(buffer[..bytes]);
    }
}
