using System.CommandLine;

namespace Gantry.Cli.Server.History;

/// <summary><c>gantry statistics</c>: prints added up.</summary>
internal static class StatisticsCommand
{
    private static readonly Option<string> By = new("--by")
    {
        Description = "printer, user, material, month or total.",
        HelpName = "WORD",
        DefaultValueFactory = _ => "printer",
    };

    public static Command Create() =>
        ServerVerb.Create(
            "statistics",
            "Add up what was printed, and what it cost.",
            [By, .. HistoryFilter.All],
            ShowAsync
        );

    private static async Task ShowAsync(ParseResult arguments, ServerClient server, CancellationToken stop)
    {
        string by = arguments.GetRequiredValue(By);
        ServerQuery query = (await HistoryFilter.ReadAsync(arguments, server, stop)).Add("by", by);
        ServerTable.Write(
            arguments,
            await server.GetAsync($"/statistics{query}", stop),
            "No prints.",
            (by, s => JsonText.Get(s, "key")),
            ("prints", s => JsonText.Get(s, "prints")),
            ("good", s => JsonText.Get(s, "good")),
            ("bad", s => JsonText.Get(s, "bad")),
            ("failed", s => JsonText.Get(s, "failed")),
            ("time", s => JsonText.Duration(JsonText.Number(s, "seconds"))),
            ("filament", s => JsonText.Amount(s, "filamentG", "g")),
            ("energy", s => JsonText.Amount(s, "energyWh", "Wh")),
            ("cost", s => JsonText.Amount(s, "cost"))
        );
    }
}
