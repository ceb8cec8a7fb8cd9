using System.Globalization;
using System.Text;
using Gantry.Fleet.Printers.Views;

namespace Gantry.Fleet.Printers.Testing;

/// <summary>Says in words what a test of a connection has shown.</summary>
internal static class ConnectionWords
{
    /// <summary>A printer answers.</summary>
    public static string Answers(ConnectionTestView found)
    {
        var text = new StringBuilder(Who(found.Firmware));
        if (found.Firmware is { Machine.Length: > 0 } firmware)
            text.Append(CultureInfo.InvariantCulture, $" on “{firmware.Machine}”");
        text.Append(CultureInfo.InvariantCulture, $" answers at {found.BaudRate} baud.");
        if (found.Temperatures.Count > 0)
            text.Append(
                CultureInfo.InvariantCulture,
                $" It measures {string.Join(", ", found.Temperatures.Select(Temperature))}."
            );
        else
            text.Append(" It reported no temperatures.");
        text.Append(
            found.WindowLines == 1
                ? " It takes one line at a time."
                : string.Create(CultureInfo.InvariantCulture, $" It takes {found.WindowLines} lines ahead.")
        );
        if (!found.TakesNumbers)
            text.Append(" It does not check line numbers: a print that is interrupted cannot go on exactly.");
        if (found.Restarted)
            text.Append(" The board started anew when the port was opened.");
        return text.ToString();
    }

    /// <summary>The fleet has the port already.</summary>
    public static string InFleet(string name, LiveView live) =>
        live.Trouble is { } trouble ? $"{name} of this fleet has this port, without success: {trouble.Text}"
        : live.Firmware is { } firmware
            ? $"{name} of this fleet has this port already; {Who(firmware)} answers there. Nothing was sent."
        : $"{name} of this fleet has this port already, and is {State(live)}. Nothing was sent.";

    private static string Who(FirmwareView? firmware) =>
        firmware is null ? "A firmware that does not say its name"
        : firmware.Version.Length > 0 ? $"{firmware.Name} {firmware.Version}"
        : firmware.Name.Length > 0 ? firmware.Name
        : "A firmware that does not say its name";

    private static string State(LiveView live) =>
        live.Reason.Length > 0
            ? $"{live.State.ToString().ToLowerInvariant()} ({live.Reason})"
            : live.State.ToString().ToLowerInvariant();

    private static string Temperature(TemperatureView t) =>
        string.Create(CultureInfo.InvariantCulture, $"{t.Heater} {t.Actual:0.#} °C")
        + (t.Target > 0 ? string.Create(CultureInfo.InvariantCulture, $" (to be {t.Target:0.#} °C)") : "");
}
