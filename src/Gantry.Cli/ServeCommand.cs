using System.CommandLine;
using System.Security.Cryptography;
using Gantry.Cli.Demo;
using Gantry.Cli.Server;
using Gantry.Cli.Service;
using Gantry.Server;

namespace Gantry.Cli;

/// <summary><c>gantry serve</c>: the server, until it is told to end.</summary>
internal static class ServeCommand
{
    /// <summary>Without what looks alike; 12 of them are 59 bits, for a server that only this machine reaches.</summary>
    private const string PasswordSigns = "abcdefghjkmnpqrstuvwxyz23456789";

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
        using DemoFarm? farm = options.IsDemo ? new DemoFarm(Path.Combine(folder.Path, "machine")) : null;
        if (farm is not null)
            options = options with { Inventory = farm.Machine.Inventory, Sharing = farm.Machine.Sharing };
        await using GantryServer server = await GantryServer.StartAsync(options, TimeProvider.System, stop);
        TextWriter output = arguments.InvocationConfiguration.Output;
        string addresses = string.Join(" and ", server.Addresses.Select(Reachable).Distinct());
        output.WriteLine($"Gantry runs at {addresses}");
        try
        {
            if (farm is null)
                await IntroduceAsync(output, server, options, stop);
            else
                await FillAsync(output, farm, folder.Path, stop);
            output.Flush();
            ServiceNotifier service = ServiceNotifier.OfThisProcess();
            service.Ready($"Serving {addresses}");
            using var pulse = new ServerPulse(server.AddressForThisMachine(), TimeProvider.System);
            await service.KeepAliveAsync(pulse.CheckAsync, stop);
            service.Stopping();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end came early.
        }
        return ExitCode.Ok;
    }

    private static async Task IntroduceAsync(
        TextWriter output,
        GantryServer server,
        ServerOptions options,
        CancellationToken stop
    )
    {
        output.WriteLine($"It keeps its data in {options.Storage.Data.Root}");
        if (await server.GetSetupCodeAsync(stop) is { } code)
            output.WriteLine($"Nobody has an account yet. The set-up code is {code}");
    }

    private static async Task FillAsync(TextWriter output, DemoFarm farm, string data, CancellationToken stop)
    {
        string password = RandomNumberGenerator.GetString(PasswordSigns, 12);
        LocalServer local = LocalServer.Find(data)!;
        using var client = new ServerClient(local.Address, local.Key);
        var content = new DemoContent(client, stop);
        await content.AddUserAsync(password);
        output.WriteLine($"Sign in as {DemoContent.UserName} with the password {password}");
        output.WriteLine("The printers are simulated, and everything is gone when this ends.");
        output.WriteLine($"From another terminal: gantry printers --data {data}");
        output.Flush();
        await content.AddPrintersAsync(farm.Addresses);
        await content.AddJobsAsync();
    }

    /// <summary>An address that listens everywhere, as others on the network would call it.</summary>
    private static string Reachable(Uri address) =>
        address.Host is "[::]" or "0.0.0.0"
            ? new UriBuilder(address) { Host = Environment.MachineName }.Uri.GetLeftPart(UriPartial.Authority)
            : address.GetLeftPart(UriPartial.Authority);
}
