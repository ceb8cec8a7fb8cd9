using System.Net.Sockets;

namespace Gantry.EndToEnd.Tests.Sharing;

/// <summary>A client of a share, byte by byte.</summary>
internal sealed class ShareClientSocket : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private string _received = "";

    private ShareClientSocket(TcpClient client) => _client = client;

    public static async Task<ShareClientSocket> ConnectAsync(string url)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", new Uri(url).Port);
        return new ShareClientSocket(client);
    }

    /// <summary>Bytes as "ff fd 2c".</summary>
    public async Task SendAsync(string hex) =>
        await _client.GetStream().WriteAsync(Convert.FromHexString(hex.Replace(" ", "")));

    /// <summary>Reads up to and with a sequence; what stood before it is forgotten.</summary>
    public async Task ReadThroughAsync(string hex)
    {
        string wanted = hex.Replace(" ", "");
        using var limit = new CancellationTokenSource(Limit);
        int at;
        while ((at = _received.IndexOf(wanted, StringComparison.Ordinal)) < 0)
        {
            int count = await _client.GetStream().ReadAsync(_buffer, limit.Token);
            count.ShouldBeGreaterThan(0, $"The connection ended; before {hex} came {_received}");
            _received += Convert.ToHexStringLower(_buffer.AsSpan(0, count));
        }
        _received = _received[(at + wanted.Length)..];
    }

    /// <summary>Sends one COM-PORT command, and expects exactly one as the next thing that comes.</summary>
    public async Task AskAsync(string command, string answer)
    {
        await SendAsync($"ff fa 2c {command} ff f0");
        await ExpectAsync(answer);
    }

    /// <summary>Expects exactly this COM-PORT command as the next thing that comes.</summary>
    public async Task ExpectAsync(string command)
    {
        string expected = $"fffa2c{command.Replace(" ", "")}fff0";
        using var limit = new CancellationTokenSource(Limit);
        while (_received.Length < expected.Length)
        {
            int count = await _client.GetStream().ReadAsync(_buffer, limit.Token);
            count.ShouldBeGreaterThan(0, $"The connection ended; instead of {command} came {_received}");
            _received += Convert.ToHexStringLower(_buffer.AsSpan(0, count));
        }
        _received[..expected.Length].ShouldBe(expected);
        _received = _received[expected.Length..];
    }

    /// <summary>Breaks the connection.</summary>
    public void Reset()
    {
        _client.Client.LingerState = new LingerOption(true, 0);
        _client.Close();
    }

    public void Dispose() => _client.Dispose();
}
