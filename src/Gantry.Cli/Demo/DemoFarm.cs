using System.Net;
using Gantry.Simulator;
using Gantry.Simulator.Hosting;

namespace Gantry.Cli.Demo;

/// <summary>The demo's printers: simulated ones on ports of this machine, which live a little faster than real ones.</summary>
internal sealed class DemoFarm : IDisposable
{
    private const double Pace = 3;

    private readonly LiveSimulator _simulator = new(
        new LiveOptions
        {
            Count = Names.Count,
            TcpAddress = new IPEndPoint(IPAddress.Loopback, 0),
            Printer = new PrinterOptions { Speed = Pace, BootTime = TimeSpan.FromMilliseconds(100) },
        }
    );

    /// <summary>What they are called, where they stand, and what is loaded.</summary>
    public static IReadOnlyList<(string Name, string Location, string Material, string Colour)> Names { get; } =
    [
        ("Ada", "Workshop", "PLA", "#e4572e"),
        ("Blaise", "Workshop", "PLA", "#2e86ab"),
        ("Charles", "Office", "PETG", "#f2f2f2"),
        ("Dorothy", "Office", "PLA", "#3fa34d"),
    ];

    /// <summary>Where each is.</summary>
    public IReadOnlyList<string> Addresses => _simulator.Addresses;

    public void Dispose() => _simulator.Dispose();
}
