using Gantry.Printing;
using Gantry.Serial;
using Gantry.Tests.Support;

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
}
