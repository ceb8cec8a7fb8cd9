using Gantry.Serial.Linux;

namespace Gantry.Serial.Attach;

/// <summary>
/// A port that is somewhere else, as a tty of this machine: bytes pass both ways, and the speed, stop bits and flow control that
/// a program sets at the tty reach the far device. It outlives the far end's restarts; what a program writes meanwhile is
/// thrown away, because a printer must not get old commands later.
/// </summary>
public sealed class AttachedPort : IDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>How long after a program's last change the kernel is asked again to tell the next one.</summary>
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>How long bytes wait for a reader when the kernel's buffer is full.</summary>
    private static readonly TimeSpan ReaderPatience = TimeSpan.FromSeconds(2);

    private readonly PortAddress _address;
    private readonly SerialPorts _ports;
    private readonly TimeProvider _time;
    private readonly Action<string> _tell;
    private readonly LocalTty _tty;
    private readonly SemaphoreSlim _settingTurn = new(1);
    private SerialSettings _wanted;
    private volatile ISerialPort? _port;

    /// <summary>Makes the local tty; nothing passes before <see cref="RunAsync"/>.</summary>
    /// <param name="address">The port that is somewhere else.</param>
    /// <param name="link">The tty's name here: a link, taken away at the end.</param>
    /// <param name="settings">Speed until a program sets another; data bits and parity for good, as a pty cannot carry them.</param>
    /// <param name="ports">Opens the port.</param>
    /// <param name="time">For the wait between two attempts.</param>
    /// <param name="tell">Hears, on any thread, what a person may want to know, a sentence each.</param>
    /// <exception cref="SerialPortException">The tty or its link cannot be made.</exception>
    public AttachedPort(
        PortAddress address,
        string link,
        SerialSettings settings,
        SerialPorts ports,
        TimeProvider time,
        Action<string> tell
    )
    {
        _address = address;
        _wanted = settings;
        _ports = ports;
        _time = time;
        _tell = tell;
        _tty = new LocalTty(ports.Loop, link, settings);
    }

    /// <summary>Keeps the port attached until it is cancelled.</summary>
    /// <exception cref="SerialPortException">The port can never be reached so: its address or protocol is wrong.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task fromUser = PassFromUserAsync(stop.Token);
        Task toUser = KeepConnectedAsync(stop.Token);
        Task first = await Task.WhenAny(fromUser, toUser);
        await stop.CancelAsync();
        try
        {
            await Task.WhenAll(fromUser, toUser);
        }
        catch (OperationCanceledException) when (first.IsFaulted)
        {
            await first;
        }
    }

    /// <summary>Takes the tty and its link away.</summary>
    public void Dispose()
    {
        _tty.Dispose();
        _settingTurn.Dispose();
    }

    private async Task KeepConnectedAsync(CancellationToken cancellationToken)
    {
        string lastTrouble = "";
        while (true)
        {
            try
            {
                await PassToUserAsync(() => lastTrouble = "", cancellationToken);
            }
            catch (SerialPortException e) when (!IsFinal(e.Error))
            {
                if (e.Message != lastTrouble)
                    _tell(e.Message + " Trying again.");
                lastTrouble = e.Message;
            }
            await Task.Delay(RetryAfter, _time, cancellationToken);
        }
    }

    private async Task PassToUserAsync(Action connected, CancellationToken cancellationToken)
    {
        var options = new PortOptions { Settings = WithLocal(_tty.Settings) };
        await using ISerialPort port = await _ports.OpenAsync(_address, options, cancellationToken);
        _wanted = options.Settings;
        _port = port;
        connected();
        _tell($"Connected to {_address} at {port.Settings}.");
        try
        {
            await FollowSettingsAsync(cancellationToken);
            byte[] buffer = new byte[16 * 1024];
            while (true)
            {
                int count = await port.ReadAsync(buffer, cancellationToken);
                await _tty.WriteAsync(buffer.AsMemory(0, count), ReaderPatience, cancellationToken);
            }
        }
        finally
        {
            _port = null;
        }
    }

    private async Task PassFromUserAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[16 * 1024];
        bool mustAsk = false;
        while (true)
        {
            int count = _tty.Read(buffer);
            if (count > 0)
            {
                mustAsk |= await PassAsync((PtyPacket)buffer[0], buffer.AsMemory(1, count - 1), cancellationToken);
                continue;
            }
            TimeSpan limit = mustAsk ? AskAgainAfter : Timeout.InfiniteTimeSpan;
            if (await _tty.WaitToReadAsync(limit, cancellationToken) || !mustAsk)
                continue;
            mustAsk = false;
            _tty.AskForSettings();
            await FollowSettingsAsync(cancellationToken);
        }
    }

    /// <summary>Passes one thing on that the user did; true when the settings may have changed.</summary>
    private async Task<bool> PassAsync(PtyPacket what, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        // Before data too: a program that has set all flags anew is not told about any more, until it is asked for again.
        bool mayHaveChanged = (what & ~(PtyPacket.FlushRead | PtyPacket.FlushWrite)) != 0;
        await FollowSettingsAsync(cancellationToken);
        if (_port is not { } port)
            return mayHaveChanged;
        try
        {
            PurgeTarget purge =
                ((what & PtyPacket.FlushRead) != 0 ? PurgeTarget.Received : 0)
                | ((what & PtyPacket.FlushWrite) != 0 ? PurgeTarget.Unsent : 0);
            if (purge != 0)
                await port.PurgeAsync(purge, cancellationToken);
            if (what == PtyPacket.Data)
                await port.WriteAsync(data, cancellationToken);
        }
        catch (Exception e) when (e is SerialPortException or ObjectDisposedException)
        {
            // The other direction sees the port's end, too, and connects again.
        }
        return mayHaveChanged;
    }

    private async Task FollowSettingsAsync(CancellationToken cancellationToken)
    {
        SerialSettings wanted = WithLocal(_tty.Settings);
        if (wanted == _wanted || _port is not { } port)
            return;
        await _settingTurn.WaitAsync(cancellationToken);
        try
        {
            if (wanted == _wanted)
                return;
            _wanted = wanted;
            SerialSettings used = await port.ConfigureAsync(wanted, cancellationToken);
            _tell($"{_address} is at {used} now.");
        }
        catch (SerialPortException e)
        {
            if (e.Error != SerialError.Lost)
                _tell(e.Message);
        }
        catch (ObjectDisposedException)
        {
            // It is connected again with the settings that are wanted then.
        }
        finally
        {
            _settingTurn.Release();
        }
    }

    /// <summary>What the tty can say, with what it cannot.</summary>
    private SerialSettings WithLocal(SerialSettings local) =>
        _wanted with
        {
            BaudRate = local.BaudRate,
            StopBits = local.StopBits,
            FlowControl = local.FlowControl,
        };

    private static bool IsFinal(SerialError error) =>
        error is SerialError.BadAddress or SerialError.NotRfc2217 or SerialError.NotSupported or SerialError.NotSerial;
}
