namespace Gantry.Fleet.Events;

/// <summary>
/// One listener to <see cref="FleetEvents"/>. What waits for it is bounded: of each printer only the latest state, of
/// everything else <see cref="MostWaiting"/>; beyond that it is told that it missed something.
/// </summary>
public sealed class FleetListener : IDisposable
{
    /// <summary>Events that wait for a listener at most, printers apart.</summary>
    public const int MostWaiting = 512;

    private readonly Func<FleetEvent, bool> _wants;
    private readonly Action<FleetListener> _remove;
    private readonly Lock _gate = new();
    private readonly Queue<FleetEvent> _waiting = new();
    private readonly Dictionary<long, FleetEvent> _printers = [];
    private readonly Queue<long> _printerOrder = new();
    private TaskCompletionSource _arrived = NewSignal();
    private bool _mustReset;
    private bool _ended;

    internal FleetListener(Func<FleetEvent, bool> wants, Action<FleetListener> remove)
    {
        _wants = wants;
        _remove = remove;
    }

    /// <summary>The next event: first that something was missed, then what happened in its order, then printers.</summary>
    /// <returns>False when nothing waits.</returns>
    /// <param name="told">The event; null when everything must be read again.</param>
    public bool TryRead(out FleetEvent? told)
    {
        lock (_gate)
        {
            told = null;
            if (_mustReset)
            {
                _mustReset = false;
                return true;
            }
            if (_waiting.TryDequeue(out told))
                return true;
            while (_printerOrder.TryDequeue(out long id))
                if (_printers.Remove(id, out told))
                    return true;
            if (!_ended && _arrived.Task.IsCompleted)
                _arrived = NewSignal();
            return false;
        }
    }

    /// <summary>Waits until something is there to be read.</summary>
    /// <returns>False when nothing will come any more.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        Task arrived;
        lock (_gate)
        {
            if (_mustReset || _waiting.Count > 0 || _printers.Count > 0)
                return true;
            if (_ended)
                return false;
            arrived = _arrived.Task;
        }
        await arrived.WaitAsync(cancellationToken);
        lock (_gate)
            return !_ended || _waiting.Count > 0 || _printers.Count > 0 || _mustReset;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _remove(this);
        lock (_gate)
        {
            _ended = true;
            _arrived.TrySetResult();
        }
    }

    internal void Offer(FleetEvent told)
    {
        if (!_wants(told))
            return;
        lock (_gate)
        {
            if (_waiting.Count >= MostWaiting)
            {
                ForgetAll();
                return;
            }
            _waiting.Enqueue(told);
            _arrived.TrySetResult();
        }
    }

    internal void OfferPrinter(FleetEvent told)
    {
        if (!_wants(told))
            return;
        lock (_gate)
        {
            if (!_printers.ContainsKey(told.Subject))
                _printerOrder.Enqueue(told.Subject);
            _printers[told.Subject] = told;
            _arrived.TrySetResult();
        }
    }

    internal void Reset()
    {
        lock (_gate)
            ForgetAll();
    }

    private void ForgetAll()
    {
        _waiting.Clear();
        _printers.Clear();
        _printerOrder.Clear();
        _mustReset = true;
        _arrived.TrySetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
