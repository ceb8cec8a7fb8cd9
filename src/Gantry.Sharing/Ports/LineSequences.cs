using System.Diagnostics;
using Gantry.Serial.Linux;

namespace Gantry.Sharing.Ports;

/// <summary>Movements of DTR and RTS with exact times. They block, so they run as calls of a device.</summary>
internal static class LineSequences
{
    /// <summary>
    /// How long both lines are down: a board couples DTR through 100 nF, and avrdude's programmers for such boards use 250 ms.
    /// </summary>
    private static readonly TimeSpan ResetTime = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan LongestDrain = TimeSpan.FromMilliseconds(500);

    /// <summary>Both lines down, and up again.</summary>
    public static void Reset(TtyDevice tty)
    {
        if (!tty.SetModemLines(false, false))
            return;
        Thread.Sleep(ResetTime);
        tty.SetModemLines(true, true);
    }

    /// <summary>How long EN and IO0 are low: esptool's own times (reset.py, UnixTightReset and HardReset).</summary>
    private static readonly TimeSpan EspResetTime = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan EspBootTime = TimeSpan.FromMilliseconds(50);

    /// <summary>Plays a sequence for Espressif's auto-reset circuit; both lines are off afterwards.</summary>
    public static void Play(TtyDevice tty, EspSequence sequence)
    {
        if (sequence == EspSequence.None || !tty.SetModemLines(false, false))
            return;
        if (sequence == EspSequence.EnterBootloader)
            tty.SetModemLines(true, true);
        tty.SetModemLines(false, true);
        Thread.Sleep(EspResetTime);
        if (sequence == EspSequence.EnterBootloader)
        {
            // In one call: with both off between, the chip would leave its reset with IO0 high.
            tty.SetModemLines(true, false);
            Thread.Sleep(EspBootTime);
        }
        tty.SetModemLines(false, false);
    }

    /// <summary>Waits until the driver has sent what it has, but not for ever: flow control may hold it.</summary>
    public static void WaitUntilSent(TtyDevice tty)
    {
        long start = Stopwatch.GetTimestamp();
        while (tty.BytesUnsent() > 0 && Stopwatch.GetElapsedTime(start) < LongestDrain)
            Thread.Sleep(1);
    }
}
