using System.Net;
using Gantry.Simulator;
using Gantry.Simulator.Faults;
using Gantry.Simulator.Hosting;

namespace Gantry.EndToEnd.Tests.Fleet;

/// <summary>A simulated printer on a port of this machine that takes no longer than it must.</summary>
internal static class FastPrinter
{
    /// <summary>Starts one.</summary>
    /// <param name="speed">How many times as fast as a real one it works; the clock of its reports is as fast.</param>
    /// <param name="faults">What goes wrong, as <c>reset@100</c>.</param>
    public static LiveSimulator Start(double speed = double.PositiveInfinity, string? faults = null) =>
        new(
            new LiveOptions
            {
                Printer = new PrinterOptions().MadeFast() with
                {
                    Speed = speed,
                    Faults = faults is null ? FaultPlan.None : FaultPlan.Parse(faults),
                },
                TcpAddress = new IPEndPoint(IPAddress.Loopback, 0),
            }
        );
}
