using Gantry.Firmware;
using Gantry.Firmware.Temperatures;

namespace Gantry.Printing.Actor;

/// <summary>Knows the temperatures, and asks for them where the firmware does not report by itself.</summary>
internal sealed class TemperatureWatch(PrinterCore core)
{
    /// <summary>Asking less often while printing: each question is a line of the job, and its journal.</summary>
    private static readonly TimeSpan IntervalIdle = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan IntervalPrinting = TimeSpan.FromSeconds(5);

    /// <summary>After this the last report is not to be trusted any more.</summary>
    private static readonly TimeSpan ReportsLimit = TimeSpan.FromSeconds(8);

    /// <summary>Lines of the file that may go in front of a question, so that sending does not wait for its journal.</summary>
    private const int LinesAhead = 8;

    private readonly TemperatureReport _report = new();
    private TemperatureReading[] _last = [];
    private bool _asked;
    private TimeSpan _askedAt;

    /// <summary>Whether the firmware reports by itself.</summary>
    public bool IsReported { get; private set; }

    /// <summary>When a question is due.</summary>
    public TimeSpan Deadline { get; private set; } = TimeSpan.MaxValue;

    /// <summary>When the last report came; null when none has, on this connection.</summary>
    public TimeSpan? HeardAt { get; private set; }

    /// <summary>The last readings.</summary>
    public ReadOnlySpan<TemperatureReading> Last => _last;

    /// <summary>The temperature of a hotend, °C; null when it is not known.</summary>
    public double? Of(int tool)
    {
        foreach (TemperatureReading reading in _last)
            if (reading.Heater.Kind == HeaterKind.Hotend && reading.Heater.Index == tool)
                return reading.Current;
        return null;
    }

    public void OnReply(in Reply reply)
    {
        if (!reply.HasTemperatures || !_report.TryParse(reply.Text) || _report.IsUnmeasured)
            return;
        HeardAt = core.Now;
        if (_last.Length != _report.Readings.Length)
            _last = new TemperatureReading[_report.Readings.Length];
        _report.Readings.CopyTo(_last);
        core.History.Add(core.Now, _report.Readings);
        core.Changed();
    }

    public void Advance()
    {
        if (!MayAsk())
        {
            Deadline = TimeSpan.MaxValue;
            return;
        }
        if (IsReported)
        {
            AskForReports();
            return;
        }
        TimeSpan interval = core.Job is null ? IntervalIdle : IntervalPrinting;
        if (Deadline == TimeSpan.MaxValue)
            Deadline = core.Now + interval;
        if (core.Now < Deadline)
            return;
        Deadline = core.Now + interval;
        _asked = true;
        core.Insert(["M105"], () => _asked = false, ahead: core.State == PrinterState.Printing ? LinesAhead : 0);
    }

    /// <summary>Reports that stay away were forgotten, by a board that restarted unnoticed or by an M155 of the file.</summary>
    private void AskForReports()
    {
        TimeSpan last = HeardAt > _askedAt ? HeardAt.Value : _askedAt;
        Deadline = last + ReportsLimit;
        if (core.Now < Deadline)
            return;
        _askedAt = core.Now;
        Deadline = core.Now + ReportsLimit;
        _asked = true;
        core.Insert(["M155 S1"], () => _asked = false, ahead: core.State == PrinterState.Printing ? LinesAhead : 0);
    }

    /// <summary>The firmware is being set up.</summary>
    /// <param name="isReported">Whether it was told to report by itself.</param>
    public void Begin(bool isReported) => (IsReported, _askedAt) = (isReported, core.Now);

    public void Forget()
    {
        HeardAt = null;
        _last = [];
        _asked = false;
        IsReported = true;
    }

    private bool MayAsk() =>
        !_asked
        && core.Link is { Phase: LinkPhase.Streaming, IsHeating: false }
        && core.MayInsert
        && core.State is not (PrinterState.Offline or PrinterState.Connecting or PrinterState.Error);
}
