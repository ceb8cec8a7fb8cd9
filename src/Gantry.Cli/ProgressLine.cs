using System.Globalization;
using System.Text;
using Gantry.Firmware.Temperatures;
using Gantry.Printing;

namespace Gantry.Cli;

/// <summary>One line that is written over as the print goes on; where there is no terminal, a line at each tenth.</summary>
internal sealed class ProgressLine(TextWriter output) : IDisposable
{
    private readonly bool _live = !Console.IsErrorRedirected;
    private int _shown;
    private int _tenth = -1;
    private PrinterState _state = PrinterState.Idle;

    /// <summary>Commands that were done before this process; they say nothing about how fast it prints.</summary>
    public long DoneBefore { get; set; }

    public void Show(PrinterSnapshot snapshot)
    {
        if (snapshot.Job is not { } job)
            return;
        string text = Describe(snapshot, job);
        if (_live)
        {
            int width = Math.Max(20, Width() - 1);
            text = text.Length > width ? text[..width] : text;
            output.Write("\r" + text.PadRight(_shown));
            _shown = text.Length;
            return;
        }
        int tenth = (int)(10 * job.Share);
        if (tenth == _tenth && snapshot.State == _state)
            return;
        (_tenth, _state) = (tenth, snapshot.State);
        output.WriteLine(text);
    }

    public void End()
    {
        if (_live && _shown > 0)
            output.WriteLine();
        _shown = 0;
    }

    public void Dispose() => End();

    private string Describe(PrinterSnapshot snapshot, JobSnapshot job)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{snapshot.State.ToString().ToLowerInvariant(), -9} {100 * job.Share, 5:F1} %"
        );
        text.Append(CultureInfo.InvariantCulture, $"  line {job.CommandsDone:N0} of {job.Header.Commands:N0}");
        foreach (TemperatureReading t in snapshot.Temperatures)
            if (t.Heater.Kind != HeaterKind.Other)
                text.Append(CultureInfo.InvariantCulture, $"  {t.Heater} {t.Current:F0}/{t.Target ?? 0:F0} °C");
        if ((job.Left ?? Estimate(job)) is { } left)
            text.Append(CultureInfo.InvariantCulture, $"  {PrintReportTable.Clock(left)} left");
        if (snapshot.State == PrinterState.Offline && snapshot.Reason.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"  {snapshot.Reason}");
        return text.ToString();
    }

    /// <summary>What is left at the pace of this process.</summary>
    private TimeSpan? Estimate(JobSnapshot job)
    {
        long done = job.CommandsDone - DoneBefore;
        long rest = job.Header.Commands - job.CommandsDone;
        return done > 0.005 * job.Header.Commands && rest > 0 ? job.Elapsed * ((double)rest / done) : null;
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
