using System.Globalization;
using System.Text;
using Gantry.Rfc2217.Telnet;
using Gantry.Serial;
using Gantry.Sharing.Ports;

namespace Gantry.Sharing.Clients;

/// <summary>
/// What the device says, on its way to one client: at once where the client takes it, else kept up to a cap. Whoever writes
/// to the port holds the device back with a full feed; a watcher loses its oldest bytes, and is told. It belongs to the
/// loop's thread.
/// </summary>
internal sealed class ClientFeed(ClientSocket socket, LoopBuffers buffers)
{
    private const int MostKept = 64 * 1024;

    private readonly ByteFifo _kept = new();
    private long _untold;
    private bool _isHeld;

    /// <summary>Whether bytes 255 are doubled.</summary>
    public bool IsTelnet { get; set; }

    /// <summary>Bytes that may be kept before the oldest are lost; null for one that holds the device back instead.</summary>
    public int? LosesBeyond { get; set; }

    /// <summary>Bytes that were lost since the last look.</summary>
    public long Lost { get; private set; }

    /// <summary>Whether nothing is sent for now.</summary>
    public bool IsHeld
    {
        get => _isHeld;
        set
        {
            _isHeld = value;
            Pump();
        }
    }

    /// <summary>Whether the device must be held back.</summary>
    public bool IsFull => LosesBeyond is null && _kept.Count >= MostKept;

    /// <summary>Whether something is kept.</summary>
    public bool IsEmpty => _kept.IsEmpty;

    /// <summary>Sends or keeps what the device said.</summary>
    public void Add(ReadOnlySpan<byte> data)
    {
        if (!_isHeld && _kept.IsEmpty && socket.Unsent == 0)
        {
            Send(data);
            return;
        }
        _kept.Append(data);
        if (LosesBeyond is { } most && _kept.Count > most)
            Lose(_kept.Count - most);
    }

    /// <summary>Sends what is kept, as far as the client takes it.</summary>
    public void Pump()
    {
        while (!_isHeld && !_kept.IsEmpty && socket.Unsent == 0)
        {
            TellLoss();
            ReadOnlySpan<byte> part = _kept.Span[..Math.Min(_kept.Count, LoopBuffers.Size)];
            Send(part);
            // A connection that broke over it has discarded all.
            _kept.Skip(Math.Min(part.Length, _kept.Count));
        }
    }

    /// <summary>Throws away what is kept.</summary>
    public void Discard() => _kept.Clear();

    /// <summary>The bytes lost since the last call.</summary>
    public long TakeLost()
    {
        long lost = Lost;
        Lost = 0;
        return lost;
    }

    private void Lose(int count)
    {
        _kept.Skip(count);
        _untold += count;
        Lost += count;
    }

    private void TellLoss()
    {
        if (_untold == 0)
            return;
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"\r\n[gantry: {_untold} bytes lost, this connection was too slow]\r\n"
        );
        _untold = 0;
        socket.Send(Encoding.ASCII.GetBytes(text));
    }

    private void Send(ReadOnlySpan<byte> data)
    {
        if (!IsTelnet || !data.Contains((byte)TelnetCommand.InterpretAsCommand))
        {
            socket.Send(data);
            return;
        }
        TelnetWriter.WriteData(buffers.Encoded, data);
        socket.Send(buffers.Encoded.Span);
        buffers.Encoded.Clear();
    }
}
