using System.CommandLine;
using Gantry.Discovery.Services;

namespace Gantry.Cli;

/// <summary><c>gantry announce</c>: tells the network of a service that another program offers, such as ser2net on an old machine.</summary>
internal static class AnnounceCommand
{
    private static readonly Argument<string> Name = new("NAME") { Description = "What people see." };

    private static readonly Argument<string> Type = new("TYPE") { Description = "Its kind, as _rfc2217._tcp." };

    private static readonly Argument<int> Port = new("PORT") { Description = "Its TCP or UDP port." };

    private static readonly Argument<string[]> Text = new("KEY=VALUE")
    {
        Description = "What it says of itself, as serial=58DD029450.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Host = new("--host-name")
    {
        Description = "What this machine is called, without .local; not said, its own name.",
        HelpName = "NAME",
    };

    public static Command Create()
    {
        var command = new Command("announce", "Announce a service of this machine by multicast DNS until stopped.")
        {
            Name,
            Type,
            Port,
            Text,
            Host,
        };
        command.SetAction((result, stop) => Trouble.GuardAsync("announce", () => RunAsync(result, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken stop)
    {
        var service = new ServiceDescription(result.GetValue(Name)!, result.GetValue(Type)!, result.GetValue(Port))
        {
            Text = [.. (result.GetValue(Text) ?? []).Select(Split)],
        };
        await using ServiceDiscovery discovery = ServiceDiscovery.Start(
            new DiscoveryOptions { HostName = result.GetValue(Host) }
        );
        try
        {
            Announcement announcement = await discovery.AnnounceAsync(service, stop);
            await announcement.EstablishedAsync(stop);
            await Console.Out.WriteLineAsync($"Announced as {announcement.Name}");
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (ArgumentException e)
        {
            await Console.Error.WriteLineAsync($"gantry announce: {e.Message}");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            // Asked to end; leaving tells everybody.
        }
        return ExitCode.Ok;
    }

    private static KeyValuePair<string, string> Split(string pair)
    {
        int at = pair.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? new(pair, "") : new(pair[..at], pair[(at + 1)..]);
    }
}
