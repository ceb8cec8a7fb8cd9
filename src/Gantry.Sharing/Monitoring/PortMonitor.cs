using System.Threading.Channels;
using Gantry.Serial;

namespace Gantry.Sharing.Monitoring;

/// <summary>
/// Shows what a port says, for as long as it is told to: when the device, the server or the network goes, it connects again
/// as soon as it can.
/// </summary>
/// <param name="ports">Opens the port.</param>
/// <param name="address">Where it is.</param>
/// <param name="options">What to do.</param>
/// <param name="output">Shows it.</param>
/// <param name="time">For time stamps and waits.</param>
public sealed class PortMonitor(
    ISerialPortOpener ports,
    PortAddress address,
    MonitorOptions options,
    IMonitorOutput output,
    TimeProvider time
)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);

    private readonly Channel<byte[]> _toSend = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropOldest }
    );

    /// <summary>Sends something when there is a connection; of a hundred that wait, the oldest is dropped.</summary>
    public void Send(byte[] bytes) => _toSend.Writer.TryWrite(bytes);

    /// <summary>Monitors until it is cancelled.</summary>
    /// <exception cref="SerialPortException">The port can never be opened so: its settings or its kind are wrong.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait = FirstWait;
        string? told = null;
        while (true)
        {
            long? since = null;
            try
            {
                await using ISerialPort port = await ports.OpenAsync(
                    address,
                    new PortOptions { Settings = options.Settings },
                    cancellationToken
                );
                output.Status(time.GetUtcNow(), $"connected to {address} ({port.Settings})");
                (since, told) = (time.GetTimestamp(), null);
                await FollowAsync(port, cancellationToken);
            }
            catch (SerialPortException e) when (IsPassing(e.Error))
            {
                if (e.Message != told)
                    output.Status(time.GetUtcNow(), $"{e.Message} Trying again.");
                told = e.Message;
            }
            // Who is let in only to be sent away must not be back ten times a second.
            if (since is { } begun && time.GetElapsedTime(begun) >= options.LongestWait)
                wait = FirstWait;
            await Task.Delay(wait, time, cancellationToken);
            wait = TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, options.LongestWait.Ticks));
        }
    }

    private static bool IsPassing(SerialError error) =>
        error
            is SerialError.NotFound
                or SerialError.Busy
                or SerialError.Timeout
                or SerialError.Lost
                or SerialError.Other;

    private async Task FollowAsync(ISerialPort port, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task sending = SendAllAsync(port, over.Token);
        try
        {
            await ReadAllAsync(port, cancellationToken);
        }
        finally
        {
            await over.CancelAsync();
            await sending;
        }
    }

    private async Task ReadAllAsync(ISerialPort port, CancellationToken cancellationToken)
    {
        var lines = new LineCutter(output, options.Alerts);
        byte[] buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                Task<int> reading = port.ReadAsync(buffer, cancellationToken).AsTask();
                if (lines.IsOpen && !reading.IsCompleted)
                {
                    await Task.WhenAny(reading, Task.Delay(options.PartialLineAfter, time, cancellationToken));
                    if (!reading.IsCompleted)
                        lines.End(isWhole: false);
                }
                int count = await reading;
                lines.Add(time.GetUtcNow(), buffer.AsSpan(0, count));
            }
        }
        finally
        {
            if (lines.IsOpen)
                lines.End(isWhole: false);
        }
    }

    private async Task SendAllAsync(ISerialPort port, CancellationToken cancellationToken)
    {
        try
        {
            if (!options.Greeting.IsEmpty)
                await port.WriteAsync(options.Greeting, cancellationToken);
            await foreach (byte[] bytes in _toSend.Reader.ReadAllAsync(cancellationToken))
                await port.WriteAsync(bytes, cancellationToken);
        }
        catch (Exception e) when (e is OperationCanceledException or SerialPortException)
        {
            // The reader says what happened to the port.
        }
    }
}
