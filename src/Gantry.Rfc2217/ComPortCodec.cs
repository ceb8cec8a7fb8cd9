using System.Buffers;
using System.Buffers.Binary;
using Gantry.Rfc2217.Telnet;

namespace Gantry.Rfc2217;

/// <summary>Reads and writes what stands behind the option byte of a COM-PORT-OPTION sub-negotiation (RFC 2217 §2–§5).</summary>
internal static class ComPortCodec
{
    /// <summary>Reads a client's command; false when it has no such code, or not the length that its code wants.</summary>
    /// <remarks>
    /// SET-BAUDRATE with one byte, a table index that some Cisco products send, is not read: the same bytes come from
    /// a client that lost three, and no printer's speed may depend on a guess.
    /// </remarks>
    public static bool TryReadRequest(ReadOnlySpan<byte> command, out ComPortRequest request)
    {
        request = default;
        if (command.IsEmpty || Kind(command[0]) is not { } kind)
            return false;
        ReadOnlySpan<byte> value = command[1..];
        switch (command[0])
        {
            case ComPortCode.Signature:
                request = new(kind, value.IsEmpty ? ComPortIntent.Query : ComPortIntent.Set);
                return true;
            case ComPortCode.NotifyLineState or ComPortCode.NotifyModemState:
                request = new(kind, ComPortIntent.Query);
                return true;
            case ComPortCode.FlowControlSuspend or ComPortCode.FlowControlResume:
                request = new(kind, ComPortIntent.Set);
                return true;
            case ComPortCode.SetBaudRate:
                if (value.Length != sizeof(uint))
                    return false;
                request = Valued(kind, BinaryPrimitives.ReadUInt32BigEndian(value));
                return true;
            case ComPortCode.SetControl when value.Length == 1:
                request = Control(value[0]);
                return true;
            default:
                if (value.Length != 1)
                    return false;
                request = Valued(kind, value[0]);
                return true;
        }
    }

    /// <summary>Writes a client's command.</summary>
    public static void WriteRequest(IBufferWriter<byte> output, in ComPortRequest request)
    {
        uint? value = request.Intent == ComPortIntent.Query ? null : request.Value;
        Write(output, request.Kind, value, fromServer: 0);
    }

    /// <summary>
    /// Reads an answer of the server: its kind, and its value where it makes a statement. False for what is no answer
    /// but a message of its own (SIGNATURE, NOTIFY-…, FLOWCONTROL-…), and for what cannot be understood.
    /// </summary>
    public static bool TryReadAnswer(ReadOnlySpan<byte> command, out ComPortRequestKind kind, out uint? value)
    {
        kind = default;
        value = null;
        if (command.Length < 2 || Kind(command[0] - ComPortCode.FromServer) is not { } known)
            return false;
        kind = known;
        switch (command[0] - ComPortCode.FromServer)
        {
            case ComPortCode.SetBaudRate when command.Length == 1 + sizeof(uint):
                value = BinaryPrimitives.ReadUInt32BigEndian(command[1..]);
                return true;
            case ComPortCode.SetControl when command.Length == 2 && command[1] <= ComPortControl.Last:
                (kind, value) = ComPortControl.Read(command[1]);
                return true;
            case ComPortCode.SetDataSize or ComPortCode.SetParity or ComPortCode.SetStopSize:
            case ComPortCode.SetLineStateMask or ComPortCode.SetModemStateMask or ComPortCode.PurgeData:
                value = command[1];
                return command.Length == 2;
            default:
                return false;
        }
    }

    /// <summary>Writes an answer of the server.</summary>
    public static void WriteAnswer(IBufferWriter<byte> output, ComPortRequestKind kind, uint value) =>
        Write(output, kind, value, ComPortCode.FromServer);

    private static void Write(IBufferWriter<byte> output, ComPortRequestKind kind, uint? value, byte fromServer)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        byte code = Code(kind);
        switch (code)
        {
            case ComPortCode.SetBaudRate:
                BinaryPrimitives.WriteUInt32BigEndian(bytes, value ?? 0);
                break;
            case ComPortCode.SetControl:
                bytes[0] = ComPortControl.Write(kind, value);
                bytes = bytes[..1];
                break;
            case ComPortCode.Signature or ComPortCode.FlowControlSuspend or ComPortCode.FlowControlResume:
            case ComPortCode.NotifyLineState or ComPortCode.NotifyModemState when fromServer == 0:
                bytes = default;
                break;
            default:
                bytes[0] = (byte)(value ?? 0);
                bytes = bytes[..1];
                break;
        }
        TelnetWriter.WriteComPort(output, (byte)(code + fromServer), bytes);
    }

    private static ComPortRequest Control(byte control)
    {
        // An unknown value belongs to no group; its answer is the flow control in use, the group of the first values.
        if (control > ComPortControl.Last)
            return new(ComPortRequestKind.FlowControl, ComPortIntent.Invalid, control);
        (ComPortRequestKind kind, uint? value) = ComPortControl.Read(control);
        return new(kind, value is null ? ComPortIntent.Query : ComPortIntent.Set, value ?? 0);
    }

    private static ComPortRequest Valued(ComPortRequestKind kind, uint value)
    {
        ComPortIntent intent = kind switch
        {
            ComPortRequestKind.LineStateMask or ComPortRequestKind.ModemStateMask => ComPortIntent.Set,
            ComPortRequestKind.Purge => Set(value is >= (uint)ComPortPurge.Receive and <= (uint)ComPortPurge.Both),
            _ when value == 0 => ComPortIntent.Query,
            ComPortRequestKind.DataSize => Set(value is >= 5 and <= 8),
            ComPortRequestKind.Parity => Set(value <= (uint)ComPortParity.Space),
            ComPortRequestKind.StopSize => Set(value <= (uint)ComPortStopSize.OneAndHalf),
            _ => ComPortIntent.Set,
        };
        return new(kind, intent, value);

        static ComPortIntent Set(bool valid) => valid ? ComPortIntent.Set : ComPortIntent.Invalid;
    }

    /// <summary>The kind that a client's code begins; for SET-CONTROL its first group, which its value may change.</summary>
    private static ComPortRequestKind? Kind(int code) =>
        code is >= ComPortCode.Signature and <= ComPortCode.PurgeData ? (ComPortRequestKind)code : null;

    private static byte Code(ComPortRequestKind kind) =>
        kind <= ComPortRequestKind.Purge ? (byte)kind : ComPortCode.SetControl;
}
