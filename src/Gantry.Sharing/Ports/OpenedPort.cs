using Gantry.Serial;
using Gantry.Serial.Linux;
using Gantry.Sharing.Policies;

namespace Gantry.Sharing.Ports;

/// <summary>A device that was just opened.</summary>
/// <param name="Tty">It.</param>
/// <param name="State">How it stands.</param>
/// <param name="HasLines">Whether it has modem lines.</param>
internal sealed record OpenedPort(TtyDevice Tty, PortState State, bool HasLines)
{
    /// <summary>Opens a device as a share wants it; blocks.</summary>
    /// <exception cref="SerialPortException">It is missing, in use or not permitted, or refuses the baud rate.</exception>
    public static OpenedPort Open(string path, ShareOptions options)
    {
        TtyDevice tty = TtyDevice.Open(path, new TtyOptions());
        try
        {
            // The kernel raises both lines when a tty is opened.
            if (options is { Lines: LinePolicy.Raise, Reset: not ResetPolicy.Never })
                tty.SetModemLines(false, false);
            if (options.BaudRate is { } baud)
                tty.ConfigureExactly(tty.ReadSettings() with { BaudRate = baud });
            tty.Purge(PurgeTarget.Received);
            ModemLines? lines = tty.GetModemLines();
            ModemLines on = lines ?? ModemLines.None;
            var state = new PortState(
                tty.ReadSettings(),
                tty.ReadFlow(),
                (on & ModemLines.Dtr) != 0,
                (on & ModemLines.Rts) != 0,
                Break: false,
                PortState.ToModemState(on)
            );
            return new OpenedPort(tty, state, lines is not null);
        }
        catch
        {
            tty.Dispose();
            throw;
        }
    }
}
