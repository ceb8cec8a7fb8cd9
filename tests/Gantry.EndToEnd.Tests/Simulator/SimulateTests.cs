using System.Diagnostics;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Simulator;

/// <summary><c>gantry simulate</c> as a process of its own, talked to by programs that know nothing of it.</summary>
public sealed class SimulateTests : IDisposable
{
    // One line per ok, as simple hosts do it; prints the answers to the last line.
    private const string PySerialHost = """
        import serial, sys, time
        port = serial.serial_for_url(sys.argv[1], int(sys.argv[2]), timeout=1)
        banner = []
        if len(sys.argv) > 4:
            while not banner or b'M301' not in banner[-1]:
                banner.append(port.readline())
        for line in sys.argv[3].split('|'):
            port.write(line.encode() + b'\n')
            if not line:
                time.sleep(0.2)
                port.reset_input_buffer()
                continue
            answers = []
            while not answers or not answers[-1].startswith('ok'):
                answers.append(port.readline().decode('latin-1').rstrip())
                if not answers[-1]:
                    sys.exit('no answer to ' + line)
        print('\n'.join(answers))
        print(len(banner))
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PySerial_prints_through_a_pty_and_the_executed_list_is_whole()
    {
        string link = _folder["printer.tty"];
        await using RunningProgram simulator = RunningProgram.Gantry(
            "simulate",
            "--pty",
            link,
            "--executed",
            _folder["executed"]
        );
        (await simulator.ReadLineAsync(_stop)).ShouldBe(link);

        string answer = await RunPySerialAsync(link, "115200", "N1 M110*34|G21|M118 hello");

        answer.ShouldStartWith("hello\nok\n");
        (await File.ReadAllLinesAsync(_folder["executed"], _stop)).ShouldBe(["M110", "G21", "M118 hello"]);
    }

    [Fact]
    public async Task Another_host_finds_the_same_printer_after_the_first_has_closed()
    {
        string link = _folder["printer.tty"];
        await using RunningProgram simulator = RunningProgram.Gantry("simulate", "--pty", link);
        await simulator.ReadLineAsync(_stop);
        await RunPySerialAsync(link, "115200", "G92 X42");

        (await RunPySerialAsync(link, "115200", "M114")).ShouldStartWith("X:42.00 ");
    }

    [Fact]
    public async Task A_wrong_baud_rate_gives_garbage()
    {
        string link = _folder["printer.tty"];
        await using RunningProgram simulator = RunningProgram.Gantry("simulate", "--pty", link, "--baud", "250000");
        await simulator.ReadLineAsync(_stop);

        await using RunningProgram host = StartPySerial(link, "115200", "M105");
        (await host.EndAsync(_stop)).ShouldNotBe(0);
        (await RunPySerialAsync(link, "250000", "|M105")).ShouldStartWith("ok T:");
    }

    [Fact]
    public async Task Opening_resets_the_board_when_told_so()
    {
        string link = _folder["printer.tty"];
        string[] arguments = ["simulate", "--pty", link, "--reset-on-open", "--boot-time", "100ms"];
        await using RunningProgram simulator = RunningProgram.Gantry(arguments);
        await simulator.ReadLineAsync(_stop);

        (await RunPySerialAsync(link, "115200", "M105", "wait for the banner")).ShouldStartWith("ok T:");
    }

    [Fact]
    public async Task Socat_talks_to_a_raw_tcp_port()
    {
        await using RunningProgram simulator = RunningProgram.Gantry("simulate", "--tcp", "0");
        string address = (await simulator.ReadLineAsync(_stop)).Replace("tcp://", "TCP:", StringComparison.Ordinal);

        await using RunningProgram socat = RunningProgram.Start(DebianPackage.Socat(), "-", address);
        await socat.WriteAsync("M105\n");

        (await socat.ReadLineAsync(_stop)).ShouldStartWith("ok T:");
    }

    [Fact]
    public async Task PySerial_speaks_rfc2217_and_its_dtr_resets_the_board()
    {
        await using RunningProgram simulator = RunningProgram.Gantry(
            "simulate",
            "--tcp",
            "0",
            "--rfc2217",
            "--boot-time",
            "200ms"
        );
        string address = await simulator.ReadLineAsync(_stop);

        string answer = await RunPySerialAsync(address, "115200", "M105", "wait for the banner");

        answer.ShouldStartWith("ok T:");
    }

    [Theory]
    [InlineData(RunningProgram.SigInt)]
    [InlineData(RunningProgram.SigTerm)]
    public async Task A_signal_ends_it_within_two_seconds_and_takes_the_link_away(int signal)
    {
        string link = _folder["printer.tty"];
        await using RunningProgram simulator = RunningProgram.Gantry("simulate", "--pty", link);
        await simulator.ReadLineAsync(_stop);
        new FileInfo(link).LinkTarget.ShouldStartWith("/dev/pts/");

        long start = Stopwatch.GetTimestamp();
        simulator.Signal(signal);
        (await simulator.EndAsync(_stop)).ShouldBe(0);

        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(2));
        new FileInfo(link).LinkTarget.ShouldBeNull();
    }

    [Fact]
    public async Task The_link_of_a_killed_simulator_is_taken_over()
    {
        string link = _folder["printer.tty"];
        await using RunningProgram killed = RunningProgram.Gantry("simulate", "--pty", link);
        await killed.ReadLineAsync(_stop);
        killed.Signal(RunningProgram.SigKill);
        await killed.EndAsync(_stop);

        await using RunningProgram next = RunningProgram.Gantry("simulate", "--pty", link);
        (await next.ReadLineAsync(_stop)).ShouldBe(link);
        (await RunPySerialAsync(link, "115200", "M105")).ShouldStartWith("ok T:");
    }

    [Fact]
    public async Task A_file_in_the_links_place_is_left_alone_and_named()
    {
        string path = _folder["precious"];
        await File.WriteAllTextAsync(path, "data", _stop);

        await using RunningProgram simulator = RunningProgram.Gantry("simulate", "--pty", path);

        (await simulator.EndAsync(_stop)).ShouldBe(73);
        simulator.Errors.ShouldContain($"{path} exists");
        (await File.ReadAllTextAsync(path, _stop)).ShouldBe("data");
    }

    [Theory]
    [InlineData("either --pty PATH or --tcp PORT", "simulate")]
    [InlineData("There is no fault \"boom\"", "simulate", "--tcp", "0", "--faults", "boom=1")]
    [InlineData("--speed takes a factor", "simulate", "--tcp", "0", "--speed", "fast")]
    [InlineData("--firmware takes one of", "simulate", "--tcp", "0", "--firmware", "sprinter")]
    [InlineData("There is no feature 'x'", "simulate", "--tcp", "0", "--features", "x")]
    [InlineData("--rfc2217 goes with --tcp", "simulate", "--pty", "x", "--rfc2217")]
    [InlineData("--baud takes a whole number", "simulate", "--tcp", "0", "--baud", "-1")]
    public async Task A_wrong_option_is_named_in_words(string message, params string[] arguments)
    {
        await using RunningProgram simulator = RunningProgram.Gantry(arguments);

        (await simulator.EndAsync(_stop)).ShouldNotBe(0);
        simulator.Errors.ShouldContain(message);
    }

    private static RunningProgram StartPySerial(params string[] arguments) =>
        RunningProgram.Start(DebianPackage.PythonWithSerial(), ["-c", PySerialHost, .. arguments]);

    private async Task<string> RunPySerialAsync(params string[] arguments)
    {
        await using RunningProgram host = StartPySerial(arguments);
        return await host.OutputAsync(_stop);
    }
}
