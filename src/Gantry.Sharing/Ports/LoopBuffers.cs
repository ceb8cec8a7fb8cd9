using Gantry.Serial;

namespace Gantry.Sharing.Ports;

/// <summary>Memory that every port and client of one loop uses in turn, while it has the loop's thread.</summary>
internal sealed class LoopBuffers
{
    /// <summary>The most bytes that one turn of a port or client moves.</summary>
    public const int Size = 64 * 1024;

    /// <summary>What a device said.</summary>
    public byte[] FromDevice { get; } = new byte[Size];

    /// <summary>What a client sent.</summary>
    public byte[] FromClient { get; } = new byte[Size];

    /// <summary>A client's data without the commands between.</summary>
    public byte[] Gathered { get; } = new byte[Size];

    /// <summary>Data as a client gets it; always empty between turns.</summary>
    public ByteFifo Encoded { get; } = new(2 * Size + 4096);
}
