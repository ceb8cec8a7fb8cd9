using Gantry.Simulator.Thermal;

namespace Gantry.Simulator.Commands;

/// <summary>
/// Waits for a heater (M109, M190, M191): reports once a second, and is over when the temperature has stayed at the target
/// for ten seconds (TEMP_RESIDENCY_TIME, within TEMP_WINDOW 1 K at first and TEMP_HYSTERESIS 3 K later).
/// </summary>
internal sealed class HeatWait : Ongoing
{
    private const double Window = 1;
    private const double Hysteresis = 3;
    private static readonly TimeSpan Residency = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    // A heater that cools by less than this in that time has met the air's temperature (MIN_COOLING_SLOPE).
    private const double CoolingSlope = 1.5;
    private static readonly TimeSpan CoolingSlopeTime = TimeSpan.FromSeconds(60);

    private readonly Board _board;
    private readonly Heater _heater;
    private readonly bool _cooling;
    private readonly TimeSpan _look;
    private TimeSpan _nextLook;
    private TimeSpan _nextReport;
    private TimeSpan? _steadySince;
    private TimeSpan _slopeUntil;
    private double _slopeFrom;

    public HeatWait(Board board, Heater heater)
    {
        _board = board;
        _heater = heater;
        _cooling = heater.Temperature > heater.Target;
        _slopeFrom = heater.Temperature;
        _slopeUntil = board.Processor.Now + board.Pace.ToHost(CoolingSlopeTime);
        // Ten looks a second of the machine, but not more than a hundred of the host's.
        TimeSpan look = board.Pace.ToHost(TimeSpan.FromMilliseconds(100));
        _look = look < TimeSpan.FromMilliseconds(10) ? TimeSpan.FromMilliseconds(10) : look;
        board.IsWaitingForHeat = true;
    }

    public override Ongoing? Poll(TimeSpan now)
    {
        if (!_board.IsWaitingForHeat || _board.Pace.IsInstant)
            return null;
        // It looks at times of its own, whatever else the firmware wakes up for.
        if (now < _nextLook)
            return this;
        _nextLook = now + _look;
        _board.Heaters.AdvanceTo(now);
        Settle(now);
        if (IsOver(now))
            return null;
        if (now >= _nextReport)
        {
            _nextReport = now + ReportEvery;
            Report(now);
        }
        return this;
    }

    public override TimeSpan NextLook(TimeSpan now) => _board.IsWaitingForHeat ? _nextLook : now;

    private void Settle(TimeSpan now)
    {
        double off = Math.Abs(_heater.Target - _heater.Temperature);
        if (_steadySince is null)
            _steadySince = off < Window ? now : null;
        else if (off > Hysteresis)
            _steadySince = now;
    }

    private bool IsOver(TimeSpan now) =>
        (_steadySince is { } since && now - since >= _board.Pace.ToHost(Residency)) || HasStoppedCooling(now);

    private bool HasStoppedCooling(TimeSpan now)
    {
        if (!_cooling || now < _slopeUntil)
            return false;
        if (_slopeFrom - _heater.Temperature < CoolingSlope)
            return true;
        _slopeFrom = _heater.Temperature;
        _slopeUntil = now + _board.Pace.ToHost(CoolingSlopeTime);
        return false;
    }

    private void Report(TimeSpan now)
    {
        bool isMarlin = _board.Options.Flavour.Family == FirmwareFamily.Marlin;
        _board.Temperatures.Write(isMarlin ? _board.Replies.Text(" "u8) : _board.Replies);
        if (isMarlin)
        {
            _board.Replies.Text(" W:"u8);
            if (_steadySince is { } since)
                _board.Replies.Number(
                    (long)((_board.Pace.ToHost(Residency) - (now - since)) * _board.Pace.Factor).TotalSeconds
                );
            else
                _board.Replies.Text("?"u8);
        }
        _board.Replies.End();
    }
}
