using System.Text;

namespace Gantry.Sharing.Monitoring;

/// <summary>Cuts a stream into lines with the times of their first bytes.</summary>
internal sealed class LineCutter(IMonitorOutput output, IReadOnlyList<AlertPattern> alerts)
{
    private const int Longest = 4096;

    private readonly byte[] _line = new byte[Longest];
    private int _length;
    private DateTimeOffset _since;

    /// <summary>Whether a line has begun.</summary>
    public bool IsOpen => _length > 0;

    /// <summary>Takes what came.</summary>
    public void Add(DateTimeOffset time, ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (_length == 0)
                _since = time;
            if (b == '\n')
                End(isWhole: true);
            else
                _line[_length++] = b;
            if (_length == Longest)
                End(isWhole: false);
        }
    }

    /// <summary>Shows what there is of a line.</summary>
    public void End(bool isWhole)
    {
        ReadOnlySpan<byte> bytes = _line.AsSpan(0, _length);
        _length = 0;
        if (bytes.EndsWith("\r"u8))
            bytes = bytes[..^1];
        output.Line(_since, bytes, isWhole);
        if (alerts.Count == 0)
            return;
        string text = Encoding.UTF8.GetString(bytes);
        foreach (AlertPattern pattern in alerts)
            if (pattern.Matches(text))
                output.Alert(_since, pattern, text);
    }
}
