using Gantry.GCode.Words;
using Gantry.Printing.Jobs;
using Gantry.Printing.Progress;

namespace Gantry.Printing.Actor;

/// <summary>Knows how far a job is in time and in layers.</summary>
internal sealed class ProgressWatch(PrinterCore core)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly GCodeCommand _command = new();
    private RemainingTime? _time;
    private JobGuide? _guide;

    /// <summary>When the next look is due.</summary>
    public TimeSpan Deadline { get; private set; } = TimeSpan.MaxValue;

    /// <summary>A job begins, or was taken over.</summary>
    public void Begin()
    {
        _guide = null;
        _time = new RemainingTime(null);
        Deadline = core.Now;
    }

    /// <summary>Its file was read.</summary>
    public void Studied(JobGuide guide)
    {
        _guide = guide;
        _time = new RemainingTime(guide.Curve, core.Job!.CommandsDone, _time?.Printed ?? default);
        Deadline = core.Now;
    }

    /// <summary>M73 says how much time is left, in minutes.</summary>
    public void OnSent(ReadOnlySpan<byte> command)
    {
        if (!command.StartsWith("M73"u8) || !_command.Parse(command) || !_command.Is('M', 73))
            return;
        if (_command.TryGet('R', out double minutes) && minutes is >= 0 and < 1e6)
            _time?.SlicerSays(TimeSpan.FromMinutes(minutes));
    }

    public void Advance()
    {
        if (core.Job is not { } job || _time is null)
        {
            Deadline = TimeSpan.MaxValue;
            return;
        }
        if (core.Now < Deadline)
            return;
        Deadline = core.Now + Interval;
        long commands = job.Prepared.Header.Commands;
        double share = commands == 0 ? 0 : (double)job.CommandsDone / commands;
        _time.Update(core.Now, job.CommandsDone, share, counts: core.State == PrinterState.Printing);
        core.Changed();
    }

    /// <summary>Puts what is known into the picture of the job.</summary>
    public JobSnapshot Add(JobSnapshot job) =>
        job with
        {
            Progress = _time?.Progress ?? job.Share,
            Printed = _time?.Printed ?? default,
            Left = _time?.Left,
            LeftOrigin = _time?.Origin ?? TimeLeftOrigin.Unknown,
            Layer = _guide?.Layers.At(job.CommandsDone)?.Index,
            Layers = _guide is { Layers: { Layers.Count: > 0 and var layers, IsOneAfterAnother: false } }
                ? layers
                : null,
        };
}
