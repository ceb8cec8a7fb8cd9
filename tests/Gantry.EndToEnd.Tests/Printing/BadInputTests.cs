using System.Text;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Printing;

/// <summary>What a person can get wrong: one clear line each, and an exit status of its own.</summary>
public sealed class BadInputTests : PrintTest
{
    private const string Nowhere = "/dev/no-such-port";

    [Fact]
    public async Task A_port_that_does_not_exist()
    {
        ProgramEnd end = await PrintAsync(Moves(5).Path, Nowhere);

        ShouldBeRefused(end, 67, Nowhere, "does not exist", "gantry ports");
    }

    [Fact]
    public async Task A_port_that_is_no_serial_port()
    {
        await File.WriteAllTextAsync(PathOf("file"), "text", Stop);

        ProgramEnd end = await PrintAsync(Moves(5).Path, PathOf("file"));

        ShouldBeRefused(end, 67, "is not a serial port");
    }

    [Fact]
    public async Task A_busy_port_leaves_the_other_print_alone()
    {
        JobFile job = Moves(20_000);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop);
        await using RunningProgram first = StartPrint(job, printer);
        await printer.ExecutedAsync(20, Stop);

        ProgramEnd second = await PrintAsync(job.Path, printer.Address);
        ProgramEnd third = await PrintAsync(job.Path, printer.Address, "--resume");

        ShouldBeRefused(second, 69, printer.Address, "is in use by");
        ShouldBeRefused(third, 78, "There is no interrupted job");
        int executed = printer.Executed().Count;
        await printer.ExecutedAsync(executed + 20, Stop);
        Directory.EnumerateFiles(PathOf("data/jobs")).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_port_that_one_may_not_open_names_the_group_to_join()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        string device = new FileInfo(printer.Address).LinkTarget!;
        await using (RunningProgram chmod = RunningProgram.Start("chmod", "000", device))
            await chmod.OutputAsync(Stop);
        await using (RunningProgram chgrp = RunningProgram.Start("chgrp", "dialout", device))
            await chgrp.FinishAsync(Stop);
        string[] print = ["print", Moves(5).Path, "--port", printer.Address, "--data", PathOf("data")];
        // Root may everything, unless it lays that down.
        await using RunningProgram program =
            Environment.UserName == "root"
                ? RunningProgram.Start(
                    "setpriv",
                    [
                        "--bounding-set=-dac_override,-dac_read_search",
                        "dotnet",
                        Path.Combine(AppContext.BaseDirectory, "gantry.dll"),
                        .. print,
                    ]
                )
                : RunningProgram.Gantry(print);

        ProgramEnd end = await program.FinishAsync(Stop);

        ShouldBeRefused(end, 77, "may not open", "sudo usermod -aG");
    }

    [Fact]
    public async Task A_port_that_vanishes_ends_the_program_and_keeps_the_job()
    {
        JobFile job = Moves(300);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(
            Stop,
            "--speed",
            "2",
            "--faults",
            "drop@100=1h"
        );

        ProgramEnd end = await PrintAsync(job.Path, printer.Address, "--give-up", "500ms");

        end.Status.ShouldBeOneOf(67, 74);
        end.Errors.ShouldContain($"gantry print: {printer.Address} ");
        end.Errors.ShouldContain("--resume goes on with it");
        Directory.EnumerateFiles(PathOf("data/jobs")).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_host_where_nobody_listens()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTcpAsync(Stop);
        printer.Program.Signal(RunningProgram.SigTerm);
        await printer.Program.EndAsync(Stop);

        ProgramEnd end = await PrintAsync(Moves(5).Path, printer.Address);

        ShouldBeRefused(end, 67, printer.Address);
    }

    [Fact]
    public async Task A_far_end_that_is_not_rfc2217_names_the_raw_way()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTcpAsync(Stop, "--fast");
        string address = $"127.0.0.1:{printer.TcpPort}";

        ProgramEnd end = await PrintAsync(Moves(5).Path, $"rfc2217://{address}?timeout=1");

        ShouldBeRefused(end, 72, "RFC 2217", $"tcp://{address}");
    }

    [Fact]
    public async Task A_baud_rate_that_the_far_end_rounds_is_refused()
    {
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await using ModemRig server = ModemRig.Start(
            DebianPackage.PythonWithSerial(),
            Repository.Path("tests/peers/rounding_server.py"),
            printer.Address
        );

        ProgramEnd end = await PrintAsync(
            Moves(5).Path,
            $"rfc2217://127.0.0.1:{await server.ReadLineAsync(Stop)}",
            "--baud",
            "250000"
        );

        ShouldBeRefused(end, 71, "250000", "230400");
    }

    [Fact]
    public async Task A_device_that_says_nothing()
    {
        await using RunningProgram socat = RunningProgram.Start(
            DebianPackage.Socat(),
            $"pty,raw,echo=0,link={PathOf("silent")}",
            "-"
        );
        while (!Path.Exists(PathOf("silent")))
            await Task.Delay(2, Stop);

        ProgramEnd end = await PrintAsync(Moves(5).Path, PathOf("silent"), "--answer-limit", "300ms");

        ShouldBeRefused(end, 68, "No printer answers", "--baud auto tries the usual rates");
    }

    [Theory]
    [InlineData("empty", "", "The file is empty")]
    [InlineData("prose", "Dear all,\nthis is no G-code.\n", "not one G, M or T command")]
    [InlineData("binary", "\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0", "This is a program")]
    [InlineData("control", "G28\nG1 X10 Y10\nG1 X20 Y10\nG1 X20 Y20\nG1 X\u001b\n", "Line 5 has a control character")]
    [InlineData("letters", "G28\nG1 X1 Ö2\n", "which no firmware knows")]
    public async Task A_file_that_cannot_be_printed(string name, string content, string words)
    {
        await File.WriteAllTextAsync(PathOf(name), content, Stop);

        ProgramEnd end = await PrintAsync(PathOf(name), Nowhere);

        ShouldBeRefused(end, 65, PathOf(name), words);
    }

    [Fact]
    public async Task A_file_that_is_not_utf8()
    {
        await File.WriteAllBytesAsync(PathOf("latin"), Encoding.Latin1.GetBytes("G28\nG1 X1 Ö\n"), Stop);

        ShouldBeRefused(await PrintAsync(PathOf("latin"), Nowhere), 65, "Line 2 has a byte that is not UTF-8", "0xD6");
    }

    [Fact]
    public async Task A_line_over_the_firmwares_limit()
    {
        await File.WriteAllTextAsync(PathOf("long"), $"G28\nM117 {new string('x', 95)}\n", Stop);

        ShouldBeRefused(await PrintAsync(PathOf("long"), Nowhere), 65, "Line 2", "the firmware takes 95");
    }

    [Fact]
    public async Task A_file_that_does_not_exist() =>
        ShouldBeRefused(await PrintAsync(PathOf("nothing"), Nowhere), 66, PathOf("nothing"), "does not exist");

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Line_ends_of_other_systems_are_fine(string lineEnd)
    {
        JobFile job = Moves(20);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");
        await File.WriteAllTextAsync(
            job.Path,
            (await File.ReadAllTextAsync(job.Path, Stop)).ReplaceLineEndings(lineEnd),
            Stop
        );

        await PrintAllAsync(job, printer);
    }

    [Fact]
    public async Task A_file_that_sets_line_numbers_is_printed_with_a_warning()
    {
        await File.WriteAllTextAsync(PathOf("m110.gcode"), "G28\nM110 N5\nG1 X5\n", Stop);
        await using SimulatedPrinter printer = await SimulatedPrinter.OnTtyAsync(Stop, "--fast");

        ProgramEnd end = await PrintAsync(PathOf("m110.gcode"), printer.Address);

        end.Status.ShouldBe(0, end.Errors);
        end.Errors.ShouldContain("Line 2 sets the firmware's line number (M110)");
        printer.Executed().Count(c => c.StartsWith("M110", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [InlineData("--baud takes a rate", "--baud", "fast")]
    [InlineData("--window takes a number", "--window", "0")]
    [InlineData("A time needs a number and a unit", "--answer-limit", "5")]
    [InlineData("--reset goes neither", "--reset", "--resume")]
    public async Task A_wrong_option(string words, params string[] options)
    {
        ProgramEnd end = await PrintAsync("x.gcode", Nowhere, options);

        end.Status.ShouldBe(64);
        end.Errors.ShouldContain(words);
        end.Errors.ShouldContain("'gantry print --help' explains it");
    }
}
