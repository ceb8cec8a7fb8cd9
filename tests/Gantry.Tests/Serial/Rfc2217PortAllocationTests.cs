using Gantry.Serial;

namespace Gantry.Tests.Serial;

[Collection(Alone.Name)]
public sealed class Rfc2217PortAllocationTests : IDisposable
{
    private readonly SerialPorts _ports = new(TimeProvider.System);
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );

    public void Dispose()
    {
        _stop.Dispose();
        _ports.Dispose();
    }

    [Fact]
    public async Task Reading_and_writing_allocate_nothing_per_call()
    {
        await using var echo = new EchoAccessServer();
        await using ISerialPort port = await _ports.OpenAsync(
            PortAddress.Parse(echo.Address),
            new PortOptions(),
            _stop.Token
        );
        byte[] line = [.. "M105\n"u8, 0xFF];
        byte[] buffer = new byte[16];
        async Task RoundAsync(int count)
        {
            for (int i = 0; i < count; i++)
            {
                ValueTask<int> read = port.ReadAsync(buffer, _stop.Token);
                await port.WriteAsync(line, _stop.Token);
                int got = await read;
                while (got < line.Length)
                    got += await port.ReadAsync(buffer, _stop.Token);
            }
        }
        await RoundAsync(500);

        long before = GC.GetTotalAllocatedBytes(precise: true);
        await RoundAsync(2000);
        long perRound = (GC.GetTotalAllocatedBytes(precise: true) - before) / 2000;

        perRound.ShouldBeLessThan(16, "bytes allocated per line written and read, the echoing far end included");
    }
}
