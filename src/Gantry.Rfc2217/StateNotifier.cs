namespace Gantry.Rfc2217;

/// <summary>
/// Decides when a modem or line state is told to the client, and with which bits (RFC 2217 §3, SET-…-MASK, and §4).
/// Some bits are levels, which are told when they change; the others are events, which are told when they happen.
/// </summary>
/// <remarks>
/// The RFC tells a change only where something is left of the state under the mask. Here it also tells that the last
/// unmasked level went off: a client that masked the change bits would never learn it.
/// A mutable structure: keep it in a field and never copy it.
/// </remarks>
internal struct StateNotifier(byte mask)
{
    private byte _levels;
    private byte _events;
    private byte _news;

    /// <summary>The bits that the client wants to see.</summary>
    public byte Mask { get; set; } = mask;

    /// <summary>The levels as last reported.</summary>
    public readonly byte Levels => _levels;

    /// <summary>Whether anything under the mask is news to the client.</summary>
    public readonly bool HasNews => (_news & Mask) != 0;

    /// <summary>Takes in a state. What happened is kept until it is told or forgotten.</summary>
    public void Report(byte levels, byte events)
    {
        _news |= (byte)((_levels ^ levels) | events);
        _events |= events;
        _levels = levels;
    }

    /// <summary>The value to tell; then nothing is news any more.</summary>
    public byte Take()
    {
        byte value = (byte)((_levels | _events) & Mask);
        Forget();
        return value;
    }

    /// <summary>Drops what was not told.</summary>
    public void Forget() => _news = _events = 0;
}
