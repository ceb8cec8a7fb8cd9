using System.Buffers;
using System.Buffers.Text;

namespace Gantry.GCode.Analysis;

/// <summary>
/// Puts pictures together from comments: <c>thumbnail[_FORMAT] begin WxH SIZE</c>, base64 lines, <c>thumbnail end</c>
/// (PrusaSlicer and its family, Cura's plug-ins), Creality's <c>jpg begin</c> and <c>png begin</c>, and Snapmaker's
/// <c>thumbnail: data:image/…;base64,…</c> on one line.
/// </summary>
internal sealed class ThumbnailCollector
{
    private const int MaxCount = 16;

    /// <summary>Base64 of 1 MiB; slicers write 10 to 300 kB.</summary>
    private const int MaxTextBytes = 1_400_000;

    private readonly List<Thumbnail> _thumbnails = [];
    private ArrayBufferWriter<byte>? _text;
    private bool _inside;

    public IReadOnlyList<Thumbnail> Thumbnails => _thumbnails;

    /// <summary>Whether the next comments are lines of a picture.</summary>
    public bool Inside => _inside;

    /// <summary>Takes a comment that may begin a picture.</summary>
    /// <returns>Whether it does.</returns>
    public bool TryBegin(ReadOnlySpan<byte> comment)
    {
        if (!IsMark(comment))
            return false;
        int data = comment.IndexOf("base64,"u8);
        if (data > 0)
        {
            Start();
            Append(comment[(data + 7)..]);
            Finish();
            return true;
        }
        if (comment.IndexOf(" begin"u8) < 0)
            return false;
        Start();
        return true;
    }

    /// <summary>Takes a comment while <see cref="Inside"/>.</summary>
    public void Continue(ReadOnlySpan<byte> comment)
    {
        if (IsMark(comment))
            Finish();
        else
            Append(comment);
    }

    /// <summary>Takes a whole picture from elsewhere. Damaged ones are dropped.</summary>
    public void Add(ReadOnlySpan<byte> data)
    {
        if (_thumbnails.Count >= MaxCount || ImageHeader.Read(data) is not { } header)
            return;
        _thumbnails.Add(new Thumbnail(header.Format, header.Width, header.Height, data.ToArray()));
    }

    /// <summary>A command between the lines: the picture is damaged.</summary>
    public void Abort() => _inside = false;

    private static bool IsMark(ReadOnlySpan<byte> comment) =>
        comment.StartsWith("thumbnail"u8) || comment.StartsWith("jpg "u8) || comment.StartsWith("png "u8);

    private void Start()
    {
        _text ??= new ArrayBufferWriter<byte>(16 * 1024);
        _text.ResetWrittenCount();
        _inside = true;
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        if (_text!.WrittenCount + line.Length <= MaxTextBytes)
            _text.Write(line);
        else
            _inside = false;
    }

    private void Finish()
    {
        if (!_inside)
            return;
        _inside = false;
        byte[] data = new byte[Base64.GetMaxDecodedFromUtf8Length(_text!.WrittenCount)];
        if (Base64.DecodeFromUtf8(_text.WrittenSpan, data, out _, out int count) == OperationStatus.Done)
            Add(data.AsSpan(0, count));
    }
}
