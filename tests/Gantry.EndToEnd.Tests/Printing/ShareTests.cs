using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary>Printing over <c>gantry share</c>.</summary>
public sealed class ShareTests : PrintTest
{
    // One line per ok, numbered, as simple hosts do it.
    private const string PySerialHost = """
        import functools, operator, serial, sys
        port = serial.serial_for_url(sys.argv[1], 115200, timeout=30)
        def send(number, command):
            text = b'N%d %s' % (number, command)
            port.write(b'%s*%d\n' % (text, functools.reduce(operator.xor, text)))
            while not (answer := port.readline()).startswith(b'ok'):
                if not answer or answer.startswith(b'Error'):
                    sys.exit('after %r: %r' % (text, answer))
        send(0, b'M110')
        commands = (line.split(b';')[0].strip() for line in open(sys.argv[2], 'rb'))
        for number, command in enumerate(filter(None, commands), 1):
            send(number, command)
        """;

    [Fact]
    public async Task The_cube_over_a_share()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await using SharedPort share = await SharedPort.StartAsync(printer.Address, Stop);

        await PrintAllAsync(JobFile.Cube, printer, share.Address);
    }

    [Fact]
    public async Task PySerials_client_prints_over_a_share()
    {
        JobFile job = Moves(300);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await using SharedPort share = await SharedPort.StartAsync(printer.Address, Stop);

        await using RunningProgram host = RunningProgram.Start(
            DebianPackage.PythonWithSerial(),
            ["-c", PySerialHost, share.Address, job.Path]
        );
        await host.OutputAsync(Stop);

        job.ShouldBeAllOf(printer.Executed());
    }

    [Fact]
    public async Task A_print_goes_on_when_the_share_was_killed_and_started_again()
    {
        JobFile job = Moves(400);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--speed", "5");
        await using SharedPort first = await SharedPort.StartAsync(printer.Address, Stop);
        await using var network = new Middleman(first.TcpPort);
        await using RunningProgram print = StartPrint(job.Path, network.Address);
        await printer.ExecutedAsync(100, Stop);

        first.Program.Signal(RunningProgram.SigKill);
        await first.Program.EndAsync(Stop);
        await using SharedPort second = await SharedPort.StartAsync(printer.Address, Stop);
        network.Target = second.TcpPort;

        ProgramEnd end = await print.FinishAsync(Stop);
        end.Status.ShouldBe(0, end.Errors);
        job.ShouldBeAllOf(printer.Executed());
    }
}
