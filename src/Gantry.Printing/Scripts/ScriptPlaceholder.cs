namespace Gantry.Printing.Scripts;

/// <summary>A word between double braces in a script.</summary>
public sealed class ScriptPlaceholder
{
    private readonly Func<ScriptValues, double?>? _number;
    private readonly Func<ScriptValues, string?>? _text;
    private readonly Func<ScriptValues, IEnumerable<string>>? _commands;

    internal ScriptPlaceholder(string name, string description, Func<ScriptValues, double?> number)
        : this(name, description, ScriptPlaceholderKind.Number) => _number = number;

    internal ScriptPlaceholder(string name, string description, Func<ScriptValues, string?> text)
        : this(name, description, ScriptPlaceholderKind.Text) => _text = text;

    internal ScriptPlaceholder(string name, string description, Func<ScriptValues, IEnumerable<string>> commands)
        : this(name, description, ScriptPlaceholderKind.Commands) => _commands = commands;

    private ScriptPlaceholder(string name, string description, ScriptPlaceholderKind kind) =>
        (Name, Description, Kind) = (name, description, kind);

    /// <summary>The word.</summary>
    public string Name { get; }

    /// <summary>What it stands for, in words.</summary>
    public string Description { get; }

    /// <summary>What it may be used for.</summary>
    public ScriptPlaceholderKind Kind { get; }

    /// <summary>The number or the text, written so that it can be nothing else; null when there is none at present.</summary>
    internal string? ValueOf(ScriptValues values) =>
        Kind == ScriptPlaceholderKind.Number
            ? _number!(values) is { } number
                ? ScriptFormat.Number(number)
                : null
            : _text!(values) is { } text
                ? ScriptFormat.Text(text)
                : null;

    /// <summary>The commands, mostly one for each heater or fan.</summary>
    internal IEnumerable<string> CommandsOf(ScriptValues values) => _commands!(values);
}
