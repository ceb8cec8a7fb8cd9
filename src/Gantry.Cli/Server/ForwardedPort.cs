using System.Globalization;
using System.Text.Json;

namespace Gantry.Cli.Server;

/// <summary>A port of a server that is forwarded.</summary>
/// <param name="Number">Its number there.</param>
/// <param name="Name">What it is called.</param>
internal sealed record ForwardedPort(int Number, string Name)
{
    /// <summary>Finds the one that is meant: a serial number or a name is that of one device, and never of another one.</summary>
    /// <exception cref="ServerCallException">None is, or several are.</exception>
    public static ForwardedPort Choose(JsonElement ports, string wanted)
    {
        JsonElement[] all =
        [
            .. ports
                .GetProperty("items")
                .EnumerateArray()
                .Where(p => p.GetProperty("number").ValueKind == JsonValueKind.Number),
        ];
        JsonElement[] meant = [.. all.Where(p => Is(p, wanted))];
        if (meant is [var one])
            return new ForwardedPort(one.GetProperty("number").GetInt32(), JsonText.Get(one, "name"));
        string there = string.Join(
            ", ",
            all.Select(p => $"{p.GetProperty("number").GetInt32()} ({JsonText.Get(p, "name")})")
        );
        throw new ServerCallException(
            meant.Length > 1 ? $"Several ports are '{wanted}'; name one by its number: {there}."
                : there.Length > 0 ? $"The server shares no port '{wanted}'. There are {there}."
                : "The server shares no ports. Plug a device in, or switch sharing on in its settings.",
            null
        );
    }

    private static bool Is(JsonElement port, string wanted)
    {
        string number = port.GetProperty("number").GetInt32().ToString(CultureInfo.InvariantCulture);
        return wanted == number
            || wanted == JsonText.Get(port, "serialNumber")
            || wanted == JsonText.Get(port, "device")
            || string.Equals(wanted, JsonText.Get(port, "name"), StringComparison.OrdinalIgnoreCase);
    }
}
