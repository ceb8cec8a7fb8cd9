using Gantry.Serial;

namespace Gantry.Fleet.Printers.Testing;

/// <summary>
/// Opens ports, and knows when all of them are closed again: also one that was still being opened when nobody wanted it any more,
/// for an open cannot be called off.
/// </summary>
internal sealed class CountedPorts(ISerialPortOpener inner) : ISerialPortOpener
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _count;

    /// <summary>Done when no port is open or being opened.</summary>
    public Task UntilFreeAsync()
    {
        lock (_lock)
            return _count == 0 ? Task.CompletedTask : _free.Task;
    }

    public async Task<ISerialPort> OpenAsync(
        PortAddress address,
        PortOptions options,
        CancellationToken cancellationToken
    )
    {
        lock (_lock)
            if (_count++ == 0)
                _free = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            return new CountedPort(await inner.OpenAsync(address, options, cancellationToken), Closed);
        }
        catch
        {
            Closed();
            throw;
        }
    }

    private void Closed()
    {
        lock (_lock)
            if (--_count == 0)
                _free.SetResult();
    }
}
