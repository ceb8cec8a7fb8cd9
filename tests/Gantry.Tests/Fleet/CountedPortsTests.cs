using Gantry.Fleet.Printers.Testing;
using Gantry.Printing;
using Gantry.Serial;
using Gantry.Tests.Support;

namespace Gantry.Tests.Fleet;

/// <summary>When a port that was tried is really free again.</summary>
public sealed class CountedPortsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_whose_opening_hangs_is_free_when_it_has_opened_after_all_and_is_closed()
    {
        var slow = new SlowPorts();
        var ports = new CountedPorts(slow);
        var printer = new Printer(
            new PrinterSetup { Address = PortAddress.Parse("tcp://127.0.0.1:1") },
            ports,
            TimeProvider.System
        );
        Task connecting = printer.ConnectAsync();
        await slow.Asked.Task.WaitAsync(Stop);
        await printer.DisposeAsync();
        Task free = ports.UntilFreeAsync();

        free.IsCompleted.ShouldBeFalse();
        slow.Opened.SetResult(slow);
        await free.WaitAsync(TimeSpan.FromSeconds(30), Stop);

        slow.Closed.Task.IsCompleted.ShouldBeTrue();
        await connecting.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
        );
    }

    [Fact]
    public async Task What_could_not_be_opened_is_free_at_once()
    {
        var slow = new SlowPorts();
        var ports = new CountedPorts(slow);
        slow.Opened.SetException(new SerialPortException(SerialError.NotFound, "no such port"));

        await Should.ThrowAsync<SerialPortException>(() =>
            ports.OpenAsync(PortAddress.Parse("tcp://127.0.0.1:1"), new PortOptions(), Stop)
        );

        ports.UntilFreeAsync().IsCompleted.ShouldBeTrue();
    }
}
