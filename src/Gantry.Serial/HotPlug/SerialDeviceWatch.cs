using System.Diagnostics;
using Gantry.Serial.Inventory;
using Gantry.Serial.Linux;

namespace Gantry.Serial.HotPlug;

/// <summary>
/// Tells which serial devices come and go. udev's word counts, because permissions are set by then; the folder of the nodes is
/// the second witness, and the only one where udev does not speak. Nothing polls, and a look at a sick device holds up only
/// the news of that device.
/// </summary>
public sealed class SerialDeviceWatch : IAsyncDisposable
{
    private readonly EventLoop _loop;
    private readonly SerialInventory _inventory;
    private readonly DeviceWatchOptions _options;
    private readonly ChangeQueue _changes = new();
    private readonly Dictionary<string, NameState> _names = [];
    private readonly LoopTimer _lateTimer;
    private IDisposable? _udev;
    private FolderWatch? _folder;
    private int _rounds;
    private bool _disposed;

    private SerialDeviceWatch(EventLoop loop, SerialInventory inventory, DeviceWatchOptions options)
    {
        _loop = loop;
        _inventory = inventory;
        _options = options;
        _lateTimer = loop.CreateTimer(LookAtTheLate);
    }

    /// <summary>Whether udev's word is heard; else the folder of the nodes is watched alone.</summary>
    public bool HearsUdev => _udev is not null;

    /// <summary>Watches from now on. The devices that are there already are the first to be told.</summary>
    /// <exception cref="IOException">Not even the folder of the nodes can be watched.</exception>
    public static SerialDeviceWatch Start(EventLoop loop, SerialInventory inventory, DeviceWatchOptions? options = null)
    {
        var watch = new SerialDeviceWatch(loop, inventory, options ?? new DeviceWatchOptions());
        watch.Listen();
        loop.Post(new Call(watch.LookAtAll));
        return watch;
    }

    /// <summary>Waits for the next change. For one listener; a slow one is told the outcome, not every step.</summary>
    public ValueTask<DeviceChange> NextAsync(CancellationToken cancellationToken) =>
        _changes.NextAsync(cancellationToken);

    /// <summary>Watches no more. The loop must still run.</summary>
    public async ValueTask DisposeAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(
            new Call(() =>
            {
                End();
                ended.SetResult();
            })
        );
        await ended.Task;
    }

    private void Listen()
    {
        // Without udev the kernel lets anybody listen, but nobody ever speaks.
        if (Path.Exists(_options.UdevControl))
            _udev = _options.ListenToUdev(_loop, OnUevent, LookAtAll);
        try
        {
            _folder = new FolderWatch(_loop, _inventory.DevRoot, OnFolderChange);
        }
        catch (IOException) when (_udev is not null)
        {
            // One witness is enough.
        }
    }

    private void OnUevent(Uevent uevent)
    {
        if (_disposed || uevent.Subsystem != "tty" || uevent.Node.Length == 0)
            return;
        if (uevent.Action == UeventAction.Remove)
            Gone(uevent.Node);
        else
            Look(uevent.Node, mustBeUsable: false);
    }

    private void OnFolderChange(string name, FolderChange change)
    {
        if (_disposed)
            return;
        if (change == FolderChange.Overflow)
            LookAtAll();
        else if (change == FolderChange.Gone)
            LoseNode(name);
        else if (!_inventory.Knows(name))
            return;
        else if (_udev is null)
            Look(name, mustBeUsable: true);
        else if (_changes[name] is null)
            LookLate(name);
    }

    /// <summary>The node is gone. Beside udev this may be old news: its device may be back already, so it is looked at.</summary>
    private void LoseNode(string name)
    {
        if (_udev is null)
            Gone(name);
        else if (_changes[name] is not null)
            Look(name, mustBeUsable: true);
    }

    private void LookAtAll()
    {
        if (_disposed)
            return;
        foreach (string name in _inventory.Names().Union(_changes.Present()))
            Look(name, mustBeUsable: false);
    }

    private void Gone(string name)
    {
        NameState state = StateOf(name);
        // A look that is under way may have seen the device before it went.
        state.Round = ++_rounds;
        state.LateAt = 0;
        _changes.Set(name, null);
        Trim(name, state);
    }

    private void Look(string name, bool mustBeUsable)
    {
        NameState state = StateOf(name);
        state.MustBeUsable = mustBeUsable && (state.MustBeUsable || !state.Looking);
        if (state.Looking)
        {
            state.LookAgain = true;
            return;
        }
        state.Looking = true;
        state.LookAgain = false;
        int round = state.Round;
        Task<DeviceLook> look = state.Thread.RunAsync(() => DeviceLook.At(_inventory, name, _options.IsUsable));
        _ = look.ContinueWith(
            done => _loop.Post(new Call(() => Seen(name, state, round, done.Result))),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
    }

    private void Seen(string name, NameState state, int round, DeviceLook look)
    {
        if (_disposed)
            return;
        state.Looking = false;
        bool mustBeUsable = state.MustBeUsable;
        if (state.LookAgain)
            Look(name, mustBeUsable);
        if (round != state.Round)
            return;
        if (look.Device is null)
            _changes.Set(name, null);
        else if (look.IsUsable || !mustBeUsable || _changes[name] is not null)
            _changes.Set(name, new Sighting(look.Device, look.Birth, round, look.IsUsable));
        else
            LookLate(name);
        Trim(name, state);
    }

    /// <summary>Looks again when the time to settle is over, whatever the permissions are then.</summary>
    private void LookLate(string name)
    {
        NameState state = StateOf(name);
        if (state.LateAt != 0)
            return;
        state.LateAt = Stopwatch.GetTimestamp() + (long)(_options.SettleLimit.TotalSeconds * Stopwatch.Frequency);
        if (!_lateTimer.IsSet)
            _lateTimer.SetAt(state.LateAt);
    }

    private void LookAtTheLate()
    {
        if (_disposed)
            return;
        long now = Stopwatch.GetTimestamp();
        foreach ((string name, NameState state) in _names.Where(n => n.Value.LateAt != 0).ToArray())
        {
            if (state.LateAt <= now)
            {
                state.LateAt = 0;
                Look(name, mustBeUsable: false);
            }
            else if (!_lateTimer.IsSet || _lateTimer.DueAt > state.LateAt)
            {
                _lateTimer.SetAt(state.LateAt);
            }
        }
    }

    private NameState StateOf(string name)
    {
        if (!_names.TryGetValue(name, out NameState? state))
            _names[name] = state = new NameState(name) { Round = _rounds };
        return state;
    }

    /// <summary>Forgets a name that has no device and nothing under way.</summary>
    private void Trim(string name, NameState state)
    {
        if (!state.Looking && state.LateAt == 0 && _changes[name] is null)
            _names.Remove(name);
    }

    private void End()
    {
        if (_disposed)
            return;
        _disposed = true;
        _lateTimer.Cancel();
        _udev?.Dispose();
        _folder?.Dispose();
    }

    private sealed class NameState(string name)
    {
        public ControlThread Thread { get; } = new("look at " + name);

        public int Round { get; set; }

        public long LateAt { get; set; }

        public bool Looking { get; set; }

        public bool LookAgain { get; set; }

        public bool MustBeUsable { get; set; }
    }

    private sealed class Call(Action action) : ILoopWork
    {
        public void Run() => action();
    }
}
