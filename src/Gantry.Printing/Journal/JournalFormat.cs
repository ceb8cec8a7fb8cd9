using System.Buffers.Binary;
using System.Numerics;

namespace Gantry.Printing.Journal;

/// <summary>
/// The bytes of a journal. Two slots at fixed places hold the progress and are written in turn, so that a torn write spoils at
/// most the newer one; behind them come records that are only ever added. Every piece carries a CRC-32C.
/// </summary>
internal static class JournalFormat
{
    public const int SlotSize = 32;
    public const int FirstSlot = 64;
    public const int SecondSlot = 128;
    public const int FirstRecord = 512;

    /// <summary>Length, checksum and kind in front of a record's content.</summary>
    public const int RecordHead = 9;

    /// <summary>The longest content: a header with long names. A longer one is damage.</summary>
    public const int LongestContent = 64 * 1024;

    public static ReadOnlySpan<byte> Magic => "GANTRY JOURNAL 1\n"u8;

    /// <summary>A progress slot: counter, last acknowledged line, last line that may have been sent, checksum.</summary>
    public static void WriteSlot(Span<byte> slot, long counter, JournalProgress progress)
    {
        BinaryPrimitives.WriteInt64LittleEndian(slot, counter);
        BinaryPrimitives.WriteInt64LittleEndian(slot[8..], progress.Acknowledged);
        BinaryPrimitives.WriteInt64LittleEndian(slot[16..], progress.SendLimit);
        BinaryPrimitives.WriteUInt32LittleEndian(slot[24..], Checksum(slot[..24]));
    }

    /// <summary>Reads a slot; false when it is torn or was never written.</summary>
    public static bool TryReadSlot(ReadOnlySpan<byte> slot, out long counter, out JournalProgress progress)
    {
        counter = BinaryPrimitives.ReadInt64LittleEndian(slot);
        progress = new JournalProgress(
            BinaryPrimitives.ReadInt64LittleEndian(slot[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(slot[16..])
        );
        return counter > 0 && BinaryPrimitives.ReadUInt32LittleEndian(slot[24..]) == Checksum(slot[..24]);
    }

    /// <summary>A record as its bytes.</summary>
    public static byte[] Record(JournalRecordKind kind, ReadOnlySpan<byte> content)
    {
        byte[] record = new byte[RecordHead + content.Length];
        BinaryPrimitives.WriteInt32LittleEndian(record, content.Length);
        record[8] = (byte)kind;
        content.CopyTo(record.AsSpan(RecordHead));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), Checksum(record.AsSpan(8)));
        return record;
    }

    /// <summary>Reads the record at the beginning; false when it is torn, which ends the journal.</summary>
    public static bool TryReadRecord(
        ReadOnlySpan<byte> bytes,
        out JournalRecordKind kind,
        out ReadOnlySpan<byte> content,
        out int length
    )
    {
        kind = default;
        content = default;
        length = 0;
        if (bytes.Length < RecordHead)
            return false;
        int contentLength = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (contentLength is < 0 or > LongestContent || bytes.Length < RecordHead + contentLength)
            return false;
        length = RecordHead + contentLength;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Checksum(bytes[8..length]))
            return false;
        kind = (JournalRecordKind)bytes[8];
        content = bytes[RecordHead..length];
        return true;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
