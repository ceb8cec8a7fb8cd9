using System.Text;

namespace Gantry.Printing.Scripts;

/// <summary>A line of a script: text and placeholders in turns.</summary>
/// <param name="Parts">Each a text, or a placeholder.</param>
internal sealed record ScriptLine(IReadOnlyList<(string Text, ScriptPlaceholder? Placeholder)> Parts)
{
    /// <summary>The commands that the line stands for; none when one of its placeholders stands for nothing.</summary>
    public IEnumerable<string> Expand(ScriptValues values)
    {
        if (Parts is [{ Placeholder: { Kind: ScriptPlaceholderKind.Commands } commands }])
            return commands.CommandsOf(values);
        var texts = new string[Parts.Count];
        int length = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            (string text, ScriptPlaceholder? placeholder) = Parts[i];
            if (placeholder is null)
                texts[i] = text;
            else if (placeholder.ValueOf(values) is { } value)
                texts[i] = value;
            else
                return [];
            if (placeholder?.Kind != ScriptPlaceholderKind.Text)
                length += Encoding.UTF8.GetByteCount(texts[i]);
        }
        return [Join(texts, GCodeScript.MostCommandBytes - length)];
    }

    /// <summary>What people chose is cut where a line would become too long; a number never is.</summary>
    private string Join(string[] texts, int room)
    {
        for (int i = 0; i < texts.Length; i++)
        {
            if (Parts[i].Placeholder?.Kind != ScriptPlaceholderKind.Text)
                continue;
            texts[i] = ScriptFormat.Cut(texts[i], room);
            room -= Encoding.UTF8.GetByteCount(texts[i]);
        }
        return string.Concat(texts).TrimEnd();
    }
}
