namespace Gantry.Printing.Scripts;

/// <summary>What a placeholder stands for.</summary>
public enum ScriptPlaceholderKind
{
    /// <summary>A number, to be written behind a letter: <c>X{{park.x}}</c>.</summary>
    Number,

    /// <summary>A text of a person's choice, to be written only into messages: <c>M117 Printing {{job.name}}</c>.</summary>
    Text,

    /// <summary>Some commands, to be written alone on a line: <c>{{heaters.off}}</c>.</summary>
    Commands,
}
