using System.Net;
using System.Net.Sockets;
using Gantry.Rfc2217.Telnet;
using Gantry.Tests.Rfc2217;

namespace Gantry.Tests.Serial;

/// <summary>An access server on a TCP port of its own, for one client, whose port is a <see cref="ScriptedServer"/>.</summary>
internal sealed class AccessServerHost : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Task _serving;
    private Socket? _client;

    public AccessServerHost(ScriptedServer? server = null)
    {
        Server = server ?? new ScriptedServer();
        _listener.Start();
        _serving = ServeAsync();
    }

    public ScriptedServer Server { get; }

    /// <summary>Bytes to swallow from what the server answers: the code of a COM-PORT command that stays unanswered.</summary>
    public byte? Silent { get; set; }

    public string Address => $"rfc2217://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>All data that the client wrote so far.</summary>
    public async Task<byte[]> ReceivedAsync(int count)
    {
        while (true)
        {
            await _gate.WaitAsync();
            byte[] all = [.. Server.Received];
            _gate.Release();
            if (all.Length >= count)
                return all;
            await Task.Delay(1);
        }
    }

    /// <summary>What happened so far, one event a line.</summary>
    public async Task<string> LogAsync()
    {
        await _gate.WaitAsync();
        string log = Server.Log;
        _gate.Release();
        return log;
    }

    public async Task SendDataAsync(byte[] data)
    {
        await _gate.WaitAsync();
        TelnetWriter.WriteData(Server.Output, data);
        await FlushAsync();
        _gate.Release();
    }

    /// <summary>Writes whatever the session is made to say.</summary>
    public async Task SayAsync(Action<ScriptedServer> what)
    {
        await _gate.WaitAsync();
        what(Server);
        await FlushAsync();
        _gate.Release();
    }

    public void HangUp() => _client!.Close();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        _client?.Dispose();
        try
        {
            await _serving;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Ended by the above.
        }
        _gate.Dispose();
    }

    private async Task ServeAsync()
    {
        _client = await _listener.AcceptSocketAsync();
        _client.NoDelay = true;
        byte[] buffer = new byte[16 * 1024];
        while (await _client.ReceiveAsync(buffer) is > 0 and var count)
        {
            await _gate.WaitAsync();
            Server.Feed(buffer.AsSpan(0, count));
            await FlushAsync();
            _gate.Release();
        }
        _client.Close();
    }

    private async Task FlushAsync()
    {
        byte[] output = Server.TakeOutput();
        if (Silent is { } code)
            output = Without(output, code);
        for (int sent = 0; sent < output.Length; )
            sent += await _client!.SendAsync(output.AsMemory(sent));
    }

    private static byte[] Without(byte[] output, byte code)
    {
        string begin = Hex.Text([0xFF, 0xFA, 0x2C, (byte)(code + 100)]);
        string text = Hex.Text(output);
        for (int at; (at = text.IndexOf(begin, StringComparison.Ordinal)) >= 0; )
            text = text.Remove(at, text.IndexOf("ff f0", at, StringComparison.Ordinal) + 5 - at).Trim();
        return Hex.Bytes(text);
    }
}
