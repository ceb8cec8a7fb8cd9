using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gantry.Storage.Backup;

/// <summary>
/// Reads an archive of plain files (POSIX.1-1988 ustar) and nothing else: no links, no folders, no devices, no extensions that
/// could make a name or a size another one.
/// </summary>
internal static class StrictTar
{
    private const int Block = 512;

    /// <summary>The entries in their order.</summary>
    /// <exception cref="BackupException">It is no such archive, is cut off, or holds anything but plain files.</exception>
    public static async IAsyncEnumerable<TarPart> ReadAsync(
        SafeFileHandle file,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        long length = RandomAccess.GetLength(file);
        byte[] head = new byte[Block];
        for (long at = 0; ; )
        {
            if (at + Block > length)
                throw new BackupException("The backup is cut off: copy it again.");
            await RandomAccess.ReadAsync(file, head, at, cancellationToken);
            if (head.AsSpan().IndexOfAnyExcept((byte)0) < 0)
                yield break;
            (string name, long size) = Read(head);
            long start = at + Block;
            if (size > length - start)
                throw new BackupException("The backup is cut off: copy it again.");
            yield return new TarPart(name, size, () => new RangeStream(file, start, size));
            at = start + (size + Block - 1) / Block * Block;
        }
    }

    private static (string Name, long Size) Read(ReadOnlySpan<byte> head)
    {
        if (!head.Slice(257, 5).SequenceEqual("ustar"u8) || Number(head.Slice(148, 8)) != Sum(head))
            throw new BackupException("This is no backup of gantry.");
        if (head[156] is not ((byte)'0' or 0) || head[157] != 0 || head[345] != 0)
            throw new BackupException("The backup holds something that is no plain file: refused.");
        ReadOnlySpan<byte> name = head[..100];
        int end = name.IndexOf((byte)0);
        return (Encoding.ASCII.GetString(end < 0 ? name : name[..end]), Number(head.Slice(124, 12)));
    }

    /// <summary>The sum of the header with blanks in the place of the sum.</summary>
    private static long Sum(ReadOnlySpan<byte> head)
    {
        long sum = 8 * ' ';
        for (int i = 0; i < Block; i++)
            if (i is < 148 or >= 156)
                sum += head[i];
        return sum;
    }

    /// <summary>Octal digits with blanks or zeros around them.</summary>
    private static long Number(ReadOnlySpan<byte> field)
    {
        long number = 0;
        foreach (byte b in field.Trim([(byte)' ', (byte)0]))
            number = b is >= (byte)'0' and <= (byte)'7'
                ? number * 8 + b - '0'
                : throw new BackupException("The backup is damaged: a number in it is none.");
        return number;
    }
}
