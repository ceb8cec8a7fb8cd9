using System.Buffers;

namespace Gantry.Tests.Rfc2217;

/// <summary>A writer that counts what it gets and keeps nothing, so that only the machine's own memory is measured.</summary>
internal sealed class ScratchWriter : IBufferWriter<byte>
{
    private readonly byte[] _scratch = new byte[16 * 1024];

    public long Count { get; private set; }

    public void Advance(int count) => Count += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => _scratch;

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizeHint, _scratch.Length);
        return _scratch;
    }
}
