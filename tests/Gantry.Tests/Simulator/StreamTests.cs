using System.Text.Json;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Tests.GCode;

namespace Gantry.Tests.Simulator;

/// <summary>Whole streams: what fits, what is lost, what runs twice, and how long a print takes.</summary>
public sealed class StreamTests
{
    [Theory]
    [InlineData(16, 10)]
    [InlineData(24, 8)]
    [InlineData(40, 6)]
    [InlineData(60, 5)]
    [InlineData(90, 4)]
    public void Behind_a_blocked_command_three_lines_and_127_bytes_are_safe(int lineLength, int safe)
    {
        var host = new TestHost();
        host.Ask(TimeSpan.FromMilliseconds(100), "G4 S20");

        foreach (int i in Enumerable.Range(0, 12))
            host.Write($"M117 {(char)('a' + i)}".PadRight(lineLength - 1, '.') + "\n");
        host.Run(TimeSpan.FromSeconds(30));

        host.Commands.Skip(1).Count(c => c.Length == lineLength - 1).ShouldBe(safe);
        host.Printer.LostBytes.ShouldBe((12 * lineLength) - (3 * lineLength) - 127);
    }

    [Fact]
    public void A_polite_host_finds_every_line_executed_once()
    {
        var host = new TestHost();
        string[] sent = [.. Enumerable.Range(1, 300).Select(i => $"G1 X{i % 100} Y{i % 7} F3000")];

        for (int i = 0; i < sent.Length; i++)
        {
            host.Write(TestHost.Numbered(i + 1, sent[i]) + "\n");
            host.RunUntil("ok");
        }

        host.Commands.ShouldBe(sent);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void A_host_that_resends_line_by_line_gets_through_noise_without_a_wrong_line(int seed)
    {
        var host = new TestHost(new PrinterOptions { Faults = FaultPlan.Parse($"noise-in=2e-3,seed={seed}") });
        string[] sent = [.. Enumerable.Range(1, 400).Select(i => $"G1 X{i % 100} Y{i % 7} F3000")];

        for (int i = 0; i < sent.Length; )
        {
            // A flipped byte in the right place makes a line of its own, or swallows the line's end: then ask for the last one.
            string[] answer = host.Ask(TimeSpan.FromMilliseconds(200), TestHost.Numbered(i + 1, sent[i]));
            if (!answer.Contains("ok") || answer.Length > 1)
                answer = host.Ask(TimeSpan.FromMilliseconds(200), "", "N999999999 M105*46");
            string? last = answer.LastOrDefault(l => l.Contains("Last Line: ", StringComparison.Ordinal));
            if (answer is ["ok"])
                i++;
            else if (last is not null)
                i = int.Parse(last[(last.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
        }

        host.Commands.Where(c => c.StartsWith("G1", StringComparison.Ordinal)).ShouldBe(sent);
    }

    [Fact]
    public void A_windowed_host_and_one_corrupted_line_make_a_move_run_twice()
    {
        // What arrives while the complaint about line 1 goes out is thrown away: line 2, and as much of line 3 as the length of
        // line 2 makes it. Just behind the number of line 3, before or behind the space, the rest is a whole command.
        int[] hits =
        [
            .. Enumerable
                .Range(1, 60)
                .Where(length => MovesAfterCorruptedLine(length).Count(c => c == "G1 X0.125") == 2),
        ];

        hits.Length.ShouldBe(2);
        MovesAfterCorruptedLine(hits[0]).ShouldBe(MovesAfterCorruptedLine(hits[0]), "the same bytes do the same again");
        MovesAfterCorruptedLine(hits[0])[1].ShouldBe("G1 X0.125", "the tail ran before the line itself");
    }

    private static List<string> MovesAfterCorruptedLine(int lengthOfSecond)
    {
        var host = new TestHost();
        host.Ask("G91");
        string second = TestHost.Numbered(2, "M117 " + new string('x', lengthOfSecond));
        string third = TestHost.Numbered(3, "G1 X0.125");
        host.Write($"N1 G1 X1*1\n{second}\n{third}\n");
        host.Run(TimeSpan.FromSeconds(1));
        // The host sees the resend and sends all three again, one by one.
        host.Ask(TestHost.Numbered(1, "G1 X1"));
        host.Ask(second);
        host.Ask(third);
        return host.Commands;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_bytes_break_it(int seed)
    {
        var random = new Random(seed);
        foreach (FirmwareFlavour flavour in FirmwareFlavour.All)
        {
            var host = new TestHost(
                new PrinterOptions
                {
                    Flavour = flavour,
                    Features = (Features)random.Next(512),
                    Speed = 100,
                }
            );
            for (int i = 0; i < 300; i++)
            {
                if (random.Next(6) == 0)
                    host.Printer.Reset(host.Now);
                host.Write(RandomText(random));
                host.Run(TimeSpan.FromMilliseconds(random.Next(200)));
            }
        }
    }

    [Theory]
    [InlineData("cube10_prusa.gcode")]
    [InlineData("steps_fast_prusa.gcode")]
    public void A_print_takes_as_long_as_on_real_Marlin(string file)
    {
        string folder = TestData.PathOf("durations");
        using JsonDocument measured = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "durations.json")));
        double seconds = measured.RootElement.GetProperty("files").GetProperty(file).GetProperty("ramps_s").GetDouble();
        var printer = new VirtualPrinter(new PrinterOptions { BaudRate = 250000, BootTime = TimeSpan.Zero });
        var host = new WindowedHost(printer, windowLines: 4, windowBytes: 0);
        host.Wait(TimeSpan.FromSeconds(1));
        host.Stream(["M302 P1"]);

        TimeSpan start = host.Now;
        host.Stream(File.ReadLines(Path.Combine(folder, file)).Select(Command).Where(IsMotion).Append("M400"));

        (host.Now - start).TotalSeconds.ShouldBe(seconds, seconds * 0.01);
    }

    private static string Command(string line) => line.Split(';')[0].Trim();

    // The measurements left out heating, fans, limits and homing.
    private static bool IsMotion(string command)
    {
        string[] left =
        [
            "M104",
            "M109",
            "M140",
            "M190",
            "M106",
            "M107",
            "M73",
            "M84",
            "M201",
            "M203",
            "M204",
            "M205",
            "G28",
        ];
        return command.Length > 0 && !left.Contains(command.Split(' ')[0]);
    }

    private static string RandomText(Random random)
    {
        string[] words =
        [
            "G1 X1 Y2",
            "G2 X5 I3",
            "G28",
            "G29",
            "G4 P5",
            "M104 S200",
            "M109 S60",
            "M105",
            "M110 N5",
            "M112",
            "M410",
            "M600",
            "M0 hi",
            "M876 S0",
            "M108",
            "M999",
            "M155 S1",
            "T0",
            "N5 ",
            "*23",
            "\n",
            "\r",
            ";",
            "\\",
            "\b",
            "G91",
            "M83",
            "E1",
        ];
        var text = new System.Text.StringBuilder();
        for (int i = random.Next(12); i > 0; i--)
            text.Append(random.Next(3) == 0 ? ((char)random.Next(256)).ToString() : words[random.Next(words.Length)]);
        return text.Append(random.Next(2) == 0 ? "\n" : "").ToString();
    }
}
