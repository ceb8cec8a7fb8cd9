using System.Text.Json;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary>A sliced cube, or a shorter job, over every kind of port; what the firmware executed is the job, line by line.</summary>
public sealed class RoadTests : PrintTest
{
    [Fact]
    public async Task The_cube_over_a_tty()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");

        ProgramEnd end = await PrintAsync(JobFile.Cube.Path, printer.Address);

        end.Status.ShouldBe(0, end.Errors);
        JobFile.Cube.ShouldBeAllOf(printer.Executed());
        foreach (
            string row in (string[])
                ["Lines of G-code", "3,442", "Time to print", "Avg chars/s", "Round trip p50 / p99", "115200"]
        )
            end.Output.ShouldContain(row);
        end.Errors.ShouldContain(" of 3,442");
        Directory.EnumerateFiles(PathOf("data"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_cube_over_raw_tcp()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTcpAsync(Stop, "--fast");

        await PrintAllAsync(JobFile.Cube, printer);
    }

    [Fact]
    public async Task The_cube_over_the_simulators_rfc2217()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTcpAsync(
            Stop,
            "--fast",
            "--rfc2217",
            "--ignore-dtr"
        );

        await PrintAllAsync(JobFile.Cube, printer, options: ["--baud", "250000"]);
    }

    [Fact]
    public async Task A_board_that_dtr_resets_prints_behind_its_boot()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTcpAsync(
            Stop,
            "--rfc2217",
            "--speed",
            "max",
            "--boot-time",
            "200ms"
        );

        await PrintAllAsync(Moves(50), printer, options: ["--reset"]);
    }

    [Fact]
    public async Task The_cube_over_pySerials_server()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await using ModemRig server = ModemRig.Start(
            DebianPackage.PythonWithSerial(),
            Repository.Path("tests/peers/pyserial_server.py"),
            printer.Address
        );

        await PrintAllAsync(JobFile.Cube, printer, $"rfc2217://127.0.0.1:{await server.ReadLineAsync(Stop)}");
    }

    [Fact]
    public async Task The_cube_over_ser2net()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await using Ser2Net server = await Ser2Net.ServeAsync(printer.Address, Stop);

        await PrintAllAsync(JobFile.Cube, printer, $"rfc2217://127.0.0.1:{server.Port}");
    }

    [Fact]
    public async Task A_printer_at_an_unknown_rate_is_found()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            "--baud",
            "250000",
            "--speed",
            "max"
        );

        JsonElement report = await PrintAllAsync(Moves(50), printer, options: ["--baud", "auto"]);

        report.GetProperty("baud").GetInt32().ShouldBe(250000);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("off")]
    [InlineData("auto")]
    [InlineData("8")]
    public async Task Any_window_prints_every_line(string window)
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            "--fast",
            "--queue-lines",
            "8",
            "--features",
            "advanced-ok"
        );

        await PrintAllAsync(Moves(300), printer, options: ["--window", window]);
    }

    [Fact]
    public async Task The_report_counts_what_was_printed()
    {
        JobFile job = Moves(300);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--speed", "max");

        JsonElement report = await PrintAllAsync(job, printer);

        double Number(string name) => report.GetProperty(name).GetDouble();
        report.GetProperty("file").GetString().ShouldBe("job.gcode");
        report.GetProperty("outcome").GetString().ShouldBe("completed");
        Number("linesBefore").ShouldBe(0);
        Number("lines").ShouldBe(job.Commands.Count);
        double bytes = job.Commands.Sum(c => c.Length + 1);
        Number("bytes").ShouldBeInRange(bytes, bytes + 200);
        Number("averageLineLength").ShouldBe(bytes / job.Commands.Count, 1);
        Number("wireBytes").ShouldBeGreaterThan(bytes);
        Number("linesPerSecond").ShouldBe(Number("lines") / Number("seconds"), 1);
        Number("bitsPerSecond").ShouldBe(8 * Number("charsPerSecond"), 1);
        Number("msPerLine").ShouldBe(1000 / Number("linesPerSecond"), 0.1);
        Number("roundTripMsP50").ShouldBeGreaterThan(1);
        Number("roundTripMsP99").ShouldBeGreaterThanOrEqualTo(Number("roundTripMsP50"));
        Number("baud").ShouldBe(115200);
        Number("resends").ShouldBe(0);
    }
}
