using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Attach;

/// <summary><c>gantry attach</c> as a process of its own, with programs at its tty that know nothing of it.</summary>
public sealed class AttachTests : IDisposable
{
    // Asks until the printer answers: its board may be reset by the connection, and a wrong rate gives garbage. A line end
    // first ends what garbage has left in the printer's buffer.
    private const string Ask = """
        import serial, sys, time
        port = serial.Serial(sys.argv[1], int(sys.argv[2]), timeout=0.2)
        for attempt in range(int(sys.argv[3])):
            port.write(b'\nM105\n')
            answer = port.read_until(b'@:0').decode('latin-1')
            if 'ok T:' in answer:
                print(answer.strip().splitlines()[-1])
                sys.exit(0)
            if len(sys.argv) > 4:
                port.baudrate = int(sys.argv[4])
        sys.exit('no answer')
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    private string Link => _folder["printer.tty"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_baud_rate_that_a_program_sets_reaches_the_far_device()
    {
        await using RunningProgram simulator = await SimulateAsync("--rfc2217", "--baud", "250000");
        await using RunningProgram attach = await AttachAsync(await simulator.ReadLineAsync(_stop));

        (await AskAsync("250000", "150")).ShouldContain("ok T:");
        (await AskAsync("115200", "150", "250000")).ShouldContain("ok T:", customMessage: "after a wrong rate");

        attach.Signal(RunningProgram.SigTerm);
        (await attach.EndAsync(_stop)).ShouldBe(0);
        File.Exists(Link).ShouldBeFalse();
        attach.Errors.ShouldContain("is at 115200 8N1 now");
    }

    [Fact]
    public async Task Socat_talks_through_it_to_a_raw_port()
    {
        await using RunningProgram simulator = await SimulateAsync();
        await using RunningProgram attach = await AttachAsync(await simulator.ReadLineAsync(_stop));
        await UntilConnectedAsync(attach, times: 1);

        await using RunningProgram socat = RunningProgram.Start(DebianPackage.Socat(), "-", Link + ",raw,echo=0");
        await socat.WriteAsync("M105\n");

        (await socat.ReadLineAsync(_stop)).ShouldStartWith("ok T:");
    }

    [Fact]
    public async Task It_outlives_a_cut_connection_under_the_same_name()
    {
        await using RunningProgram simulator = await SimulateAsync("--rfc2217", "--faults", "drop@1=1s");
        await using RunningProgram attach = await AttachAsync(await simulator.ReadLineAsync(_stop));
        await UntilConnectedAsync(attach, times: 1);

        await AskAsync("115200", "150");
        await UntilConnectedAsync(attach, times: 2);

        (await AskAsync("115200", "150")).ShouldContain("ok T:");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_refused()
    {
        await File.WriteAllTextAsync(Link, "mine", _stop);
        await using RunningProgram attach = RunningProgram.Gantry("attach", "tcp://127.0.0.1:1", Link);

        (await attach.EndAsync(_stop)).ShouldBe(73);
        attach.Errors.ShouldContain($"{Link} exists and is not a link to a pseudo-terminal");
    }

    private static Task<RunningProgram> SimulateAsync(params string[] arguments) =>
        Task.FromResult(
            RunningProgram.Gantry(["simulate", "--tcp", "0", "--speed", "max", "--boot-time", "10ms", .. arguments])
        );

    private async Task<RunningProgram> AttachAsync(string address)
    {
        RunningProgram attach = RunningProgram.Gantry("attach", address, Link);
        (await attach.ReadLineAsync(_stop)).ShouldBe(Link);
        return attach;
    }

    private async Task UntilConnectedAsync(RunningProgram attach, int times)
    {
        for (int i = 0; attach.Errors.Split("Connected to").Length <= times; i++)
        {
            i.ShouldBeLessThan(6000, attach.Errors);
            await Task.Delay(10, _stop);
        }
    }

    private async Task<string> AskAsync(params string[] arguments)
    {
        await using RunningProgram host = RunningProgram.Start(
            DebianPackage.PythonWithSerial(),
            ["-c", Ask, Link, .. arguments]
        );
        return await host.OutputAsync(_stop);
    }
}
