using Gantry.EndToEnd.Tests.Discovery;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Sharing;

/// <summary>From where a share can be reached: two machines on a cable.</summary>
public sealed class ShareNetworksTests : IAsyncLifetime
{
    private readonly DeviceEnd _device = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;
    private NetworkNamespace _pi = null!;
    private NetworkNamespace _desk = null!;

    public async ValueTask InitializeAsync()
    {
        _pi = await NetworkNamespace.StartAsync(_stop);
        _desk = await NetworkNamespace.StartAsync(_stop);
        await _pi.ConnectAsync(_desk, "eth0", 83, _stop);
    }

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _pi.DisposeAsync();
        _device.Dispose();
    }

    [Theory]
    [InlineData("TCP4:10.83.0.1")]
    [InlineData("TCP6:[fd83::1]")]
    public async Task A_private_network_is_served_if_nothing_is_said(string address)
    {
        await using RunningProgram share = Share();
        await using RunningProgram client = await ConnectAsync(share, address);

        await client.WriteAsync("M105\n");

        (await _device.ReadTextAsync(5)).ShouldBe("M105\n");
    }

    [Fact]
    public async Task A_network_that_is_not_allowed_gets_no_byte()
    {
        await using RunningProgram share = Share("--allow", "192.168.0.0/16");
        await using RunningProgram client = await ConnectAsync(share, "TCP4:10.83.0.1");

        (await client.OutputAsync(_stop)).ShouldBeEmpty();
        await DeviceEnd.UntilAsync(() => share.Errors.Contains("10.83.0.2"));
        share.Errors.ShouldContain("its network is not allowed");
    }

    [Fact]
    public async Task What_listens_on_loopback_is_not_reached_from_elsewhere()
    {
        await using RunningProgram share = Share("--bind", "127.0.0.1");
        await using RunningProgram client = await ConnectAsync(share, "TCP4:10.83.0.1");

        (await client.EndAsync(_stop)).ShouldNotBe(0);
        client.Errors.ShouldContain("refused");
    }

    private RunningProgram Share(params string[] options) =>
        _pi.Gantry(["share", _device.Path, "-p", "0", "--no-announce", .. options]);

    private async Task<RunningProgram> ConnectAsync(RunningProgram share, string address)
    {
        string port = (await share.ReadLineAsync(_stop)).Split(' ')[0].Split(':')[^1];
        return _desk.Start(DebianPackage.Socat(), "-", $"{address}:{port}");
    }
}
