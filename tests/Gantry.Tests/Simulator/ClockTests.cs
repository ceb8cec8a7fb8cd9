using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.Simulator;
using Gantry.Simulator.Faults;

namespace Gantry.Tests.Simulator;

/// <summary>However the caller moves the clock, the same bytes at the same times do the same.</summary>
public sealed class ClockTests
{
    private static readonly string[] Texts =
    [
        "G1 X1 F600\n",
        "G1 X50 Y20 F6000\n",
        "G28\n",
        "G4 P300\n",
        "M105\n",
        "M104 S100\n",
        "M109 S30\n",
        "M114\n",
        "M400\n",
        "M410\n",
        "M108\n",
        "M999\n",
        "M155 S1\n",
        "M115\n",
        "N1 M110*34\n",
        "N2 G1 X9*1\n",
        "N7 M105*1\n",
        "M117 a text of some length, to fill the buffer with\n",
        "no line end",
        "\n",
    ];

    private static readonly FaultPlan Faults = FaultPlan.Parse(
        "stall@7=500ms,reset@4s,noise-in=1e-3,lost-ok=0.1,chatter=0.1"
    );

    [Fact]
    public void It_does_not_matter_how_often_the_clock_is_looked_at()
    {
        Gen<(int Wait, int Text)> write = Gen.Choose(0, 600).Zip(Gen.Choose(0, Texts.Length - 1));
        Gen<PrinterOptions> printer =
            from flavour in Gen.Elements(FirmwareFlavour.All.AsEnumerable())
            from features in Gen.Elements(Features.Stock, Features.Stock | Features.EmergencyParser)
            from baudRate in Gen.Elements(0, 115200, 250000)
            from speed in Gen.Elements(1, 3, double.PositiveInfinity)
            select new PrinterOptions
            {
                Flavour = flavour,
                Features = features,
                BaudRate = baudRate,
                Speed = speed,
                Faults = Faults,
            };
        Prop.ForAll(
                Arb.From(write.ArrayOf()),
                Arb.From(printer),
                Arb.From(Gen.Choose(300, 9000)),
                (script, options, microseconds) =>
                {
                    string seldom = Run(options, script, step: null);
                    string often = Run(options, script, TimeSpan.FromMicroseconds(microseconds));
                    return (seldom == often).Label($"{seldom}\n---\n{often}");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    private static string Run(PrinterOptions options, (int WaitMs, int Text)[] script, TimeSpan? step)
    {
        var log = new Commands();
        var printer = new VirtualPrinter(options, log);
        var output = new ArrayBufferWriter<byte>();
        TimeSpan now = TimeSpan.Zero;
        foreach ((int wait, int text) in script)
        {
            Move(printer, output, ref now, TimeSpan.FromMilliseconds(wait), step);
            printer.Receive(Encoding.ASCII.GetBytes(Texts[text]), now);
        }
        Move(printer, output, ref now, TimeSpan.FromSeconds(5), step);
        return $"{Encoding.Latin1.GetString(output.WrittenSpan)}\nexecuted:\n{log}";
    }

    private static void Move(
        VirtualPrinter printer,
        ArrayBufferWriter<byte> output,
        ref TimeSpan now,
        TimeSpan time,
        TimeSpan? step
    )
    {
        TimeSpan end = now + time;
        for (TimeSpan at = now; step is { } by && at < end; at += by)
            printer.Advance(at, output);
        printer.Advance(end, output);
        now = end;
    }

    private sealed class Commands : IExecutedLog
    {
        private readonly StringBuilder _text = new();

        public void Executed(ReadOnlySpan<byte> command) =>
            _text.Append(Encoding.Latin1.GetString(command)).Append('\n');

        public override string ToString() => _text.ToString();
    }
}
