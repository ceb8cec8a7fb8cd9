using System.CommandLine;
using Gantry.Server;

namespace Gantry.Cli;

/// <summary><c>gantry serve</c>: the server, until it is told to end.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run the server: the site, the API, and the printers behind them.");
        ServeArguments.AddTo(command);
        command.SetAction((arguments, stop) => Trouble.GuardAsync("serve", () => RunAsync(arguments, stop)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken stop)
    {
        using var folder = ServeFolder.Choose(arguments);
        ServerOptions options = ServeArguments.Read(arguments, folder.Path);
        await using GantryServer server = await GantryServer.StartAsync(options, TimeProvider.System, stop);
        Greet(arguments.InvocationConfiguration.Output, server, options, await server.GetSetupCodeAsync(stop));
        ServiceNotifier service = ServiceNotifier.OfThisProcess();
        service.Ready($"Serving {string.Join(" and ", server.Addresses.Select(Reachable).Distinct())}");
        await service.KeepAliveAsync(_ => Task.CompletedTask, stop);
        service.Stopping();
        return ExitCode.Ok;
    }

    private static void Greet(TextWriter output, GantryServer server, ServerOptions options, string? setupCode)
    {
        output.WriteLine($"Gantry runs at {string.Join(" and ", server.Addresses.Select(Reachable).Distinct())}");
        output.WriteLine($"It keeps its data in {options.Storage.Data.Root}");
        if (setupCode is not null)
            output.WriteLine($"Nobody has an account yet. The set-up code is {setupCode}");
        output.Flush();
    }

    /// <summary>An address that listens everywhere, as others on the network would call it.</summary>
    private static string Reachable(Uri address) =>
        address.Host is "[::]" or "0.0.0.0"
            ? new UriBuilder(address) { Host = Environment.MachineName }.Uri.GetLeftPart(UriPartial.Authority)
            : address.GetLeftPart(UriPartial.Authority);
}
