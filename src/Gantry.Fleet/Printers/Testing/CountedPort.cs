using Gantry.Serial;

namespace Gantry.Fleet.Printers.Testing;

/// <summary>A port that tells when it is closed.</summary>
internal sealed class CountedPort(ISerialPort inner, Action closed) : ISerialPort
{
    private int _isClosed;

    public string Address => inner.Address;

    public SerialSettings Settings => inner.Settings;

    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, cancellationToken);

    public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        inner.WriteAsync(data, cancellationToken);

    public ValueTask<SerialSettings> ConfigureAsync(SerialSettings wanted, CancellationToken cancellationToken) =>
        inner.ConfigureAsync(wanted, cancellationToken);

    public ValueTask<bool> SetModemLinesAsync(bool? dtr, bool? rts, CancellationToken cancellationToken) =>
        inner.SetModemLinesAsync(dtr, rts, cancellationToken);

    public ValueTask<ModemLines?> GetModemLinesAsync(CancellationToken cancellationToken) =>
        inner.GetModemLinesAsync(cancellationToken);

    public ValueTask SetBreakAsync(bool on, CancellationToken cancellationToken) =>
        inner.SetBreakAsync(on, cancellationToken);

    public ValueTask PurgeAsync(PurgeTarget target, CancellationToken cancellationToken) =>
        inner.PurgeAsync(target, cancellationToken);

    public ValueTask DrainAsync(CancellationToken cancellationToken) => inner.DrainAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await inner.DisposeAsync();
        }
        finally
        {
            if (Interlocked.Exchange(ref _isClosed, 1) == 0)
                closed();
        }
    }
}
