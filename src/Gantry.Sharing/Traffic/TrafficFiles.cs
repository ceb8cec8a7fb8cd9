using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gantry.Sharing.Traffic;

/// <summary>The files of traffic logs: lists them, reads their ends, deletes old ones. Nothing outside the folder is ever touched.</summary>
public static partial class TrafficFiles
{
    /// <summary>The most bytes of a file's end that are read for its last lines.</summary>
    private const int LongestTail = 1024 * 1024;

    private const int LongestName = 60;

    /// <summary>All files, the one that was written to last first.</summary>
    public static IReadOnlyList<TrafficFile> List(string folder) =>
        [
            .. Files(folder)
                .Select(f => new TrafficFile(f.Name, f.Length, new DateTimeOffset(f.LastWriteTimeUtc, TimeSpan.Zero)))
                .OrderByDescending(f => f.Modified)
                .ThenBy(f => f.Name, StringComparer.Ordinal),
        ];

    /// <summary>The last lines of a file; null when there is no file of that name among those that <see cref="List"/> gives.</summary>
    /// <param name="folder">Where the logs are.</param>
    /// <param name="name">A name from outside: anything that is not exactly a log's name is not found.</param>
    /// <param name="lines">How many lines at most, from 1.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<TrafficTail?> TailAsync(
        string folder,
        string name,
        int lines,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lines, 1);
        FileInfo? file = Files(folder).FirstOrDefault(f => f.Name == name);
        if (file is null)
            return null;
        await using var stream = new FileStream(
            file.FullName,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete
        );
        long total = 0;
        byte[] buffer = new byte[64 * 1024];
        var tail = new MemoryStream();
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            total += buffer.AsSpan(0, count).Count((byte)'\n');
            tail.Write(buffer, 0, count);
            if (tail.Length > 2 * LongestTail)
                tail = LastOf(tail, LongestTail);
        }
        return new TrafficTail(LastLines(LastOf(tail, LongestTail).ToArray(), lines), total);
    }

    internal static string NameOf(string safeName, DateOnly day) =>
        string.Create(CultureInfo.InvariantCulture, $"{safeName}_{day:yyyy-MM-dd}.log");

    /// <summary>A share's name as part of a file's name.</summary>
    internal static string SafeName(string name)
    {
        string safe = Unsafe().Replace(name, "_").Trim('_', '.');
        if (safe.Length == 0)
            safe = "port";
        return safe.Length > LongestName ? safe[^LongestName..] : safe;
    }

    /// <summary>Deletes what is too old, then the oldest of what is too much.</summary>
    internal static void Retain(TrafficOptions options, DateOnly today, string current)
    {
        var files = Files(options.Folder).OrderBy(f => DayOf(f.Name)).ThenBy(f => f.LastWriteTimeUtc).ToList();
        long size = files.Sum(f => f.Length);
        foreach (FileInfo file in files)
        {
            bool isOld = DayOf(file.Name).AddDays(options.KeptDays) < today;
            if (file.FullName == Path.GetFullPath(current) || (!isOld && size <= options.MostBytes))
                continue;
            size -= file.Length;
            file.Delete();
        }
    }

    private static IEnumerable<FileInfo> Files(string folder) =>
        Directory.Exists(folder)
            ? new DirectoryInfo(folder)
                .EnumerateFiles()
                .Where(f => LogName().IsMatch(f.Name) && f.LinkTarget is null && IsDay(f.Name))
            : [];

    private static DateOnly DayOf(string name) =>
        DateOnly.ParseExact(name[^14..^4], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsDay(string name) =>
        DateOnly.TryParseExact(name[^14..^4], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static MemoryStream LastOf(MemoryStream stream, int most)
    {
        if (stream.Length <= most)
            return stream;
        var last = new MemoryStream();
        last.Write(stream.GetBuffer(), (int)stream.Length - most, most);
        return last;
    }

    private static string LastLines(byte[] bytes, int lines)
    {
        // The line end of the last line ends no line before it.
        int start = bytes.Length > 0 && bytes[^1] == '\n' ? bytes.Length - 1 : bytes.Length;
        for (; lines > 0 && start >= 0; lines--)
            start = start == 0 ? -1 : bytes.AsSpan(0, start).LastIndexOf((byte)'\n');
        start++;
        return Encoding.UTF8.GetString(bytes, start, bytes.Length - start);
    }

    [GeneratedRegex("[^A-Za-z0-9.-]+")]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+_[0-9]{4}-[0-9]{2}-[0-9]{2}\.log$")]
    private static partial Regex LogName();
}
