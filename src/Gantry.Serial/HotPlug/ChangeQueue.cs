namespace Gantry.Serial.HotPlug;

/// <summary>
/// What a listener was told, beside how things stand: it holds at most one going and one coming per name, however slow the
/// listener is and however fast devices come and go.
/// </summary>
internal sealed class ChangeQueue
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, State> _states = [];
    private readonly Queue<string> _different = new();
    private TaskCompletionSource _filled = NewSignal();

    /// <summary>How it stands with a name, as far as it is known.</summary>
    public Sighting? this[string name]
    {
        get
        {
            lock (_gate)
                return _states.GetValueOrDefault(name)?.Now;
        }
    }

    /// <summary>The names that have a device now.</summary>
    public string[] Present()
    {
        lock (_gate)
            return [.. _states.Where(s => s.Value.Now is not null).Select(s => s.Key)];
    }

    /// <summary>Says how it stands now with a name; null: there is no device.</summary>
    public void Set(string name, Sighting? now)
    {
        lock (_gate)
        {
            if (!_states.TryGetValue(name, out State? state))
            {
                if (now is null)
                    return;
                _states[name] = state = new State();
            }
            state.Now = now;
            if (state.IsTold)
                ForgetIfGone(name, state);
            else if (!state.IsQueued)
            {
                state.IsQueued = true;
                _different.Enqueue(name);
            }
            if (_different.Count > 0)
                _filled.TrySetResult();
        }
    }

    /// <summary>Waits for the next change. For one listener.</summary>
    public async ValueTask<DeviceChange> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryTake(out Task filled) is { } change)
                return change;
            await filled.WaitAsync(cancellationToken);
        }
    }

    private DeviceChange? TryTake(out Task filled)
    {
        lock (_gate)
        {
            while (_different.TryPeek(out string? name))
            {
                State state = _states[name];
                DeviceChange? change = state.Tell();
                if (state.IsTold)
                {
                    _different.Dequeue();
                    state.IsQueued = false;
                    ForgetIfGone(name, state);
                }
                if (change is not null)
                {
                    filled = Task.CompletedTask;
                    return change;
                }
            }
            if (_filled.Task.IsCompleted)
                _filled = NewSignal();
            filled = _filled.Task;
            return null;
        }
    }

    private void ForgetIfGone(string name, State state)
    {
        if (state is { Now: null, Told: null, IsQueued: false })
            _states.Remove(name);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class State
    {
        public Sighting? Told { get; private set; }

        public Sighting? Now { get; set; }

        public bool IsQueued { get; set; }

        public bool IsTold => Told is null ? Now is null : IsToldPlugging && (Told.IsUsable || !Now!.IsUsable);

        private bool IsToldPlugging => Now is not null && Told is not null && Now.IsSamePlugging(Told);

        /// <summary>One step from what was told towards how it stands; null when there is none.</summary>
        public DeviceChange? Tell()
        {
            if (IsTold)
                return null;
            Sighting? told = Told;
            Told = told is null || IsToldPlugging ? Now : null;
            return Told is null ? new DeviceChange(DeviceChangeKind.Vanished, told!.Device)
                : told is null ? new DeviceChange(DeviceChangeKind.Appeared, Told.Device)
                : new DeviceChange(DeviceChangeKind.Usable, Told.Device);
        }
    }
}
