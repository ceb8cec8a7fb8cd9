using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary><c>gantry simulate</c> in a process of its own, with the list of what it executed.</summary>
internal sealed class SimulatedPrinter : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly TemporaryFolder _folder;

    private SimulatedPrinter(TemporaryFolder folder, RunningProgram program, string address)
    {
        _folder = folder;
        Program = program;
        Address = address;
    }

    /// <summary>Its process.</summary>
    public RunningProgram Program { get; }

    /// <summary>Where it is, as <c>--port</c> takes it.</summary>
    public string Address { get; }

    /// <summary>Where it is on TCP.</summary>
    public int TcpPort => new Uri(Address).Port;

    /// <summary>A printer on a pty.</summary>
    public static Task<SimulatedPrinter> OnTtyAsync(CancellationToken cancellationToken, params string[] options)
    {
        var folder = new TemporaryFolder();
        return StartAsync(folder, ["--pty", folder["printer.tty"], .. options], cancellationToken);
    }

    /// <summary>A printer on a pty with this link to it.</summary>
    public static Task<SimulatedPrinter> AtAsync(
        string link,
        CancellationToken cancellationToken,
        params string[] options
    ) => StartAsync(new TemporaryFolder(), ["--pty", link, .. options], cancellationToken);

    /// <summary>A printer on a TCP port; raw bytes unless the options say otherwise.</summary>
    public static Task<SimulatedPrinter> OnTcpAsync(CancellationToken cancellationToken, params string[] options) =>
        StartAsync(new TemporaryFolder(), ["--tcp", "0", .. options], cancellationToken);

    /// <summary>Every command that the firmware executed so far; those of the set-up included.</summary>
    public IReadOnlyList<string> Executed() =>
        File.Exists(_folder["executed"]) ? File.ReadAllLines(_folder["executed"]) : [];

    /// <summary>Waits until so many commands were executed.</summary>
    public async Task ExecutedAsync(int count, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        while (Executed().Count < count)
            await Task.Delay(2, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        _folder.Dispose();
    }

    private static async Task<SimulatedPrinter> StartAsync(
        TemporaryFolder folder,
        string[] options,
        CancellationToken cancellationToken
    )
    {
        RunningProgram program = RunningProgram.Gantry(["simulate", .. options, "--executed", folder["executed"]]);
        return new SimulatedPrinter(folder, program, await program.ReadLineAsync(cancellationToken));
    }
}
