using System.Buffers.Binary;
using System.Text.Json;

namespace Gantry.Printing.Journal;

/// <summary>Reads a journal that another process left.</summary>
internal static class JournalReader
{
    /// <summary>More than the longest print writes: 200 bytes for each of a million interventions.</summary>
    private const long LongestFile = 256L * 1024 * 1024;

    /// <summary>Reads everything up to the first torn record.</summary>
    /// <exception cref="JournalException">It is no journal, or its beginning is damaged.</exception>
    public static JournalContents Read(string path)
    {
        byte[] bytes;
        try
        {
            if (new FileInfo(path).Length > LongestFile)
                throw new JournalException($"{path} is too large for a journal.");
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or (IOException and not JournalException))
        {
            throw new JournalException($"{path} cannot be read: {e.Message}", e);
        }
        return Parse(path, bytes);
    }

    /// <summary>Reads the bytes of a journal.</summary>
    /// <exception cref="JournalException">It is no journal, or its beginning is damaged.</exception>
    internal static JournalContents Parse(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < JournalFormat.FirstRecord || !bytes.StartsWith(JournalFormat.Magic))
            throw new JournalException($"{path} is not a journal of a print.");
        JournalHeader? header = null;
        var lines = new List<JournalLine>();
        var marks = new List<JournalMark>();
        int at = JournalFormat.FirstRecord;
        while (
            JournalFormat.TryReadRecord(
                bytes[at..],
                out JournalRecordKind kind,
                out ReadOnlySpan<byte> content,
                out int length
            )
        )
        {
            at += length;
            switch (kind)
            {
                case JournalRecordKind.Header:
                    header = JsonSerializer.Deserialize(content, JournalJson.Default.JournalHeader);
                    break;
                case JournalRecordKind.Line when content.Length >= 8:
                    lines.Add(new JournalLine(BinaryPrimitives.ReadInt64LittleEndian(content), content[8..].ToArray()));
                    break;
                case JournalRecordKind.Mark:
                    if (JsonSerializer.Deserialize(content, JournalJson.Default.JournalMark) is { } mark)
                        marks.Add(mark);
                    break;
            }
        }
        if (header is null)
            throw new JournalException(
                $"{path} was torn at its beginning, before the job had sent anything. Start it anew."
            );
        JournalProgress progress = ReadProgress(bytes, header, out long slotCounter);
        return new JournalContents(header, lines, marks, progress, slotCounter, at);
    }

    private static JournalProgress ReadProgress(ReadOnlySpan<byte> bytes, JournalHeader header, out long slotCounter)
    {
        bool first = JournalFormat.TryReadSlot(
            bytes.Slice(JournalFormat.FirstSlot, JournalFormat.SlotSize),
            out long firstCounter,
            out JournalProgress firstProgress
        );
        bool second = JournalFormat.TryReadSlot(
            bytes.Slice(JournalFormat.SecondSlot, JournalFormat.SlotSize),
            out long secondCounter,
            out JournalProgress secondProgress
        );
        slotCounter = Math.Max(first ? firstCounter : 0, second ? secondCounter : 0);
        if (first && (!second || firstCounter > secondCounter))
            return firstProgress;
        return second ? secondProgress : new JournalProgress(header.FirstNumber - 1, header.FirstNumber - 1);
    }
}
