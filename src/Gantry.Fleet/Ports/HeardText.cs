using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Gantry.Fleet.Ports;

/// <summary>
/// What was heard of a device, in which a line is looked for. A line that has ended is looked at once, however often more comes.
/// </summary>
internal sealed class HeardText(Regex? wanted)
{
    /// <summary>What goes on for longer without an end is looked at in pieces of this many bytes.</summary>
    private const int LongestLine = 4096;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private int _open;

    /// <summary>Bytes that were heard.</summary>
    public int Length => _bytes.WrittenCount;

    /// <summary>Takes what came.</summary>
    /// <returns>The first line that fits, also one that has not ended, as a prompt; null when there is none yet.</returns>
    public string? Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.Write(bytes);
        if (wanted is null)
            return null;
        ReadOnlySpan<byte> fresh = _bytes.WrittenSpan[_open..];
        string? found = LinesOf(fresh).FirstOrDefault(wanted.IsMatch);
        int ended = fresh.LastIndexOf((byte)'\n') + 1;
        _open += fresh.Length - ended > LongestLine ? fresh.Length : ended;
        return found;
    }

    /// <summary>All lines, without empty ones.</summary>
    public string[] ToLines() => LinesOf(_bytes.WrittenSpan);

    private static string[] LinesOf(ReadOnlySpan<byte> bytes) =>
        [.. Encoding.UTF8.GetString(bytes).Split('\n').Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0)];
}
