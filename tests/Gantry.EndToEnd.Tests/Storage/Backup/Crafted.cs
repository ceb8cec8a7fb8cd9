using System.Formats.Tar;

namespace Gantry.EndToEnd.Tests.Storage.Backup;

/// <summary>Backups that somebody has tampered with.</summary>
internal static class Crafted
{
    /// <summary>Writes a backup anew, with each entry as it is given back: none, itself, or others.</summary>
    public static void Rewrite(string from, string to, Func<TarEntry, IEnumerable<TarEntry>> change)
    {
        using FileStream source = File.OpenRead(from);
        using var reader = new TarReader(source);
        using FileStream destination = File.Create(to);
        using var writer = new TarWriter(destination, TarEntryFormat.Ustar);
        while (reader.GetNextEntry(copyData: true) is { } entry)
            foreach (TarEntry changed in change(entry))
                writer.WriteEntry(changed);
    }

    public static TarEntry Entry(TarEntryType type, string name, byte[]? data = null, string? link = null)
    {
        var entry = new UstarTarEntry(type, name);
        if (data is not null)
            entry.DataStream = new MemoryStream(data);
        if (link is not null)
            entry.LinkName = link;
        return entry;
    }

    public static byte[] Data(TarEntry entry)
    {
        var all = new MemoryStream();
        entry.DataStream?.CopyTo(all);
        return all.ToArray();
    }
}
