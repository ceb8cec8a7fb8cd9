using System.Text;

namespace Gantry.GCode.Analysis;

/// <summary>
/// The objects on the bed, as far as a slicer labels them: PrusaSlicer's comments, Cura's meshes, ideaMaker's names,
/// Klipper's EXCLUDE_OBJECT_DEFINE, Marlin's M486.
/// </summary>
internal sealed class ObjectNames
{
    private const int MaxCount = 256;
    private const int MaxNameBytes = 200;
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    public IReadOnlyList<string> Names => _names;

    public void Add(ReadOnlySpan<byte> name)
    {
        name = name.Trim(" \t\"'"u8);
        if (name.IsEmpty || name.Length > MaxNameBytes || _names.Count >= MaxCount)
            return;
        Span<char> text = stackalloc char[MaxNameBytes];
        int length = Encoding.UTF8.GetChars(name, text);
        // Slicers repeat the name at every layer: look it up without making a string of it.
        HashSet<string>.AlternateLookup<ReadOnlySpan<char>> seen = _seen.GetAlternateLookup<ReadOnlySpan<char>>();
        if (seen.Add(text[..length]))
            _names.Add(text[..length].ToString());
    }

    /// <summary>Takes a command that is no G, M or T code: <c>EXCLUDE_OBJECT_DEFINE NAME=… CENTER=…</c>.</summary>
    public void ReadNamed(ReadOnlySpan<byte> command)
    {
        if (!command.StartsWith("EXCLUDE_OBJECT_DEFINE"u8))
            return;
        int at = command.IndexOf("NAME="u8);
        if (at < 0)
            return;
        ReadOnlySpan<byte> name = command[(at + 5)..];
        int end = name.IndexOf((byte)' ');
        Add(end < 0 ? name : name[..end]);
    }

    /// <summary>Takes the arguments of M486: <c>A</c> and a name up to the end, or in quotes.</summary>
    public void ReadM486(ReadOnlySpan<byte> arguments)
    {
        int at = arguments.IndexOf((byte)'A');
        if (at >= 0 && (at == 0 || arguments[at - 1] == (byte)' '))
            Add(arguments[(at + 1)..]);
    }
}
