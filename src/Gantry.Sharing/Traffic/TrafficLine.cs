using System.Globalization;
using System.Text;

namespace Gantry.Sharing.Traffic;

/// <summary>One direction's bytes on their way to lines of a log.</summary>
/// <param name="direction">Which way they went.</param>
internal sealed class TrafficLine(TrafficDirection direction)
{
    private const int Longest = 4096;

    private readonly StringBuilder _text = new();

    /// <summary>Whether a line has begun.</summary>
    public bool IsOpen => _text.Length > 0;

    /// <summary>When its first byte passed.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>Adds bytes; whole lines are written.</summary>
    public void Add(DateTimeOffset time, ReadOnlySpan<byte> bytes, StringBuilder output)
    {
        foreach (byte b in bytes)
        {
            if (b == '\n')
            {
                if (!IsOpen)
                    Since = time;
                Write(output);
                continue;
            }
            if (!IsOpen)
                Since = time;
            if (b is >= 0x20 and < 0x7F && b != '\\')
                _text.Append((char)b);
            else if (b != '\r')
                _text.Append(CultureInfo.InvariantCulture, $"\\x{b:x2}");
            if (_text.Length >= Longest)
                Write(output);
        }
    }

    /// <summary>Ends a line that has begun.</summary>
    public void End(StringBuilder output)
    {
        if (IsOpen)
            Write(output);
    }

    private void Write(StringBuilder output)
    {
        string name = direction switch
        {
            TrafficDirection.Received => "RX",
            TrafficDirection.Sent => "TX",
            _ => "INFO",
        };
        output
            .Append(CultureInfo.InvariantCulture, $"[{Since.LocalDateTime:yyyy-MM-dd HH:mm:ss.fff}] [{name}] ")
            .Append(_text)
            .Append('\n');
        _text.Clear();
    }
}
