using System.IO.Compression;
using System.Text;

namespace Gantry.Tests.GCode;

/// <summary>The files under tests/data.</summary>
internal static class TestData
{
    public static string Folder { get; } = Find();

    public static string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>The bytes of a file, decompressed when only <c>name.gz</c> is there.</summary>
    public static byte[] Bytes(string name)
    {
        string path = PathOf(name);
        if (File.Exists(path))
            return File.ReadAllBytes(path);
        using var gzip = new GZipStream(File.OpenRead(path + ".gz"), CompressionMode.Decompress);
        var all = new MemoryStream();
        gzip.CopyTo(all);
        return all.ToArray();
    }

    public static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gantry.slnx")))
            folder = folder.Parent;
        return Path.Combine(
            folder?.FullName ?? throw new InvalidOperationException("Not in the repository."),
            "tests",
            "data"
        );
    }
}
