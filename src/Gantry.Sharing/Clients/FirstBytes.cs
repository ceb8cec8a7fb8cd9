using Gantry.Rfc2217.Telnet;
using Gantry.Sharing.Policies;

namespace Gantry.Sharing.Clients;

/// <summary>Judges a client by the first bytes that it sends.</summary>
internal static class FirstBytes
{
    /// <summary>The line by which a raw client asks to watch only; CR before its LF is allowed.</summary>
    public static ReadOnlySpan<byte> WatchLine => "?mode=watch"u8;

    /// <summary>What a client's first bytes say.</summary>
    /// <param name="bytes">All that it sent so far, at least one byte.</param>
    /// <param name="mode">Whether it is known already what is spoken; Telnet was recognised without this.</param>
    /// <param name="length">How many of the bytes were said for this, and are no data.</param>
    public static Verdict Judge(ReadOnlySpan<byte> bytes, ShareMode mode, out int length)
    {
        length = 0;
        if (mode == ShareMode.Auto && bytes[0] == (byte)TelnetCommand.InterpretAsCommand)
        {
            if (bytes.Length == 1)
                return Verdict.TooFew;
            // Data of a raw client may begin with 255, but hardly with a Telnet command behind it.
            var command = (TelnetCommand)bytes[1];
            return command is >= TelnetCommand.EndOfFile and < TelnetCommand.InterpretAsCommand
                ? Verdict.Telnet
                : Verdict.Raw;
        }
        int same = bytes.CommonPrefixLength(WatchLine);
        if (same < Math.Min(bytes.Length, WatchLine.Length))
            return Verdict.Raw;
        ReadOnlySpan<byte> end = bytes[same..];
        if (end.StartsWith("\r\n"u8))
            length = same + 2;
        else if (end.StartsWith("\n"u8))
            length = same + 1;
        else
            return end.Length == 0 || (end.Length == 1 && end[0] == '\r') ? Verdict.TooFew : Verdict.Raw;
        return Verdict.RawWatcher;
    }

    /// <summary>A judgement.</summary>
    public enum Verdict
    {
        /// <summary>It takes more bytes.</summary>
        TooFew,

        /// <summary>Telnet.</summary>
        Telnet,

        /// <summary>Raw TCP.</summary>
        Raw,

        /// <summary>Raw TCP, and wants to watch only.</summary>
        RawWatcher,
    }
}
