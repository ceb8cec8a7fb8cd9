using System.Buffers;

namespace Gantry.Rfc2217.Telnet;

/// <summary>Writes Telnet sequences (RFC 854, RFC 855). Every byte 255 that is not a command is doubled.</summary>
public static class TelnetWriter
{
    private const byte Iac = (byte)TelnetCommand.InterpretAsCommand;

    /// <summary>The most input bytes that are doubled into one piece of output memory.</summary>
    private const int Chunk = 4096;

    /// <summary>Writes data. Without a byte 255 in it, this is one copy.</summary>
    public static void WriteData(IBufferWriter<byte> output, ReadOnlySpan<byte> data)
    {
        int plain = data.IndexOf(Iac);
        if (plain < 0)
        {
            output.Write(data);
            return;
        }
        output.Write(data[..plain]);
        for (data = data[plain..]; !data.IsEmpty; )
        {
            ReadOnlySpan<byte> part = data[..Math.Min(data.Length, Chunk)];
            output.Advance(Double(part, output.GetSpan(part.Length * 2)));
            data = data[part.Length..];
        }
    }

    /// <summary>Writes <c>IAC BRK</c>, for an access server that has no SET-CONTROL for a break.</summary>
    public static void WriteBreak(IBufferWriter<byte> output) => output.Write([Iac, (byte)TelnetCommand.Break]);

    /// <summary>Writes <c>IAC verb option</c>.</summary>
    internal static void WriteNegotiation(IBufferWriter<byte> output, TelnetCommand verb, byte option) =>
        output.Write([Iac, (byte)verb, option]);

    /// <summary>Writes <c>IAC SB COM-PORT-OPTION code value… IAC SE</c> (RFC 2217 §2).</summary>
    internal static void WriteComPort(IBufferWriter<byte> output, byte code, ReadOnlySpan<byte> value)
    {
        Span<byte> span = output.GetSpan(6 + value.Length * 2);
        span[0] = Iac;
        span[1] = (byte)TelnetCommand.SubnegotiationBegin;
        span[2] = (byte)TelnetOption.ComPort;
        span[3] = code;
        int end = 4 + Double(value, span[4..]);
        span[end] = Iac;
        span[end + 1] = (byte)TelnetCommand.SubnegotiationEnd;
        output.Advance(end + 2);
    }

    /// <summary>Copies bytes and doubles IAC; the result's length, at most twice the source's.</summary>
    private static int Double(ReadOnlySpan<byte> source, Span<byte> target)
    {
        int written = 0;
        while (!source.IsEmpty)
        {
            int plain = source.IndexOf(Iac);
            if (plain < 0)
                plain = source.Length;
            source[..plain].CopyTo(target[written..]);
            written += plain;
            source = source[plain..];
            for (; !source.IsEmpty && source[0] == Iac; source = source[1..])
            {
                target[written++] = Iac;
                target[written++] = Iac;
            }
        }
        return written;
    }
}
