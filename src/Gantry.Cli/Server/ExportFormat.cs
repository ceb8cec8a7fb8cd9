using System.CommandLine;

namespace Gantry.Cli.Server;

/// <summary>How an export is written.</summary>
internal static class ExportFormat
{
    /// <summary>Says how; the file's name says it too.</summary>
    public static readonly Option<string?> Option = VerbOption.Text(
        "--format",
        "csv or json; without it as the name of --output ends, and csv else.",
        "WORD"
    );

    /// <summary>Adds it to the parameters of a call.</summary>
    public static ServerQuery AddTo(ServerQuery query, ParseResult arguments)
    {
        bool isJson =
            arguments.GetValue(ServerArguments.Json)
            || string.Equals(
                arguments.GetValue(SavedFile.Output)?.Extension,
                ".json",
                StringComparison.OrdinalIgnoreCase
            );
        return query.Add("format", arguments.GetValue(Option) ?? (isJson ? "json" : "csv"));
    }
}
