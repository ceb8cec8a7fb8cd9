using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gantry.GCode.Containers;

/// <summary>
/// A file that G-code comes out of: plain text, gzip, UFP (Ultimaker's zip), a sliced 3MF of one plate, or Prusa's binary
/// G-code. Its content decides, not its name. May be read by several readers, one after the other or at once.
/// </summary>
public sealed class GCodeFile : IDisposable
{
    private const string UfpModel = "3D/model.gcode";
    private const string UfpThumbnail = "Metadata/thumbnail.png";
    private const string UfpMaterials = "Materials/";

    private readonly SafeFileHandle _file;
    private readonly Func<Stream>? _open;
    private readonly List<byte[]> _pictures = [];
    private readonly List<KeyValuePair<string, string>> _metadata = [];

    private GCodeFile(SafeFileHandle file, ContentKind kind, Func<Stream>? open)
    {
        _file = file;
        Kind = kind;
        _open = open;
    }

    /// <summary>What the file is.</summary>
    public ContentKind Kind { get; }

    /// <summary>Whether the G-code lies in the file as it is, so that a place in one is a place in the other.</summary>
    public bool IsPlain => _open is null;

    /// <summary>The material files that a UFP carries, by name.</summary>
    public IReadOnlyList<string> MaterialFiles { get; private set; } = [];

    /// <summary>What the container says besides the G-code, as the metadata of binary G-code.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata => _metadata;

    /// <summary>The pictures that the container carries besides the G-code, coded.</summary>
    internal IReadOnlyList<byte[]> Pictures => _pictures;

    /// <summary>Opens a file and finds out what it is.</summary>
    /// <exception cref="GCodeContainerException">No G-code can come out of it; the message says why and what to do.</exception>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static async Task<GCodeFile> OpenAsync(
        string path,
        UnpackLimits? limits = null,
        CancellationToken cancellationToken = default
    )
    {
        SafeFileHandle file = File.OpenHandle(path, options: FileOptions.Asynchronous);
        try
        {
            return await OpenAsync(file, limits ?? new UnpackLimits(), cancellationToken);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads the commands.</summary>
    public GCodeReader CreateReader() => new(CreateSource());

    /// <summary>Opens the G-code as a stream, to be read asynchronously.</summary>
    public Stream OpenStream() => _open?.Invoke() ?? new FileRangeStream(_file, 0, RandomAccess.GetLength(_file));

    /// <summary>Writes the G-code as plain text to a stream.</summary>
    /// <exception cref="GCodeContainerException">The file is damaged inside, or a bomb.</exception>
    public async Task ExtractAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        await using Stream stream = OpenStream();
        await stream.CopyToAsync(destination, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    internal ByteSource CreateSource() =>
        _open is null ? new FileByteSource(_file, ownsHandle: false) : new ReopeningByteSource(_open);

    private static async Task<GCodeFile> OpenAsync(
        SafeFileHandle file,
        UnpackLimits limits,
        CancellationToken cancellationToken
    )
    {
        byte[] head = new byte[ContentSniffer.HeadBytes];
        long length = LengthOf(file);
        int count = await RandomAccess.ReadAsync(file, head, 0, cancellationToken);
        ContentKind kind = ContentSniffer.Detect(head.AsSpan(0, count), length);
        return kind switch
        {
            ContentKind.Text => new GCodeFile(file, kind, null),
            ContentKind.Gzip => new GCodeFile(file, kind, () => Unzip(file, limits)),
            ContentKind.Zip => await OpenZipAsync(file, limits, cancellationToken),
            ContentKind.BinaryGCode => await OpenBinaryAsync(file, limits, cancellationToken),
            ContentKind.Empty => throw new GCodeContainerException(kind, "The file is empty. Send it again."),
            _ => throw new GCodeContainerException(
                kind,
                $"This is {ContentSniffer.Describe(kind)}. Gantry takes G-code as text, gzip, UFP, sliced 3MF and Prusa's binary G-code."
            ),
        };
    }

    /// <summary>What is packed is read from several places at once, and everything more than once.</summary>
    private static long LengthOf(SafeFileHandle file)
    {
        try
        {
            return RandomAccess.GetLength(file);
        }
        catch (NotSupportedException e)
        {
            throw new IOException("This is a pipe or a device, not a file. Save what comes out of it first.", e);
        }
    }

    private static UnpackingStream Unzip(SafeFileHandle file, UnpackLimits limits)
    {
        var gzip = new GzipFileStream(file);
        return new UnpackingStream(gzip, () => gzip.PackedBytes, ContentKind.Gzip, limits, crc: null);
    }

    private static async Task<GCodeFile> OpenZipAsync(
        SafeFileHandle file,
        UnpackLimits limits,
        CancellationToken cancellationToken
    )
    {
        ZipArchiveFile archive = await ZipArchiveFile.OpenAsync(file, limits, cancellationToken);
        ZipEntry model = archive.Find(UfpModel) ?? FindPlate(archive);
        var opened = new GCodeFile(file, ContentKind.Zip, () => archive.Open(model))
        {
            MaterialFiles =
            [
                .. archive
                    .Entries.Where(e => e.Name.StartsWith(UfpMaterials, StringComparison.OrdinalIgnoreCase))
                    .Select(e => e.Name[UfpMaterials.Length..]),
            ],
        };
        string picture = Path.ChangeExtension(model.Name, ".png");
        ZipEntry? thumbnail = archive.Find(UfpThumbnail) ?? archive.Find(picture);
        if (thumbnail is not null && await archive.ReadAsync(thumbnail, cancellationToken) is { } data)
            opened._pictures.Add(data);
        return opened;
    }

    /// <summary>Bambu Studio and OrcaSlicer put <c>Metadata/plate_1.gcode</c> and so on into a sliced 3MF.</summary>
    private static ZipEntry FindPlate(ZipArchiveFile archive)
    {
        ZipEntry[] plates =
        [
            .. archive.Entries.Where(e => e.Name.EndsWith(".gcode", StringComparison.OrdinalIgnoreCase)),
        ];
        return plates.Length switch
        {
            1 => plates[0],
            0 => throw new GCodeContainerException(
                ContentKind.Zip,
                "The zip archive holds no G-code. If it is a 3MF project, slice it first and export the sliced plate."
            ),
            _ => throw new GCodeContainerException(
                ContentKind.Zip,
                $"The archive holds {plates.Length} plates; a print is one. Export the plate alone."
            ),
        };
    }

    private static async Task<GCodeFile> OpenBinaryAsync(
        SafeFileHandle file,
        UnpackLimits limits,
        CancellationToken cancellationToken
    )
    {
        BinaryGCodeFile binary = await BinaryGCodeFile.OpenAsync(file, limits, cancellationToken);
        var opened = new GCodeFile(file, ContentKind.BinaryGCode, () => new BinaryGCodeStream(binary));
        long total = 0;
        foreach (BinaryBlock block in binary.Blocks)
        {
            if (block.Type == BinaryBlockType.GCode || block.Size > limits.MaxPartBytes)
                continue;
            byte[] data = await binary.ReadAsync(block, cancellationToken);
            if (block.Type == BinaryBlockType.Thumbnail)
                opened._pictures.Add(data);
            else
                opened.ReadIni(data);
            // A file of nothing but metadata must not fill the memory.
            total += data.Length;
            if (total > 4L * limits.MaxPartBytes)
                throw BinaryGCodeFile.Damaged("it has more metadata than any print needs");
        }
        return opened;
    }

    private void ReadIni(byte[] data)
    {
        foreach (string line in Encoding.UTF8.GetString(data).Split('\n'))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                _metadata.Add(new(line[..equals].Trim(), line[(equals + 1)..].Trim()));
        }
    }
}
