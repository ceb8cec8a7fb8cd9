using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;

namespace Gantry.Sharing.Devices;

/// <summary>One number of the port book, with its device and its share. It belongs to the manager's loop.</summary>
internal sealed class DeviceSlot : IDisposable
{
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    private readonly DeviceManagerOptions _options;
    private readonly IDeviceShares _shares;
    private readonly TimeProvider _time;
    private readonly FlapGuard _flaps;
    private readonly ITimer _timer;
    private readonly long _began;
    private readonly Action<DeviceSlot> _wake;
    private IDeviceShare? _share;
    private bool _isTold;
    private TimeSpan _retry;
    private TimeSpan? _lookAt;

    /// <param name="entry">The number.</param>
    /// <param name="options">How devices are managed.</param>
    /// <param name="shares">Starts shares.</param>
    /// <param name="time">The clock.</param>
    /// <param name="wake">Called on any thread when <see cref="ApplyAsync"/> has something to do.</param>
    public DeviceSlot(
        PortEntry entry,
        DeviceManagerOptions options,
        IDeviceShares shares,
        TimeProvider time,
        Action<DeviceSlot> wake
    )
    {
        _options = options;
        _shares = shares;
        _time = time;
        _wake = wake;
        _began = time.GetTimestamp();
        _flaps = new FlapGuard(options);
        _retry = options.RetryAfter;
        _timer = time.CreateTimer(_ => wake(this), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Status = new DeviceStatus(entry, null, DeviceState.Absent, "", time.GetUtcNow());
    }

    public DeviceStatus Status { get; private set; }

    public PortEntry Entry => Status.Entry;

    public SerialDevice? Device => Status.Device;

    /// <summary>Whether somebody has stopped its share.</summary>
    public bool IsStopped { get; set; }

    /// <summary>For waits: the time of day is set by hand and by the network, also backwards.</summary>
    private TimeSpan Now => _time.GetElapsedTime(_began);

    public void Plug(SerialDevice device)
    {
        if (Device is not null)
            Unplug($"It came again as {device.Path}.");
        _flaps.OnPlugged(Now);
        _retry = _options.RetryAfter;
        _lookAt = null;
        _isTold = false;
        Status = Status with { Device = device };
    }

    public void Unplug(string reason)
    {
        _flaps.OnUnplugged(Now);
        Status = Status with { Device = null };
        // Once: who connects later is told the last reason.
        _share?.DeviceGone(_flaps.QuietAt is null ? reason : _flaps.Reason);
    }

    /// <summary>The entry has changed, but not its number; a share that would behave otherwise is made anew.</summary>
    public async Task UpdateAsync(PortEntry entry)
    {
        bool isOther = entry.Behaviour != Entry.Behaviour;
        Status = Status with { Entry = entry };
        if (isOther)
            await EndShareAsync();
    }

    /// <summary>Makes the share be as it should be; true when the status is another afterwards.</summary>
    public async Task<bool> ApplyAsync()
    {
        DeviceStatus before = Status;
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        bool isCalm = _flaps.IsCalm(Now);
        if (Entry.IsDisabled)
            await EndAsync(DeviceState.Disabled, "The port book says that it is not to be shared.");
        else if (IsStopped)
            await EndAsync(DeviceState.Stopped, "Its share was stopped.");
        else if (!isCalm)
            Calm();
        else if (Device is null)
            Become(DeviceState.Absent, "");
        else if (_options.HeldBecause(Device) is { } reason)
            Withhold(Device, reason);
        else
            Share(Device);
        return Status != before;
    }

    /// <summary>Tries a share that is in trouble at once, not when its time has come.</summary>
    public async Task TryNowAsync()
    {
        _retry = _options.RetryAfter;
        if (_lookAt is not null)
            _lookAt = Now;
        await ApplyAsync();
    }

    /// <summary>Ends the share for good.</summary>
    public async Task EndShareAsync()
    {
        if (_share is not { } share)
            return;
        _share = null;
        _isTold = false;
        await share.StopAsync();
    }

    public void Dispose() => _timer.Dispose();

    private async Task EndAsync(DeviceState state, string reason)
    {
        await EndShareAsync();
        if (Device is null)
            Become(DeviceState.Absent, "");
        else
            Become(state, reason);
    }

    /// <summary>The port is listened on all the same, so that who connects is told who has the device.</summary>
    private void Withhold(SerialDevice device, string reason)
    {
        try
        {
            if (_share is null)
                _share = _shares.Start(Entry, device, () => _wake(this), reason);
            else if (Status.State != DeviceState.Held || Status.Reason != reason)
                _share.Withhold(reason);
        }
        catch (ShareException)
        {
            // Another program has the number: the device is held all the same.
        }
        _isTold = false;
        Become(DeviceState.Held, reason);
    }

    private void Calm()
    {
        WakeAfter(_flaps.QuietAt!.Value - Now);
        Become(DeviceState.Flapping, _flaps.Reason);
    }

    private void Share(SerialDevice device)
    {
        TimeSpan now = Now;
        if (_isTold && _share is { State: DeviceShareState.Ready })
        {
            _lookAt = null;
            _retry = _options.RetryAfter;
            Become(DeviceState.Shared, "");
            return;
        }
        if (_isTold && _share is { State: DeviceShareState.Failed } failed)
            Become(DeviceState.Trouble, failed.Trouble);
        if (!_isTold || _lookAt <= now)
        {
            Tell(device);
            _lookAt = null;
        }
        if (_lookAt is null)
        {
            _lookAt = now + _retry;
            _retry = _retry * 2 > LongestRetry ? LongestRetry : _retry * 2;
        }
        WakeAfter(_lookAt.Value - now);
    }

    /// <summary>Brings device and share together; whether that went well, the share says afterwards.</summary>
    private void Tell(SerialDevice device)
    {
        try
        {
            if (_share is null)
                _share = _shares.Start(Entry, device, () => _wake(this), withheld: null);
            else
                _share.DeviceReturned(device.Path);
            _isTold = true;
            if (Status.State != DeviceState.Trouble)
                Become(DeviceState.Shared, "");
        }
        catch (ShareException e)
        {
            Become(DeviceState.Trouble, e.Message);
        }
    }

    // A timer may fire a moment early; what is not due yet is set anew.
    private void WakeAfter(TimeSpan wait) =>
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);

    private void Become(DeviceState state, string reason)
    {
        if (Status.State != state || Status.Reason != reason)
            Status = Status with { State = state, Reason = reason, Since = _time.GetUtcNow() };
    }
}
