using System.Text;

namespace Gantry.Firmware.HostActions;

/// <summary>A line <c>//action:…</c>.</summary>
/// <param name="Kind">What it asks for.</param>
/// <param name="Text">What stands behind the word, cut and cleaned: a reason, a question, a button; may be empty.</param>
public readonly record struct HostAction(HostActionKind Kind, string Text)
{
    /// <summary>The longest text that is kept.</summary>
    public const int MostCharacters = 200;

    /// <summary>Understands a line.</summary>
    /// <param name="line">The line without its end, as <c>//action:pause filament_runout 0</c>.</param>
    /// <param name="action">What it says.</param>
    /// <returns>Whether the line is an action at all.</returns>
    public static bool TryParse(ReadOnlySpan<byte> line, out HostAction action)
    {
        action = default;
        line = line.Trim(" \t\r\n\0"u8);
        if (!line.StartsWith("//"u8))
            return false;
        // Klipper's macros put a space behind the slashes.
        line = line[2..].TrimStart((byte)' ');
        if (!line.StartsWith("action:"u8))
            return false;
        line = line[7..].TrimStart((byte)' ');
        int end = line.IndexOfAny((byte)' ', (byte)':');
        ReadOnlySpan<byte> word = end < 0 ? line : line[..end];
        HostActionKind kind = KindOf(word);
        ReadOnlySpan<byte> text =
            kind == HostActionKind.Unknown ? line
            : end < 0 ? default
            : line[(end + 1)..];
        if (kind == HostActionKind.SdCard)
            text = word;
        action = new HostAction(kind, FirmwareText.Clean(text, MostCharacters));
        return true;
    }

    private static HostActionKind KindOf(ReadOnlySpan<byte> word)
    {
        const int longest = 24;
        if (word.Length > longest)
            return HostActionKind.Unknown;
        Span<char> lower = stackalloc char[longest];
        int length = Encoding.Latin1.GetChars(word, lower);
        for (int i = 0; i < length; i++)
            lower[i] = char.ToLowerInvariant(lower[i]);
        return lower[..length] switch
        {
            "pause" => HostActionKind.Pause,
            "paused" => HostActionKind.Paused,
            "resume" => HostActionKind.Resume,
            "resumed" => HostActionKind.Resumed,
            "cancel" => HostActionKind.Cancel,
            "start" => HostActionKind.Start,
            "disconnect" => HostActionKind.Disconnect,
            "poweroff" or "shutdown" => HostActionKind.PowerOff,
            "notification" => HostActionKind.Notification,
            "out_of_filament" or "filament_runout" => HostActionKind.OutOfFilament,
            "prompt_begin" => HostActionKind.PromptBegin,
            "prompt_button" or "prompt_choice" => HostActionKind.PromptButton,
            "prompt_show" => HostActionKind.PromptShow,
            "prompt_end" => HostActionKind.PromptEnd,
            "sd_inserted" or "sd_ejected" or "sd_updated" => HostActionKind.SdCard,
            _ => HostActionKind.Unknown,
        };
    }
}
