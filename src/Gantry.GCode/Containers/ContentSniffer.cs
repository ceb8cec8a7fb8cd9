namespace Gantry.GCode.Containers;

/// <summary>Tells what a file is by its first bytes.</summary>
public static class ContentSniffer
{
    /// <summary>Bytes worth giving to <see cref="Detect(ReadOnlySpan{byte}, long)"/>.</summary>
    public const int HeadBytes = 4096;

    private const int StlHeadBytes = 84;

    /// <summary>Tells what a file is.</summary>
    /// <param name="head">The first bytes of the file, at best <see cref="HeadBytes"/> of them.</param>
    public static ContentKind Detect(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return ContentKind.Empty;
        if (DetectMagic(head) is { } kind)
            return kind;
        return LooksBinary(head) ? ContentKind.UnknownBinary : DetectText(head);
    }

    /// <summary>
    /// Tells what a file is of which the length is known, too: that of a binary STL is told by its count of triangles, and its
    /// first 80 bytes may be anything.
    /// </summary>
    public static ContentKind Detect(ReadOnlySpan<byte> head, long length)
    {
        ContentKind kind = Detect(head);
        return kind == ContentKind.UnknownBinary && head.Length >= StlHeadBytes && length == StlLength(head)
            ? ContentKind.Model
            : kind;
    }

    /// <summary>A header, a count and 50 bytes for each triangle.</summary>
    private static long StlLength(ReadOnlySpan<byte> head) =>
        StlHeadBytes + 50L * System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(head[80..]);

    /// <summary>The kind in words, to go into a sentence after "This is".</summary>
    public static string Describe(ContentKind kind) =>
        kind switch
        {
            ContentKind.Empty => "an empty file",
            ContentKind.Text => "text",
            ContentKind.Gzip => "a gzip file",
            ContentKind.Zip => "a zip archive (UFP and 3MF are such)",
            ContentKind.BinaryGCode => "Prusa's binary G-code",
            ContentKind.MeatPack => "G-code packed by MeatPack",
            ContentKind.Utf16 => "text in UTF-16",
            ContentKind.Picture => "a picture",
            ContentKind.Model => "a 3D model that is not sliced yet",
            ContentKind.WebPage => "a web page, perhaps the answer to a failed download",
            ContentKind.OtherArchive => "an archive",
            ContentKind.Program => "a program",
            ContentKind.Document => "a document",
            _ => "binary data",
        };

    private static ContentKind? DetectMagic(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0x1F, 0x8B]))
            return ContentKind.Gzip;
        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return ContentKind.Zip;
        if (head.StartsWith("GCDE"u8))
            return ContentKind.BinaryGCode;
        if (head.StartsWith<byte>([0xFF, 0xFF, 0xFB]))
            return ContentKind.MeatPack;
        if (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]))
            return ContentKind.Utf16;
        if (
            head.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G'])
            || head.StartsWith<byte>([0xFF, 0xD8, 0xFF])
            || head.StartsWith("GIF8"u8)
            || head.StartsWith("qoif"u8)
            || head.StartsWith("RIFF"u8)
        )
            return ContentKind.Picture;
        if (
            head.StartsWith<byte>([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'])
            || head.StartsWith<byte>([(byte)'7', (byte)'z', 0xBC, 0xAF])
            || head.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD])
            || head.StartsWith("BZh"u8)
            || head.StartsWith("Rar!"u8)
        )
            return ContentKind.OtherArchive;
        if (head.StartsWith<byte>([0x7F, (byte)'E', (byte)'L', (byte)'F']) || head.StartsWith("MZ"u8))
            return ContentKind.Program;
        return head.StartsWith("%PDF-"u8) ? ContentKind.Document : null;
    }

    private static ContentKind DetectText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("\uFEFF"u8))
            head = head[3..];
        head = head.TrimStart(" \t\r\n"u8);
        if (head.StartsWith("solid "u8) && head.IndexOf("facet"u8) > 0)
            return ContentKind.Model;
        if (StartsWithIgnoreCase(head, "<!doctype html"u8) || StartsWithIgnoreCase(head, "<html"u8))
            return ContentKind.WebPage;
        return ContentKind.Text;
    }

    private static bool StartsWithIgnoreCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> prefix) =>
        text.Length >= prefix.Length && System.Text.Ascii.EqualsIgnoreCase(text[..prefix.Length], prefix);

    /// <summary>No text holds a NUL, and hardly any control character but white space.</summary>
    private static bool LooksBinary(ReadOnlySpan<byte> head)
    {
        int controls = 0;
        foreach (byte b in head)
        {
            if (b == 0)
                return true;
            if (b < 0x20 && b is not (0x08 or 0x09 or 0x0A or 0x0B or 0x0C or 0x0D or 0x1A or 0x1B))
                controls++;
        }
        return controls > 0 && controls * 100 >= head.Length;
    }
}
