using System.Globalization;
using System.Text;
using System.Text.Json;
using Gantry.Sharing.Monitoring;

namespace Gantry.Cli;

/// <summary>Prints what a monitor sees: lines and alerts on the output, how the connection stands on the error stream.</summary>
/// <param name="times">Whether lines begin with their times.</param>
/// <param name="hex">Whether bytes are shown in hexadecimal.</param>
/// <param name="onlyAlerts">Whether lines without an alert are left out.</param>
/// <param name="logPath">A file that gets all lines, too.</param>
internal sealed class MonitorOutput(bool times, bool hex, bool onlyAlerts, string? logPath)
    : IMonitorOutput,
        IDisposable
{
    private const int BytesPerLine = 16;

    private readonly StreamWriter? _log = logPath is null ? null : OpenLog(logPath);
    private bool _isOpen;

    /// <inheritdoc/>
    public void Status(DateTimeOffset time, string text) => Console.Error.WriteLine($"[{Stamp(time)}] {text}");

    /// <inheritdoc/>
    public void Line(DateTimeOffset time, ReadOnlySpan<byte> bytes, bool isWhole)
    {
        string text = hex ? Hexadecimal(bytes) : Printable(bytes);
        _log?.WriteLine($"[{Stamp(time)}] {text}");
        if (onlyAlerts)
            return;
        string stamp = times && !_isOpen ? $"[{Stamp(time)}] " : "";
        if (isWhole || hex)
            Console.WriteLine(stamp + text);
        else
            Console.Write(stamp + text);
        _isOpen = !isWhole && !hex;
    }

    /// <inheritdoc/>
    public void Alert(DateTimeOffset time, AlertPattern pattern, string line)
    {
        var alert = new MonitorAlert(pattern.Category, pattern.Pattern.ToString(), line, time);
        Console.WriteLine(JsonSerializer.Serialize(alert, MonitorJson.Default.MonitorAlert));
    }

    /// <inheritdoc/>
    public void Dispose() => _log?.Dispose();

    private static StreamWriter OpenLog(string path)
    {
        try
        {
            return new StreamWriter(path, append: true) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The log {path} cannot be written: {e.Message}", e);
        }
    }

    private static string Stamp(DateTimeOffset time) =>
        time.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Bytes from a device may be commands to the terminal; those are shown, not obeyed.</summary>
    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        if (!text.Any(c => char.IsControl(c) && c != '\t'))
            return text;
        var shown = new StringBuilder();
        foreach (char c in text)
        {
            if (char.IsControl(c) && c != '\t')
                shown.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
            else
                shown.Append(c);
        }
        return shown.ToString();
    }

    private static string Hexadecimal(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        for (int at = 0; at < bytes.Length; at += BytesPerLine)
        {
            ReadOnlySpan<byte> part = bytes[at..Math.Min(bytes.Length, at + BytesPerLine)];
            if (at > 0)
                text.Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"{at:x4} ");
            foreach (byte b in part)
                text.Append(CultureInfo.InvariantCulture, $" {b:x2}");
            text.Append(' ', 3 * (BytesPerLine - part.Length) + 2);
            foreach (byte b in part)
                text.Append(b is >= 0x20 and < 0x7F ? (char)b : '.');
        }
        return text.ToString();
    }
}
