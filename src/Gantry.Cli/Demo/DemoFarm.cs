using Gantry.Simulator;
using Gantry.Simulator.Hosting;

namespace Gantry.Cli.Demo;

/// <summary>The demo's printers: simulated ones on ports of this machine, which live a little faster than real ones.</summary>
internal sealed class DemoFarm : IDisposable
{
    private const double Pace = 3;

    private readonly LiveSimulator _printers;
    private readonly LiveSimulator _board;

    /// <summary>Switches everything on.</summary>
    /// <param name="folder">Where the devices are made up.</param>
    public DemoFarm(string folder)
    {
        Machine = new DemoMachine(folder);
        _printers = new LiveSimulator(
            new LiveOptions
            {
                Count = Names.Count,
                PtyPath = Path.Combine(Machine.Devices, "ttyUSB"),
                Printer = new PrinterOptions { Speed = Pace, BootTime = TimeSpan.FromMilliseconds(100) },
            }
        );
        _board = new LiveSimulator(new LiveOptions { PtyPath = Path.Combine(Machine.Devices, "ttyACM0") });
        for (int i = 0; i < Names.Count; i++)
            Machine.Add(Path.GetFileName(Addresses[i]), i + 1, "Demo 220", $"DEMO{i + 1:000}");
        Machine.Add("ttyACM0", Names.Count + 1, "Spare board", "SPARE001");
    }

    /// <summary>What they are plugged into; a spare board that no printer of the fleet uses is there, too.</summary>
    public DemoMachine Machine { get; }

    /// <summary>What they are called, where they stand, and what is loaded.</summary>
    public static IReadOnlyList<(string Name, string Location, string Material, string Colour)> Names { get; } =
    [
        ("Ada", "Workshop", "PLA", "#e4572e"),
        ("Blaise", "Workshop", "PLA", "#2e86ab"),
        ("Charles", "Office", "PETG", "#f2f2f2"),
        ("Dorothy", "Office", "PLA", "#3fa34d"),
    ];

    /// <summary>Where each is.</summary>
    public IReadOnlyList<string> Addresses => _printers.Addresses;

    public void Dispose()
    {
        _printers.Dispose();
        _board.Dispose();
    }
}
