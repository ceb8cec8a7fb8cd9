using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Gantry.Serial.HotPlug;

/// <summary>
/// Understands what udev sends to its listeners: a header of 40 bytes, then <c>NAME=value</c> texts with a zero byte after each.
/// Header: "libudev" and a zero byte, the magic number in network order, then in the machine's order its own length, where
/// the texts begin and how long they are, and hashes for filters (systemd's src/libsystemd/sd-device/device-monitor.c).
/// </summary>
internal static class UeventParser
{
    /// <summary>Longest message that is read; udev itself sends at most 8 kB.</summary>
    public const int MostBytes = 16 * 1024;

    private const uint Magic = 0xFEEDCAFE;
    private const int OffsetAt = 16;
    private const int LengthAt = 20;
    private const int HeaderLength = 40;
    private const int LongestName = 128;

    private static ReadOnlySpan<byte> Prefix => "libudev\0"u8;

    /// <summary>Understands a message; false for everything that is not one of udev's, or has no subsystem.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, out Uevent uevent)
    {
        uevent = default;
        if (!TryFindTexts(message, out ReadOnlySpan<byte> texts))
            return false;
        UeventAction action = UeventAction.Other;
        string subsystem = "";
        string node = "";
        while (!texts.IsEmpty)
        {
            int end = texts.IndexOf((byte)0);
            ReadOnlySpan<byte> text = end < 0 ? texts : texts[..end];
            texts = end < 0 ? [] : texts[(end + 1)..];
            if (After(text, "ACTION="u8, out ReadOnlySpan<byte> value))
                action = ActionOf(value);
            else if (After(text, "SUBSYSTEM="u8, out value))
                subsystem = Name(value);
            else if (After(text, "DEVNAME="u8, out value))
                node = Node(value);
        }
        uevent = new Uevent(action, subsystem, node);
        return subsystem.Length > 0;
    }

    private static bool TryFindTexts(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> texts)
    {
        texts = default;
        if (message.Length is < HeaderLength or > MostBytes || !message.StartsWith(Prefix))
            return false;
        if (BinaryPrimitives.ReadUInt32BigEndian(message[Prefix.Length..]) != Magic)
            return false;
        uint offset = MemoryMarshal.Read<uint>(message[OffsetAt..]);
        uint length = MemoryMarshal.Read<uint>(message[LengthAt..]);
        if (offset < HeaderLength || offset > message.Length || length > message.Length - offset)
            return false;
        texts = message.Slice((int)offset, (int)length);
        return true;
    }

    private static bool After(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        bool found = text.StartsWith(name);
        value = found ? text[name.Length..] : default;
        return found;
    }

    private static UeventAction ActionOf(ReadOnlySpan<byte> value) =>
        value.SequenceEqual("add"u8) ? UeventAction.Add
        : value.SequenceEqual("remove"u8) ? UeventAction.Remove
        : UeventAction.Other;

    /// <summary>The node's name: with or without <c>/dev/</c>; nodes in folders of their own are no ttys.</summary>
    private static string Node(ReadOnlySpan<byte> value)
    {
        if (value.StartsWith("/dev/"u8))
            value = value["/dev/"u8.Length..];
        return value.Contains((byte)'/') ? "" : Name(value);
    }

    private static string Name(ReadOnlySpan<byte> value) =>
        value.Length <= LongestName && !value.ContainsAnyExceptInRange((byte)0x21, (byte)0x7E)
            ? Encoding.ASCII.GetString(value)
            : "";
}
