using System.Globalization;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Gantry.Cli.Server;

/// <summary>
/// Carries the bytes of local TCP connections to a share of a server, each over a WebSocket of its own. Neither side is read
/// faster than the other takes it. A connection that breaks is closed: programs connect again, as they do with the share itself.
/// </summary>
internal sealed class PortTunnel(ServerClient server, ForwardedPort port, bool watch, TextWriter errors)
{
    private const int BufferSize = 16 * 1024;
    private const int MostConnections = 16;

    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(15);

    /// <summary>For the last answers after a program ended its sending.</summary>
    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(30);

    /// <summary>Serves who connects, until it is cancelled.</summary>
    public async Task ServeAsync(TcpListener listener, CancellationToken stop)
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                Socket client = await listener.AcceptSocketAsync(stop);
                open.RemoveAll(t => t.IsCompleted);
                if (open.Count < MostConnections)
                    open.Add(ServeAsync(client, stop));
                else
                    client.Dispose();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task ServeAsync(Socket client, CancellationToken stop)
    {
        client.NoDelay = true;
        using var local = new NetworkStream(client, ownsSocket: true);
        using var socket = new ClientWebSocket();
        try
        {
            await ConnectAsync(socket, stop);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            if (!stop.IsCancellationRequested)
                await RefuseAsync(local, socket, e, stop);
            return;
        }
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task<bool> up = UpAsync(local, socket, end.Token);
        Task down = DownAsync(local, socket, end.Token);
        await Task.WhenAny(up, down);
        if (up.IsCompletedSuccessfully && await up)
            await Task.WhenAny(down, Task.Delay(FarewellLimit, stop));
        await end.CancelAsync();
        await Task.WhenAll(up, down);
    }

    private async Task ConnectAsync(ClientWebSocket socket, CancellationToken stop)
    {
        if (!string.IsNullOrEmpty(server.Key))
            socket.Options.SetRequestHeader("Authorization", "Bearer " + server.Key);
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(10);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(20);
        socket.Options.CollectHttpResponseDetails = true;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(ConnectLimit);
        string path = string.Create(CultureInfo.InvariantCulture, $"/ports/{port.Number}/stream");
        await socket.ConnectAsync(server.SocketAddress(path + (watch ? "?watch=true" : "")), limit.Token);
    }

    /// <summary>The program is told in text, as a share does; the person at the terminal, too.</summary>
    private async Task RefuseAsync(NetworkStream local, ClientWebSocket socket, Exception e, CancellationToken stop)
    {
        string reason = socket.HttpStatusCode switch
        {
            0 => $"The server {server.Address} does not answer: {e.InnerException?.Message ?? e.Message}",
            System.Net.HttpStatusCode.Unauthorized =>
                "The server does not know the key. Put a good one into GANTRY_KEY.",
            System.Net.HttpStatusCode.Forbidden =>
                $"The key may not use {port.Name}: it needs ports.manage, or ports.read with --watch.",
            System.Net.HttpStatusCode.NotFound => $"The server has no port {port.Number} any more.",
            System.Net.HttpStatusCode.Conflict => $"{port.Name} is not shared just now.",
            { } status => $"The server answered {(int)status}.",
        };
        await errors.WriteLineAsync($"gantry forward: {reason}");
        try
        {
            await local.WriteAsync(Encoding.UTF8.GetBytes($"\r\n{reason}\r\n"), stop);
        }
        catch (Exception gone) when (IsEnd(gone))
        {
            // It did not wait for it.
        }
    }

    /// <summary>True when the program ended its sending, and may still listen.</summary>
    private static async Task<bool> UpAsync(NetworkStream local, ClientWebSocket socket, CancellationToken end)
    {
        byte[] buffer = new byte[BufferSize];
        try
        {
            while (await local.ReadAsync(buffer, end) is > 0 and var count)
                await socket.SendAsync(buffer.AsMemory(0, count), WebSocketMessageType.Binary, true, end);
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", end);
            return true;
        }
        catch (Exception e) when (IsEnd(e))
        {
            return false;
        }
    }

    private static async Task DownAsync(NetworkStream local, ClientWebSocket socket, CancellationToken end)
    {
        byte[] buffer = new byte[BufferSize];
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), end);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                await local.WriteAsync(buffer.AsMemory(0, received.Count), end);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            // One of both sides is gone.
        }
    }

    private static bool IsEnd(Exception e) =>
        e
            is OperationCanceledException
                or WebSocketException
                or IOException
                or ObjectDisposedException
                or SocketException;
}
