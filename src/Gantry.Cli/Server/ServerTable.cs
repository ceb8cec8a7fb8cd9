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
            Write(arguments, items, columns);
    }

    /// <summary>Prints one thing: its fields below each other, those that are empty left out.</summary>
    /// <param name="arguments">Say how.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="fields">What they are called, and what they say.</param>
    public static void WriteFields(
        ParseResult arguments,
        JsonElement answer,
        params (string Name, string Text)[] fields
    )
    {
        if (arguments.GetValue(ServerArguments.Json))
        {
            WriteJson(arguments, answer);
            return;
        }
        Table table = new Table().Border(TableBorder.None).HideHeaders();
        table.AddColumns(new TableColumn("").NoWrap(), new TableColumn(""));
        foreach ((string name, string text) in fields.Where(f => f.Text.Length > 0))
            table.AddRow(Markup.Escape(name), Markup.Escape(text));
        Write(arguments, table);
    }

    /// <summary>Prints what was done: a sentence, or with <c>--json</c> the answer.</summary>
    public static void Say(ParseResult arguments, JsonElement answer, string sentence)
    {
        if (!arguments.GetValue(ServerArguments.Json))
            arguments.InvocationConfiguration.Output.WriteLine(sentence);
        else if (answer.ValueKind != JsonValueKind.Undefined)
            WriteJson(arguments, answer);
    }

    /// <summary>Prints several things that are said, a line each, or with <c>--json</c> the answer.</summary>
    public static void SayLines(ParseResult arguments, JsonElement answer, IEnumerable<string?> lines) =>
        Say(arguments, answer, string.Join(Environment.NewLine, lines));

    private static void Write(
        ParseResult arguments,
        JsonElement[] items,
        (string Heading, Func<JsonElement, string> Cell)[] columns
    )
    {
        Table table = new Table().Border(TableBorder.None);
        foreach ((string heading, _) in columns)
            table.AddColumn(new TableColumn(heading).NoWrap());
        foreach (JsonElement item in items)
            table.AddRow([.. columns.Select(c => Markup.Escape(c.Cell(item)))]);
        Write(arguments, table);
    }

    private static void Write(ParseResult arguments, Table table)
    {
        TextWriter output = arguments.InvocationConfiguration.Output;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected || output != Console.Out)
            console.Profile.Width = WidthOfFiles;
        console.Write(table);
    }

    private static void WriteJson(ParseResult arguments, JsonElement answer) =>
        arguments.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(answer, Indented));
}
