using Gantry.Simulator.Protocol;
using Gantry.Simulator.Thermal;

namespace Gantry.Simulator.Commands;

/// <summary>Temperatures as each firmware writes them; the caller begins and ends the line.</summary>
internal sealed class TemperatureReport(HeaterBank heaters, FirmwareFamily family, Processor processor)
{
    // The first conversion of the thermistors takes this long; until then they read nothing.
    private static readonly TimeSpan FirstReading = TimeSpan.FromMilliseconds(150);
    private TimeSpan _readableFrom = TimeSpan.MinValue;

    /// <summary>The firmware has just started.</summary>
    public void Restart(TimeSpan at) => _readableFrom = at + FirstReading;

    public void Write(Replies replies)
    {
        heaters.AdvanceTo(processor.Now);
        switch (family)
        {
            case FirmwareFamily.Klipper:
                WriteKlipper(replies);
                break;
            case FirmwareFamily.Repetier:
                WriteRepetier(replies);
                break;
            default:
                WriteMarlin(replies);
                break;
        }
    }

    private void WriteMarlin(Replies replies)
    {
        WriteHeater(replies.Text("T:"u8), heaters.Hotends[0]);
        WriteHeater(replies.Text(" B:"u8), heaters.Bed);
        if (heaters.Chamber is { } chamber)
            WriteHeater(replies.Text(" C:"u8), chamber);
        bool several = heaters.Hotends.Count > 1;
        for (int i = 0; several && i < heaters.Hotends.Count; i++)
            WriteHeater(replies.Text(" T"u8).Number(i).Text(":"u8), heaters.Hotends[i]);
        replies.Text(" @:"u8).Number(Power(heaters.Hotends[0]));
        replies.Text(" B@:"u8).Number(Power(heaters.Bed));
        if (heaters.Chamber is { } heated)
            replies.Text(" C@:"u8).Number(Power(heated));
        for (int i = 0; several && i < heaters.Hotends.Count; i++)
            replies.Text(" @"u8).Number(i).Text(":"u8).Number(Power(heaters.Hotends[i]));
    }

    private void WriteRepetier(Replies replies)
    {
        replies.Text("T:"u8).Fixed(Reading(heaters.Hotends[0])).Text(" /"u8).Number((long)heaters.Hotends[0].Target);
        replies.Text(" B:"u8).Fixed(Reading(heaters.Bed)).Text(" /"u8).Number((long)heaters.Bed.Target);
        replies.Text(" B@:"u8).Number(Power(heaters.Bed)).Text(" @:"u8).Number(Power(heaters.Hotends[0]));
    }

    private void WriteKlipper(Replies replies)
    {
        replies.Text("B:"u8).Format(Reading(heaters.Bed), "F1").Text(" /"u8).Format(heaters.Bed.Target, "F1");
        for (int i = 0; i < heaters.Hotends.Count; i++)
        {
            Heater hotend = heaters.Hotends[i];
            replies.Text(" T"u8).Number(i).Text(":"u8).Format(Reading(hotend), "F1");
            replies.Text(" /"u8).Format(hotend.Target, "F1");
        }
    }

    private void WriteHeater(Replies replies, Heater heater) =>
        replies.Fixed(Reading(heater)).Text(" /"u8).Fixed(heater.Target);

    private double Reading(Heater heater) => processor.Now < _readableFrom ? 0 : heater.Temperature;

    // Marlin's software PWM has seven bits.
    private static int Power(Heater heater) => (int)Math.Round(heater.Duty * 127);
}
