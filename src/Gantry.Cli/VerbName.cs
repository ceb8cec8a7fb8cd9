using System.CommandLine;
using System.CommandLine.Parsing;

namespace Gantry.Cli;

/// <summary>What a verb is called as it is typed, as <c>printers scripts set</c>: alone, <c>set</c> says nothing.</summary>
internal static class VerbName
{
    /// <summary>The verb that was typed; empty when there was none.</summary>
    public static string Of(ParseResult parsed)
    {
        var names = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is not null; at = at.Parent)
            if (at is CommandResult { Command: not RootCommand } command)
                names.Insert(0, command.Command.Name);
        return string.Join(' ', names);
    }
}
