using Gantry.Rfc2217.Telnet;

namespace Gantry.Serial.Network;

/// <summary>
/// What a connection is to send: encoded bytes in order, and the rest of one write that waits for room. Two buffers take
/// turns, one being filled while the other is on its way. All of this happens under its owner's lock.
/// </summary>
internal sealed class OutgoingBytes
{
    private const int Kept = 4096;

    private readonly WaitingCall _writing = new();
    private ByteFifo _filling = new(Kept);
    private ByteFifo _sending = new(Kept);
    private ReadOnlyMemory<byte> _rest;

    /// <summary>Encoded data that waits to be sent before the writer has to wait.</summary>
    public const int Cap = 64 * 1024;

    /// <summary>Gets what is to be sent beside the data: requests and answers.</summary>
    public ByteFifo Buffer => _filling;

    /// <summary>Whether nothing waits to be sent; something may be on its way.</summary>
    public bool IsEmpty => _filling.IsEmpty;

    /// <summary>Puts data in, and waits for room where it does not fit.</summary>
    public ValueTask Write(ReadOnlyMemory<byte> data)
    {
        _rest = data;
        EncodeWhatFits();
        return _rest.IsEmpty ? ValueTask.CompletedTask : _writing.BeginWithoutResult();
    }

    /// <summary>Hands over all that waits; it is the sender's until the next call.</summary>
    public ByteFifo TakeAll()
    {
        (_sending, _filling) = (_filling, _sending);
        EncodeWhatFits();
        if (_rest.IsEmpty)
            _writing.Complete();
        return _sending;
    }

    /// <summary>Ends a waiting write; what is left of it is not sent.</summary>
    public void Fail(Exception cause)
    {
        _rest = default;
        _writing.Fail(cause);
    }

    private void EncodeWhatFits()
    {
        int count = Math.Clamp(Cap - _filling.Count, 0, _rest.Length);
        TelnetWriter.WriteData(_filling, _rest.Span[..count]);
        _rest = _rest[count..];
    }
}
