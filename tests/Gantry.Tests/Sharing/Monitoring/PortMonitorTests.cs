using Gantry.Serial;
using Gantry.Sharing.Monitoring;

namespace Gantry.Tests.Sharing.Monitoring;

/// <summary>How a monitor comes back to a port that goes away.</summary>
public sealed class PortMonitorTests
{
    [Fact]
    public async Task Whoever_is_let_in_only_to_be_sent_away_waits_longer_each_time()
    {
        var ports = new ShortLivedPorts();
        var output = new Silence();
        var monitor = new PortMonitor(ports, PortAddress.Parse("tcp://node:1"), new(), output, TimeProvider.System);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(800));

        await Should.ThrowAsync<OperationCanceledException>(() => monitor.RunAsync(stop.Token));

        // At once, and after 100, 300 and 700 ms at the soonest.
        ports.Opened.ShouldBeInRange(1, 4);
        output.Statuses.ShouldContain("The far end has gone. Trying again.");
    }

    private sealed class ShortLivedPorts : ISerialPortOpener
    {
        public int Opened { get; private set; }

        public Task<ISerialPort> OpenAsync(
            PortAddress address,
            PortOptions options,
            CancellationToken cancellationToken
        )
        {
            Opened++;
            return Task.FromResult<ISerialPort>(new ShortLivedPort());
        }
    }

    private sealed class ShortLivedPort : ISerialPort
    {
        public string Address => "";

        public SerialSettings Settings { get; } = new();

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
            throw new SerialPortException(SerialError.Lost, "The far end has gone.");

        public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => default;

        public ValueTask<SerialSettings> ConfigureAsync(SerialSettings wanted, CancellationToken cancellationToken) =>
            new(wanted);

        public ValueTask<bool> SetModemLinesAsync(bool? dtr, bool? rts, CancellationToken cancellationToken) =>
            new(true);

        public ValueTask<ModemLines?> GetModemLinesAsync(CancellationToken cancellationToken) => new((ModemLines?)null);

        public ValueTask SetBreakAsync(bool on, CancellationToken cancellationToken) => default;

        public ValueTask PurgeAsync(PurgeTarget target, CancellationToken cancellationToken) => default;

        public ValueTask DrainAsync(CancellationToken cancellationToken) => default;

        public ValueTask DisposeAsync() => default;
    }

    private sealed class Silence : IMonitorOutput
    {
        public List<string> Statuses { get; } = [];

        public void Status(DateTimeOffset time, string text) => Statuses.Add(text);

        public void Line(DateTimeOffset time, ReadOnlySpan<byte> bytes, bool isWhole) { }

        public void Alert(DateTimeOffset time, AlertPattern pattern, string line) { }
    }
}
