using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Gantry.Cli;

/// <summary>
/// Tells systemd how a service is doing (sd_notify(3)): that it is ready, that it lives, that it ends. Without systemd, nothing
/// happens.
/// </summary>
/// <param name="address"><c>$NOTIFY_SOCKET</c>: a path, or with an @ in front a name without a file.</param>
/// <param name="watchdog"><c>$WATCHDOG_USEC</c>: within so many microseconds a sign of life is expected.</param>
/// <param name="time">The clock.</param>
internal sealed class ServiceNotifier(string? address, string? watchdog, TimeProvider time)
{
    /// <summary>The notifier of this process.</summary>
    public static ServiceNotifier OfThisProcess() =>
        new(
            Environment.GetEnvironmentVariable("NOTIFY_SOCKET"),
            Environment.GetEnvironmentVariable("WATCHDOG_USEC"),
            TimeProvider.System
        );

    /// <summary>How often to give a sign of life: twice within the time that systemd allows; null when it asks for none.</summary>
    public TimeSpan? Interval =>
        address is not null
        && long.TryParse(watchdog, NumberStyles.None, CultureInfo.InvariantCulture, out long microseconds)
        && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds / 2.0)
            : null;

    /// <summary>The service can be used.</summary>
    /// <param name="status">For <c>systemctl status</c>, one line.</param>
    public void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    /// <summary>The service ends.</summary>
    public void Stopping() => Send("STOPPING=1");

    /// <summary>Gives signs of life as long as a check succeeds in time; a check that hangs or fails lets systemd restart the service.</summary>
    public async Task KeepAliveAsync(Func<CancellationToken, Task> check, CancellationToken cancellationToken)
    {
        if (Interval is not { } interval)
        {
            await cancellationToken.WhenCancelledAsync();
            return;
        }
        try
        {
            using var timer = new PeriodicTimer(interval, time);
            do
            {
                await check(cancellationToken);
                Send("WATCHDOG=1");
            } while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The service ends.
        }
    }

    private void Send(string text)
    {
        if (address is not { Length: > 1 })
            return;
        try
        {
            string path = address[0] == '@' ? '\0' + address[1..] : address;
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            socket.SendTo(Encoding.UTF8.GetBytes(text), new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            // systemd restarts what it hears nothing from; there is nobody else to tell.
        }
    }
}
