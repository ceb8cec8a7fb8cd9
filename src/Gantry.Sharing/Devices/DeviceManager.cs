using System.Threading.Channels;
using Gantry.Serial.HotPlug;
using Gantry.Serial.Inventory;
using Gantry.Sharing.Book;

namespace Gantry.Sharing.Devices;

/// <summary>
/// Joins what is plugged in, the port book and the shares: a device that comes is shared at its number, one that goes ends its
/// clients and keeps its number. One loop owns all of it; everybody reads an immutable snapshot.
/// </summary>
public sealed class DeviceManager : IAsyncDisposable
{
    /// <summary>More news than this at a time wait with the watch, which keeps only the outcome.</summary>
    private const int InboxSize = 256;

    private readonly Channel<DeviceMessage> _inbox;
    private readonly CancellationTokenSource _stop = new();
    private readonly DeviceTable _table;
    private readonly Task _loop;
    private readonly Task _pump;
    private TaskCompletionSource _changed = NewSignal();
    private volatile DevicesSnapshot _snapshot;
    private int _isDisposed;

    private DeviceManager(
        Channel<DeviceMessage> inbox,
        DeviceTable table,
        Func<CancellationToken, ValueTask<DeviceChange>> next
    )
    {
        _inbox = inbox;
        _table = table;
        _snapshot = table.Snapshot(0);
        _loop = Task.Run(RunAsync);
        _pump = Task.Run(() => PumpAsync(next));
    }

    /// <summary>All devices now.</summary>
    public DevicesSnapshot Snapshot => _snapshot;

    /// <summary>Ends with the manager; with an exception when it came to an end by itself.</summary>
    public Task Completion => _loop;

    /// <summary>Reads the book, gives the devices that are there their numbers, and shares them; then follows the changes.</summary>
    /// <param name="next">Waits for the next change: <see cref="SerialDeviceWatch.NextAsync"/>.</param>
    /// <param name="present">The devices that are there, as far as they are known: found at once, they are numbered in order.</param>
    /// <param name="book">Where numbers are kept.</param>
    /// <param name="shares">Starts shares.</param>
    /// <param name="options">How devices are managed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait for the book.</param>
    /// <exception cref="PortBookException">The book cannot be read, or is damaged.</exception>
    internal static async Task<DeviceManager> StartAsync(
        Func<CancellationToken, ValueTask<DeviceChange>> next,
        IReadOnlyList<SerialDevice> present,
        PortBookFile book,
        IDeviceShares shares,
        DeviceManagerOptions options,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var inbox = Channel.CreateBounded<DeviceMessage>(InboxSize);
        void Wake(DeviceSlot slot) => Tell(inbox.Writer, new DeviceMessage.Wake(slot));
        var table = new DeviceTable(new BookKeeper(book), shares, options, time, Wake);
        await table.BeginAsync(present, cancellationToken);
        return new DeviceManager(inbox, table, next);
    }

    /// <summary>Waits until the devices are no longer as in a snapshot.</summary>
    public async Task<DevicesSnapshot> WaitForChangeAsync(DevicesSnapshot known, CancellationToken cancellationToken)
    {
        while (true)
        {
            // First the signal, then the snapshot: a change in between has set the signal.
            Task changed = Volatile.Read(ref _changed).Task;
            if (_snapshot.Version != known.Version)
                return _snapshot;
            await changed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Starts the share of a number that was stopped.</summary>
    /// <returns>How its device is now, or null when the book has no such number.</returns>
    public Task<DeviceStatus?> StartShareAsync(int port) => SwitchAsync(port, on: true);

    /// <summary>Stops the share of a number until it is started again.</summary>
    /// <returns>How its device is now, or null when the book has no such number.</returns>
    public Task<DeviceStatus?> StopShareAsync(int port) => SwitchAsync(port, on: false);

    /// <summary>Somebody may have changed the book: it is read again.</summary>
    public void BookChanged() => Tell(_inbox.Writer, new DeviceMessage.BookChanged());

    /// <summary><see cref="DeviceManagerOptions.HeldBecause"/> may say something else than before.</summary>
    public void HoldersChanged() => Tell(_inbox.Writer, new DeviceMessage.HoldersChanged());

    /// <summary>Ends all shares.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _stop.CancelAsync();
        _inbox.Writer.TryComplete();
        // What went wrong in it is Completion's to tell; the shares must end all the same.
        await Task.WhenAll(_loop, _pump).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _table.EndAsync();
        _stop.Dispose();
    }

    private async Task<DeviceStatus?> SwitchAsync(int port, bool on)
    {
        var done = new TaskCompletionSource<DeviceStatus?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _inbox.Writer.WriteAsync(new DeviceMessage.Switch(port, on, done), _stop.Token);
        return await done.Task.WaitAsync(_stop.Token);
    }

    private static void Tell(ChannelWriter<DeviceMessage> inbox, DeviceMessage message)
    {
        if (inbox.TryWrite(message))
            return;
        // Full for a moment: the message waits for a place, whoever tells does not.
        _ = inbox
            .WriteAsync(message, CancellationToken.None)
            .AsTask()
            .ContinueWith(
                static t => t.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );
    }

    private async Task PumpAsync(Func<CancellationToken, ValueTask<DeviceChange>> next)
    {
        try
        {
            while (true)
                await _inbox.Writer.WriteAsync(new DeviceMessage.Plugged(await next(_stop.Token)), _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or ChannelClosedException)
        {
            // The manager ends.
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (DeviceMessage message in _inbox.Reader.ReadAllAsync(_stop.Token))
            {
                await HandleAsync(message);
                Publish();
            }
        }
        catch (OperationCanceledException)
        {
            // The manager ends.
        }
    }

    private async Task HandleAsync(DeviceMessage message)
    {
        switch (message)
        {
            case DeviceMessage.Plugged { Change: { Kind: DeviceChangeKind.Appeared, Device: var device } }:
                await _table.PlugAsync(device, _stop.Token);
                break;
            case DeviceMessage.Plugged { Change: { Kind: DeviceChangeKind.Usable, Device: var device } }:
                await _table.TryNowAsync(device);
                break;
            case DeviceMessage.Plugged { Change.Device: var device }:
                await _table.UnplugAsync(device);
                break;
            case DeviceMessage.Wake { Slot: var slot }:
                await slot.ApplyAsync();
                break;
            case DeviceMessage.BookChanged:
                await _table.ReadBookAsync();
                break;
            case DeviceMessage.HoldersChanged:
                await _table.ApplyAllAsync();
                break;
            case DeviceMessage.Switch wish:
                DeviceStatus? status = await _table.SwitchAsync(wish.Port, wish.On);
                Publish();
                wish.Done.SetResult(status);
                break;
        }
    }

    private void Publish()
    {
        DevicesSnapshot now = _table.Snapshot(_snapshot.Version + 1);
        if (now.BookTrouble == _snapshot.BookTrouble && now.Devices.SequenceEqual(_snapshot.Devices))
            return;
        _snapshot = now;
        Interlocked.Exchange(ref _changed, NewSignal()).SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
