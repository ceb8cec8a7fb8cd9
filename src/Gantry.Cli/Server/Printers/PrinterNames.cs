using System.CommandLine;
using System.Text.Json;

namespace Gantry.Cli.Server.Printers;

/// <summary>Finds printers by what people call them.</summary>
internal static class PrinterNames
{
    /// <summary>The names of all printers, by id.</summary>
    public static async Task<Dictionary<long, string>> AllAsync(ServerClient server, CancellationToken stop) =>
        (await server.GetAsync("/printers", stop))
            .GetProperty("items")
            .EnumerateArray()
            .ToDictionary(p => p.GetProperty("id").GetInt64(), p => JsonText.Get(p, "name"));

    /// <summary>The names of all printers, by id, to be shown; none for who may not see them, and with <c>--json</c>, which shows none.</summary>
    public static async Task<Dictionary<long, string>> ShownAsync(
        ParseResult arguments,
        ServerClient server,
        CancellationToken stop
    )
    {
        try
        {
            return arguments.GetValue(ServerArguments.Json) ? [] : await AllAsync(server, stop);
        }
        catch (ServerCallException e) when (e.ExitStatus == ExitCode.NotPermitted)
        {
            return [];
        }
    }

    /// <summary>The id of the printer with a name; null when there is no name.</summary>
    /// <exception cref="ServerCallException">There is no such printer.</exception>
    public static async Task<long?> FindIdAsync(ServerClient server, string? name, CancellationToken stop) =>
        name is null ? null : await FindAsync(server, name, stop);

    /// <summary>The id of the printer with a name, whatever the case, or with an id.</summary>
    /// <exception cref="ServerCallException">There is none.</exception>
    public static async Task<long> FindAsync(ServerClient server, string name, CancellationToken stop)
    {
        JsonElement[] all = [.. (await server.GetAsync("/printers", stop)).GetProperty("items").EnumerateArray()];
        foreach (JsonElement printer in all)
            if (JsonText.Get(printer, "name").Equals(name, StringComparison.OrdinalIgnoreCase))
                return printer.GetProperty("id").GetInt64();
        foreach (JsonElement printer in all)
            if (JsonText.Get(printer, "id") == name)
                return printer.GetProperty("id").GetInt64();
        string known =
            all.Length == 0
                ? "There is none at all; 'gantry printers add NAME URL' makes one."
                : $"There are: {string.Join(", ", all.Select(p => JsonText.Get(p, "name")))}.";
        throw new ServerCallException($"There is no printer '{name}'. {known}", System.Net.HttpStatusCode.NotFound);
    }
}
