using Gantry.Printing;
using Gantry.Serial;

namespace Gantry.Tests.Printing;

/// <summary>What a printer leaves behind when it is let go of.</summary>
public sealed class PrinterEndTests
{
    [Fact]
    public async Task A_port_that_opens_when_its_printer_was_let_go_of_is_closed()
    {
        var slow = new SlowPorts();
        var printer = new Printer(
            new PrinterSetup { Address = PortAddress.Parse("tcp://127.0.0.1:1") },
            slow,
            TimeProvider.System
        );
        Task connecting = printer.ConnectAsync();
        await slow.Asked.Task.WaitAsync(TestContext.Current.CancellationToken);
        await printer.DisposeAsync();

        slow.Opened.SetResult(slow);

        await slow.Closed.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await connecting.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
        );
    }

    private sealed class SlowPorts : ISerialPortOpener, ISerialPort
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource<ISerialPort> Opened { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Address => "";

        public SerialSettings Settings { get; } = new();

        public Task<ISerialPort> OpenAsync(
            PortAddress address,
            PortOptions options,
            CancellationToken cancellationToken
        )
        {
            Asked.TrySetResult();
            return Opened.Task;
        }

        public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) => new(0);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => default;

        public ValueTask<SerialSettings> ConfigureAsync(SerialSettings wanted, CancellationToken cancellationToken) =>
            new(wanted);

        public ValueTask<bool> SetModemLinesAsync(bool? dtr, bool? rts, CancellationToken cancellationToken) =>
            new(false);

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
}
