using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary><c>gantry share</c> of one port, in a process of its own.</summary>
internal sealed class SharedPort : IAsyncDisposable
{
    private SharedPort(RunningProgram program, string address)
    {
        Program = program;
        Address = address;
    }

    public RunningProgram Program { get; }

    /// <summary>Where it is, as <c>--port</c> takes it.</summary>
    public string Address { get; }

    public int TcpPort => new Uri(Address).Port;

    public static async Task<SharedPort> StartAsync(
        string device,
        CancellationToken cancellationToken,
        params string[] options
    )
    {
        RunningProgram program = RunningProgram.Gantry(["share", device, "-p", "0", "--bind", "127.0.0.1", .. options]);
        string announced = await program.ReadLineAsync(cancellationToken);
        return new SharedPort(program, announced.Split(' ')[0]);
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
