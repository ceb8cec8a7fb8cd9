namespace Gantry.GCode.Containers;

/// <summary>The text of a binary G-code file, one block after the other.</summary>
internal sealed class BinaryGCodeStream(BinaryGCodeFile file) : ForwardStream
{
    private int _next;
    private ReadOnlyMemory<byte> _rest;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty)
        {
            while (_next < file.Blocks.Count && file.Blocks[_next].Type != BinaryBlockType.GCode)
                _next++;
            if (_next == file.Blocks.Count)
                return 0;
            _rest = await ReadBlockAsync(file.Blocks[_next++], cancellationToken);
        }
        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        Taken += count;
        return count;
    }

    /// <summary>Only asynchronous: every reader in the house is.</summary>
    public override int Read(Span<byte> buffer) =>
        throw new NotSupportedException("Read binary G-code asynchronously.");

    private async ValueTask<ReadOnlyMemory<byte>> ReadBlockAsync(BinaryBlock block, CancellationToken cancellationToken)
    {
        int encoding = await file.ReadEncodingAsync(block, cancellationToken);
        byte[] data = await file.ReadAsync(block, cancellationToken);
        return encoding switch
        {
            0 => data,
            1 or 2 => DecodeMeatPack(data),
            _ => throw BinaryGCodeFile.Damaged($"a block has the encoding {encoding}, which does not exist"),
        };
    }

    private static ReadOnlyMemory<byte> DecodeMeatPack(byte[] data)
    {
        byte[] text = new byte[MeatPack.MaxUnpacked(data.Length)];
        var meatPack = new MeatPack(text);
        meatPack.Decode(data);
        return text.AsMemory(0, meatPack.Count);
    }
}
