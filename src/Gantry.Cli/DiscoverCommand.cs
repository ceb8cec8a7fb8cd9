using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Gantry.Cli.Discovery;

namespace Gantry.Cli;

/// <summary><c>gantry discover</c>: serial ports that others share, one by its serial number or place, or all.</summary>
internal sealed class DiscoverCommand
{
    private const int PortalPort = 8080;

    /// <summary>Long enough for two questions, should the first or its answer be lost; in seconds.</summary>
    private const double Listen = 2;

    private readonly Argument<string?> _host = new("HOST")
    {
        Description =
            "The machine with the serial portal; not said, PI_HOST, and without that everybody on the network.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<int?> _index = new("--index", "-i")
    {
        Description = "Print the address of this one, counted from 0; not said, ESP32_INDEX or 0.",
        HelpName = "N",
    };

    private readonly Option<string?> _serial = new("--serial", "-s")
    {
        Description =
            "Print the address of the device with this serial number, and of no other; not said, ESP32_SERIAL.",
        HelpName = "S",
    };

    private readonly Option<bool> _list = new("--list", "-l") { Description = "List all." };

    private readonly Option<bool> _json = new("--json", "-j") { Description = "List all as JSON." };

    private readonly Option<int?> _port = new("--port")
    {
        Description = "The TCP port of the portal; not said, 8080.",
        HelpName = "PORT",
    };

    private readonly Option<double?> _time = new("--time")
    {
        Description = "How many seconds to listen on the network when no host is named; not said, 2.",
        HelpName = "SECONDS",
    };

    private DiscoverCommand() { }

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var discover = new DiscoverCommand();
        var command = new Command("discover", "Find the serial ports that other machines share.")
        {
            discover._host,
            discover._index,
            discover._serial,
            discover._list,
            discover._json,
            discover._port,
            discover._time,
        };
        command.Validators.Add(discover.Check);
        command.SetAction((result, stop) => Trouble.GuardAsync("discover", () => discover.RunAsync(result, stop)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        if (!DeviceChoice.TryRead(result.GetValue(_index), result.GetValue(_serial), out DeviceChoice choice))
        {
            await Console.Error.WriteLineAsync(
                $"gantry discover: ESP32_INDEX is a number from 0, not '{Environment.GetEnvironmentVariable(DeviceChoice.IndexVariable)}'."
            );
            return ExitCode.Usage;
        }
        string? host = result.GetValue(_host) ?? Text("PI_HOST");
        bool json = result.GetValue(_json);
        bool all = json || result.GetValue(_list) || (host is null && !choice.IsMade);
        IReadOnlyList<FoundShare> found = host is null
            ? await NetworkSearch.FindAsync(TimeSpan.FromSeconds(result.GetValue(_time) ?? Listen), stop)
            : await PortalSearch.FindAsync(host, result.GetValue(_port) ?? PortalPort, stop);
        if (all)
            return await WriteAllAsync(found, json);
        if (choice.Choose(found) is { } one)
        {
            await Console.Out.WriteLineAsync(one.Url);
            return ExitCode.Ok;
        }
        await Console.Error.WriteLineAsync("Device not found");
        return ExitCode.Failed;
    }

    private static async Task<int> WriteAllAsync(IReadOnlyList<FoundShare> found, bool json)
    {
        if (json)
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(found, CliJson.Default.IReadOnlyListFoundShare));
        else if (found.Count == 0)
            await Console.Out.WriteLineAsync("No devices found");
        for (int i = 0; !json && i < found.Count; i++)
        {
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"[{i}] {found[i].Url}"));
            if (found[i].Product.Length > 0)
                await Console.Out.WriteLineAsync($"    Product: {found[i].Product}");
            if (found[i].Serial.Length > 0)
                await Console.Out.WriteLineAsync($"    Serial:  {found[i].Serial}");
        }
        return ExitCode.Ok;
    }

    private static string? Text(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text : null;

    private void Check(CommandResult result)
    {
        if (result.GetValue(_index) is < 0)
            result.AddError("--index takes a number from 0.");
        if (result.GetValue(_port) is < 1 or > 65535)
            result.AddError("--port takes a number from 1 to 65535.");
        if (result.GetValue(_time) is <= 0 or > 3600)
            result.AddError("--time takes a number of seconds, more than 0.");
    }
}
