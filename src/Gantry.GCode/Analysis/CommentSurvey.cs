using System.Buffers;

namespace Gantry.GCode.Analysis;

/// <summary>
/// Reads the comments of a file: marks of layers and features, which come by the thousand and must cost nothing, and
/// settings, which are kept.
/// </summary>
internal sealed class CommentSurvey(MotionSurvey motion, bool keepThumbnails)
{
    private const int MaxCuraProfile = 256 * 1024;

    /// <summary>A slicer that has not named itself in so many comments does not.</summary>
    private const int HeaderComments = 2000;

    private readonly ArrayBufferWriter<byte> _curaProfile = new();
    private bool _simplify3D;
    private int _looked;

    public SlicerIdentity? Slicer { get; private set; }

    public SettingsCollector Settings { get; } = new();

    public ThumbnailCollector Thumbnails { get; } = new();

    public ObjectNames Objects { get; } = new();

    /// <summary>The profile that Cura appends in lines of <c>SETTING_3</c>.</summary>
    public ReadOnlyMemory<byte> CuraProfile => _curaProfile.WrittenMemory;

    /// <summary>Cura's count of seconds at the last layer seen; NaN when there is none.</summary>
    public double CuraElapsed { get; private set; } = double.NaN;

    /// <summary>Takes a comment, without its semicolon.</summary>
    public void Read(ReadOnlySpan<byte> comment)
    {
        if (comment.StartsWith("SETTING_3 "u8))
        {
            // Cura cuts its profile anywhere: a blank at the end of a line belongs to it.
            AppendCuraProfile(comment[10..]);
            return;
        }
        ReadOnlySpan<byte> text = comment.Trim(" \t"u8);
        if (text.IsEmpty)
            return;
        if (Thumbnails.Inside)
        {
            Thumbnails.Continue(text);
            return;
        }
        if (IsMark(text))
            return;
        if (Slicer?.Version is null && _looked++ < HeaderComments)
            Identify(text);
        if (keepThumbnails && Thumbnails.TryBegin(text))
            return;
        ReadSetting(text, indented: comment.Length >= 3 && comment[1] == ' ');
    }

    /// <summary>What repeats within the layers. Returns whether there is nothing more to learn from it.</summary>
    private bool IsMark(ReadOnlySpan<byte> text) =>
        text[0] switch
        {
            (byte)'L' => IsLayerMark(text) || text.StartsWith("LINE_WIDTH:"u8),
            (byte)'T' => IsTypeOrTime(text),
            (byte)'Z' or (byte)'H' or (byte)'W' => text.StartsWith("Z:"u8)
                || text.StartsWith("Z_HEIGHT:"u8)
                || text.StartsWith("HEIGHT"u8)
                || text.StartsWith("WIDTH:"u8)
                || text.StartsWith("WIPE_"u8),
            (byte)'B' => IsBegin(text),
            (byte)'C' => text.StartsWith("CHANGE_LAYER"u8) && MarkLayer(),
            (byte)'E' => text.StartsWith("END_LAYER"u8),
            (byte)'F' => IsFeature(text, "FEATURE:"u8),
            (byte)'f' => text.StartsWith("feature"u8) && Feature(text[7..]),
            (byte)'l' => IsSimplify3DLayer(text),
            (byte)'M' => text.StartsWith("MESH:"u8) && Object(text[5..], "NONMESH"u8),
            (byte)'P' => IsIdeaMakerMark(text),
            (byte)'p' => text.StartsWith("printing object "u8) && Object(UpTo(text[16..], " id:"u8), default),
            (byte)'R' => text.StartsWith("REMAINING_TIME:"u8),
            (byte)'s' => text.StartsWith("stop printing object"u8)
                || (text.StartsWith("start printing object"u8) && StartObject(text)),
            (byte)'t' => text.StartsWith("tool H"u8),
            (byte)'\'' or (byte)'>' or (byte)'*' => true,
            _ => false,
        };

    private bool IsLayerMark(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("LAYER:"u8) || text.SequenceEqual("LAYER_CHANGE"u8))
            return MarkLayer();
        return false;
    }

    private bool MarkLayer()
    {
        motion.MarkLayer();
        motion.InCustomCode = false;
        return true;
    }

    private bool IsTypeOrTime(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("TIME_ELAPSED:"u8))
        {
            if (Words.GCodeNumber.TryParse(text[13..].TrimStart(" "u8), out double seconds, out _))
                CuraElapsed = seconds;
            return true;
        }
        return IsFeature(text, "TYPE:"u8);
    }

    private bool IsFeature(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key) =>
        text.StartsWith(key) && Feature(text[key.Length..]);

    private bool Feature(ReadOnlySpan<byte> name)
    {
        motion.InCustomCode = name.TrimStart(" "u8).SequenceEqual("Custom"u8);
        return true;
    }

    private bool IsBegin(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("BEGIN_LAYER_OBJECT"u8))
            return MarkLayer();
        return text.StartsWith("BEFORE_LAYER_CHANGE"u8);
    }

    /// <summary><c>layer 1, Z = 0.200</c>; the last line of the print is <c>layer end</c>.</summary>
    private bool IsSimplify3DLayer(ReadOnlySpan<byte> text) =>
        text.StartsWith("layer "u8)
        && text.Length > 6
        && char.IsAsciiDigit((char)text[6])
        && text.IndexOf((byte)',') > 0
        && text.IndexOf("Z"u8) > 0
        && MarkLayer();

    private bool IsIdeaMakerMark(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("PRINTING:"u8))
            return Object(text[9..], "NON-OBJECT"u8);
        return text.StartsWith("PRINTING_TIME:"u8) || text.StartsWith("PRINTING_ID:"u8);
    }

    private bool Object(ReadOnlySpan<byte> name, ReadOnlySpan<byte> none)
    {
        if (!name.Trim(" "u8).SequenceEqual(none))
            Objects.Add(name);
        return true;
    }

    /// <summary>Bambu Studio and OrcaSlicer: <c>start printing object, unique label id: 15</c>; there is no name.</summary>
    private static bool StartObject(ReadOnlySpan<byte> text) => text.IndexOf((byte)',') > 0;

    private void AppendCuraProfile(ReadOnlySpan<byte> text)
    {
        if (_curaProfile.WrittenCount + text.Length <= MaxCuraProfile)
            _curaProfile.Write(text);
    }

    private void Identify(ReadOnlySpan<byte> text)
    {
        // KISSlicer's version stands on a line of its own, without a separator.
        if (Slicer?.Name == "KISSlicer" && text.StartsWith("version "u8))
            Slicer = Slicer with { Version = SettingsCollector.Decode(text[8..]) };
        if (SlicerDetector.Detect(text) is not { } found || (Slicer is not null && Slicer.Name != found.Name))
            return;
        Slicer = found;
        _simplify3D = found.Name == "Simplify3D";
        // Their printers' firmware keeps the extruder's mode apart from G90 and G91.
        if (found.Name is "Bambu Studio" or "OrcaSlicer")
            motion.Interpreter.SeparateExtruder();
    }

    private void ReadSetting(ReadOnlySpan<byte> text, bool indented)
    {
        int equals = text.IndexOf(" = "u8);
        if (equals < 0 && text.EndsWith(" ="u8))
            equals = text.Length - 2;
        if (equals > 0)
        {
            Set(text[..equals], text[Math.Min(equals + 3, text.Length)..]);
            return;
        }
        if (_simplify3D && indented && text.IndexOf((byte)',') is > 0 and int comma && text.IndexOf((byte)':') < 0)
        {
            Settings.Add(text[..comma], text[(comma + 1)..]);
            return;
        }
        int colon = text.IndexOf((byte)':');
        if (colon > 0)
            Set(text[..colon].TrimStart("- "u8), text[(colon + 1)..]);
    }

    private void Set(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        Settings.Add(key, value);
        // Bambu Studio writes two on a line: "model printing time: 5m; total estimated time: 11m".
        int second = value.IndexOf("; total estimated time:"u8);
        if (second >= 0)
            Settings.Add("total estimated time"u8, value[(second + 23)..]);
        if (key.SequenceEqual("firmware_type"u8) && value.SequenceEqual("1"u8) && Slicer?.Name == "KISSlicer")
        {
            // Its "5D, relative E" says so nowhere else, and its prefix has a G90.
            motion.Interpreter.SeparateExtruder();
            motion.Interpreter.SetRelativeExtrusion(true);
        }
        if (key.SequenceEqual("FLAVOR"u8) && value.SequenceEqual("UltiGCode"u8))
            motion.Interpreter.SetFilamentDiameter(2.85);
    }

    private static ReadOnlySpan<byte> UpTo(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end)
    {
        int at = text.IndexOf(end);
        return at < 0 ? text : text[..at];
    }
}
