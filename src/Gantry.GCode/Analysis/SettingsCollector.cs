using System.Text;
using System.Text.Unicode;

namespace Gantry.GCode.Analysis;

/// <summary>Keeps the settings of a file's comments, within bounds: a comment is a stranger's text.</summary>
internal sealed class SettingsCollector
{
    /// <summary>OrcaSlicer, the most talkative, writes about 700.</summary>
    private const int MaxCount = 4096;

    private const int MaxKeyBytes = 120;
    private const int MaxValueBytes = 8 * 1024;
    private const int MaxTotalBytes = 1024 * 1024;

    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal);
    private int _total;

    public IReadOnlyDictionary<string, string> Settings => _settings;

    /// <summary>Whether something did not fit.</summary>
    public bool Cut { get; private set; }

    /// <summary>Text of a comment: UTF-8, or Latin-1 where it is not.</summary>
    public static string Decode(ReadOnlySpan<byte> text) => EncodingOf(text).GetString(text);

    /// <summary>Keeps a setting; the first value of a key stays.</summary>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        key = key.Trim(" \t"u8);
        value = value.Trim(" \t"u8);
        if (key.IsEmpty || key.Length > MaxKeyBytes || IsKnown(key))
            return;
        bool cut = value.Length > MaxValueBytes;
        if (cut)
            value = value[..MaxValueBytes];
        if (_settings.Count < MaxCount)
            Add(Decode(key), Decode(value));
        else
            Cut = true;
        Cut |= cut;
    }

    /// <summary>Keeps a setting; the first value of a key stays.</summary>
    public void Add(string key, string value)
    {
        if (_settings.Count >= MaxCount || _total + key.Length + value.Length > MaxTotalBytes)
        {
            Cut = true;
            return;
        }
        if (_settings.TryAdd(key, value))
            _total += key.Length + value.Length;
    }

    /// <summary>Slicers repeat some comments at every layer: look the key up without making a string of it.</summary>
    private bool IsKnown(ReadOnlySpan<byte> key)
    {
        Span<char> text = stackalloc char[MaxKeyBytes];
        int length = EncodingOf(key).GetChars(key, text);
        return _settings.GetAlternateLookup<ReadOnlySpan<char>>().ContainsKey(text[..length]);
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> text) => Utf8.IsValid(text) ? Encoding.UTF8 : Encoding.Latin1;
}
