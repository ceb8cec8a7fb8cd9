using System.Net;
using System.Net.Sockets;
using Gantry.Rfc2217;
using Gantry.Serial;

namespace Gantry.Tests.Serial;

/// <summary>An access server whose device echoes, and which allocates nothing while it does.</summary>
internal sealed class EchoAccessServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly AccessServerSession _session = new();
    private readonly ByteFifo _output = new(kept: 4096);
    private readonly Task _serving;

    public EchoAccessServer()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address => $"rfc2217://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await _serving;
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        using Socket client = await _listener.AcceptSocketAsync();
        client.NoDelay = true;
        Memory<byte> buffer = new byte[4096];
        while (await client.ReceiveAsync(buffer, SocketFlags.None) is > 0 and var count)
        {
            Take(buffer.Span[..count]);
            while (!_output.IsEmpty)
                _output.Skip(await client.SendAsync(_output.Memory, SocketFlags.None));
        }
    }

    private void Take(ReadOnlySpan<byte> input)
    {
        while (_session.Read(ref input, _output, out AccessServerEvent happened))
        {
            if (happened.Kind == AccessServerEventKind.Data)
                Gantry.Rfc2217.Telnet.TelnetWriter.WriteData(_output, happened.Data);
            else if (happened.Kind == AccessServerEventKind.Request)
                _session.Answer(happened.Request, new ComPortState { BaudRate = 115200 }, _output);
        }
    }
}
