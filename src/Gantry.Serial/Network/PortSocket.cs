using System.Net.Sockets;

namespace Gantry.Serial.Network;

/// <summary>A TCP connection to a port's far end, with what every such connection needs: no delay, keep-alive, time limits.</summary>
internal static class PortSocket
{
    /// <summary>TCP_USER_TIMEOUT of netinet/tcp.h: how long sent bytes may stay unconfirmed, in ms.</summary>
    private const int TcpUserTimeout = 18;

    /// <summary>A far end that is gone without a word is noticed after 2 + 3 x 1 s of silence, or 6 s of unconfirmed bytes.</summary>
    private const int UnconfirmedLimitMs = 6000;

    public static async Task<Socket> ConnectAsync(
        PortAddress address,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = new CancellationTokenSource(address.AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, either.Token);
            KeepAlive(socket);
            return socket;
        }
        catch (Exception e)
        {
            socket.Dispose();
            if (e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new SerialPortException(
                    SerialError.Timeout,
                    $"{address}: no answer within {address.AnswerTimeout.TotalSeconds:0.#} s. Is the host switched on and in this network?"
                );
            if (e is SocketException se)
                throw Opening(address, se);
            throw;
        }
    }

    public static SerialPortException Lost(PortAddress address, SocketException? cause = null) =>
        new(
            SerialError.Lost,
            cause is null
                ? $"{address}: the far end closed the connection."
                : $"{address}: the connection was lost ({cause.SocketErrorCode}).",
            cause
        );

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 2);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 1);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
        if (OperatingSystem.IsLinux())
            socket.SetRawSocketOption(
                (int)SocketOptionLevel.Tcp,
                TcpUserTimeout,
                BitConverter.GetBytes(UnconfirmedLimitMs)
            );
    }

    private static SerialPortException Opening(PortAddress address, SocketException e) =>
        e.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => new(
                SerialError.NotFound,
                $"{address}: nothing listens there. Is the port shared, and is {address.Port} its number?",
                e
            ),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => new(
                SerialError.NotFound,
                $"{address}: there is no host named '{address.Host}'.",
                e
            ),
            SocketError.HostUnreachable or SocketError.NetworkUnreachable => new(
                SerialError.NotFound,
                $"{address}: no way to that host ({e.SocketErrorCode}).",
                e
            ),
            SocketError.TimedOut => new(SerialError.Timeout, $"{address}: no answer.", e),
            _ => new(SerialError.Other, $"{address}: {e.Message}.", e),
        };
}
