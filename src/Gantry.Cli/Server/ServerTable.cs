using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Gantry.Cli.Server;

/// <summary>Prints what a server answered: as a table, or with <c>--json</c> as it is.</summary>
internal static class ServerTable
{
    /// <summary>Wide enough that nothing is broken into lines where no person reads.</summary>
    private const int WidthOfFiles = 1000;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Prints the items of a list.</summary>
    /// <param name="arguments">Say how.</param>
    /// <param name="answer">The answer, with <c>items</c>.</param>
    /// <param name="empty">What is said when there is nothing.</param>
    /// <param name="columns">The headings, and how each cell is made.</param>
    public static void Write(
        ParseResult arguments,
        JsonElement answer,
        string empty,
        params (string Heading, Func<JsonElement, string> Cell)[] columns
    )
    {
        JsonElement[] items = [.. answer.GetProperty("items").EnumerateArray()];
        if (arguments.GetValue(ServerArguments.Json))
            WriteJson(arguments, answer);
        else if (items.Length == 0)
            arguments.InvocationConfiguration.Output.WriteLine(empty);
        else
            Write(items, columns);
    }

    /// <summary>Prints what was done: a sentence, or with <c>--json</c> the answer.</summary>
    public static void Say(ParseResult arguments, JsonElement answer, string sentence)
    {
        if (!arguments.GetValue(ServerArguments.Json))
            arguments.InvocationConfiguration.Output.WriteLine(sentence);
        else if (answer.ValueKind != JsonValueKind.Undefined)
            WriteJson(arguments, answer);
    }

    private static void Write(JsonElement[] items, (string Heading, Func<JsonElement, string> Cell)[] columns)
    {
        Table table = new Table().Border(TableBorder.None);
        foreach ((string heading, _) in columns)
            table.AddColumn(new TableColumn(heading).NoWrap());
        foreach (JsonElement item in items)
            table.AddRow([.. columns.Select(c => Markup.Escape(c.Cell(item)))]);
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFiles;
        AnsiConsole.Write(table);
    }

    private static void WriteJson(ParseResult arguments, JsonElement answer) =>
        arguments.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(answer, Indented));
}
