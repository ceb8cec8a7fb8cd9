using System.Net.WebSockets;
using Gantry.Fleet.Ports;
using Gantry.Server.Http;
using Gantry.Server.Problems;
using Gantry.Server.Security;
using Microsoft.Extensions.Hosting;

namespace Gantry.Server.Endpoints.Ports;

/// <summary>
/// A share's bytes over a WebSocket: what <c>gantry forward</c> makes a local TCP port of. Binary messages either way, in any
/// pieces. Neither side is read faster than the other takes it, so nothing piles up here.
/// </summary>
internal static class PortStream
{
    private const int BufferSize = 16 * 1024;

    /// <summary>As many as a workshop has ports, several times over.</summary>
    private const int MostStreams = 200;

    private static readonly TimeSpan FarewellLimit = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(
        int number,
        HttpContext http,
        PortService ports,
        CallerFinder callers,
        StreamCount count,
        IHostApplicationLifetime lifetime,
        TimeProvider time,
        bool watch = false
    )
    {
        if (!http.WebSockets.IsWebSocketRequest)
            throw new ApiException(
                StatusCodes.Status426UpgradeRequired,
                ProblemCode.Invalid,
                "This address speaks WebSocket; 'gantry forward' does so for you."
            );
        // A browser sends its cookie with another site's WebSocket, too; only its Origin tells.
        if (!OriginCheck.IsOwn(http.Request))
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                ProblemCode.OriginNotAllowed,
                "This call came from a page of another site."
            );
        using IDisposable place =
            count.TryTake(MostStreams)
            ?? throw new ApiException(
                StatusCodes.Status503ServiceUnavailable,
                ProblemCode.Unavailable,
                $"{MostStreams} ports are forwarded already."
            );
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping
        );
        using PortConnection port = await ports.ConnectAsync(http.Caller(), number, watch, stop.Token);
        using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync(
            new WebSocketAcceptContext
            {
                KeepAliveInterval = TimeSpan.FromSeconds(10),
                KeepAliveTimeout = TimeSpan.FromSeconds(20),
            }
        );
        Task<bool> up = ToPortAsync(socket, port, mustDrop: watch, stop.Token);
        Task down = FromPortAsync(socket, port, stop.Token);
        Task forbidden = UntilNotAllowedAsync(new LastingRight(callers, http, time), stop.Token);
        await Task.WhenAny(up, down, forbidden);
        if (up.IsCompletedSuccessfully && await up)
        {
            // The last answers; the share closes when the device is silent.
            port.EndSending();
            await Task.WhenAny(down, forbidden, Task.Delay(FarewellLimit, stop.Token));
        }
        await CloseAsync(socket);
        await stop.CancelAsync();
        await Task.WhenAll(up, down, forbidden);
    }

    /// <summary>True when the far end has ended its sending in good order.</summary>
    private static async Task<bool> ToPortAsync(
        WebSocket socket,
        PortConnection port,
        bool mustDrop,
        CancellationToken stop
    )
    {
        byte[] buffer = new byte[BufferSize];
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), stop);
                if (received.MessageType == WebSocketMessageType.Close)
                    return true;
                if (!mustDrop)
                    await port.Stream.WriteAsync(buffer.AsMemory(0, received.Count), stop);
            }
        }
        catch (Exception e) when (IsEnd(e))
        {
            return false;
        }
    }

    private static async Task FromPortAsync(WebSocket socket, PortConnection port, CancellationToken stop)
    {
        byte[] buffer = new byte[BufferSize];
        try
        {
            while (await port.Stream.ReadAsync(buffer, stop) is > 0 and var count)
                await socket.SendAsync(buffer.AsMemory(0, count), WebSocketMessageType.Binary, true, stop);
        }
        catch (Exception e) when (IsEnd(e))
        {
            // One of both sides is gone.
        }
    }

    /// <summary>A key that was taken back, or a right that was, ends what was begun with it.</summary>
    private static async Task UntilNotAllowedAsync(LastingRight right, CancellationToken stop)
    {
        try
        {
            await right.UntilGoneAsync(stop);
        }
        catch (Exception e) when (IsEnd(e))
        {
            // It ended before.
        }
    }

    private static async Task CloseAsync(WebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "the port was closed", limit.Token);
        }
        catch (Exception e) when (IsEnd(e))
        {
            // Nobody is there any more to be told.
        }
    }

    private static bool IsEnd(Exception e) =>
        e is OperationCanceledException or WebSocketException or IOException or ObjectDisposedException;
}
