namespace Gantry.Firmware;

/// <summary>How much a firmware can hold.</summary>
/// <param name="QueueLines">Lines in its command queue, the executing one included (Marlin's BUFSIZE).</param>
/// <param name="BufferBytes">Bytes in its receive buffer (Marlin's RX_BUFFER_SIZE - 1).</param>
public readonly record struct WindowSize(int QueueLines, int BufferBytes)
{
    /// <summary>Stock Marlin: BUFSIZE 4, RX_BUFFER_SIZE 128.</summary>
    public static WindowSize Marlin { get; } = new(4, 127);

    /// <summary>One line, then wait for its <c>ok</c>: what every host can do with every firmware.</summary>
    public static WindowSize OneLine { get; } = new(1, 0);
}
