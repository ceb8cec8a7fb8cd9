using System.Text.Json;

namespace Gantry.Cli.Server;

/// <summary>Finds printers by what people call them.</summary>
internal static class PrinterNames
{
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
