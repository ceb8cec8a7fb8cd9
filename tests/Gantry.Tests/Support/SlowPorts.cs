using Gantry.Serial;

namespace Gantry.Tests.Support;

/// <summary>A port that opens when a test lets it.</summary>
internal sealed class SlowPorts : ISerialPortOpener, ISerialPort
{
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<ISerialPort> Opened { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Address => "";

    public SerialSettings Settings { get; } = new();

    public Task<ISerialPort> OpenAsync(PortAddress address, PortOptions options, CancellationToken cancellationToken)
    {
        Asked.TrySetResult();
        return Opened.Task;
    }

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => new(0);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => default;

    public ValueTask<SerialSettings> ConfigureAsync(SerialSettings wanted, CancellationToken cancellationToken) =>
        new(wanted);

    public ValueTask<bool> SetModemLinesAsync(bool? dtr, bool? rts, CancellationToken cancellationToken) => new(false);

    public ValueTask<ModemLines?> GetModemLinesAsync(CancellationToken cancellationToken) => new((ModemLines?)null);

    public ValueTask SetBreakAsync(bool on, CancellationToken cancellationToken) => default;

    public ValueTask PurgeAsync(PurgeTarget target, CancellationToken cancellationToken) => default;

    public ValueTask DrainAsync(CancellationToken cancellationToken) => default;

    public ValueTask DisposeAsync()
    {
        Closed.TrySetResult();
        return default;
    }
}
