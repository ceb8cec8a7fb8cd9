using System.Text.Json;
using Gantry.EndToEnd.Tests.Peers;

namespace Gantry.EndToEnd.Tests.Sharing;

/// <summary>One running <c>gantry share</c> of a tty with modem lines, for many clients one after the other.</summary>
public sealed class SharedLines : IAsyncLifetime
{
    private readonly DeviceEnd _device = new();
    private ModemRig _share = null!;
    private string _url = "";

    internal DeviceEnd Device => _device;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _share = ModemRig.Gantry("share", _device.Path, "-p", "0", "--bind", "127.0.0.1", "--baud", "38400");
        _url = (await _share.ReadLineAsync(Stop)).Split(' ')[0];
    }

    public async ValueTask DisposeAsync()
    {
        await _share.DisposeAsync();
        _device.Dispose();
    }

    /// <summary>A client that has agreed on RFC 2217 and has the port.</summary>
    internal async Task<ShareClientSocket> ConnectAsync()
    {
        ShareClientSocket client = await ShareClientSocket.ConnectAsync(_url);
        await client.SendAsync("ff fb 2c");
        // The last word of the greeting: how the lines stand.
        await client.ReadThroughAsync("ff fa 2c 6b b0 ff f0");
        return client;
    }

    internal Task DriveAsync(string lines) => _share.SetAsync(_device.Path, lines, Stop);

    /// <summary>What the kernel says of the port: <c>frame</c>, <c>dtr</c>, <c>rts</c> or <c>break</c>.</summary>
    internal async Task<string> LookAsync(string what) =>
        (await _share.StateAsync(_device.Path, Stop)).GetProperty(what) is { ValueKind: not JsonValueKind.Null } value
            ? value.ToString().ToLowerInvariant()
            : "";
}
