using System.Diagnostics;
using Gantry.Serial;
using Gantry.Serial.Linux;
using Gantry.Sharing.Ports;

namespace Gantry.Sharing.Core;

/// <summary>Opens a share's device, and again when it was away. It belongs to the loop's thread.</summary>
internal sealed class DeviceLife
{
    private readonly DeviceCalls _calls;
    private readonly ShareOptions _options;
    private readonly Action<OpenedPort> _opened;
    private readonly Action<Exception> _failed;
    private readonly LoopTimer _timer;
    private bool _isOpening;
    private bool _isStopped;
    private bool _isResting;

    public DeviceLife(
        string path,
        EventLoop loop,
        DeviceCalls calls,
        ShareOptions options,
        Action<OpenedPort> opened,
        Action<Exception> failed
    )
    {
        Path = path;
        _calls = calls;
        _options = options;
        _opened = opened;
        _failed = failed;
        _timer = loop.CreateTimer(Open);
    }

    /// <summary>Where the device is.</summary>
    public string Path { get; private set; }

    /// <summary>The device is there, perhaps under another name.</summary>
    public void Open(string path)
    {
        Path = path;
        _isResting = false;
        Open();
    }

    /// <summary>Leaves the device alone until it is opened by its path again; one that is being opened is closed at once.</summary>
    public void Rest()
    {
        _isResting = true;
        _timer.Cancel();
    }

    /// <summary>Tries to open the device.</summary>
    public void Open()
    {
        _timer.Cancel();
        if (_isOpening || _isStopped)
            return;
        _isOpening = true;
        string path = Path;
        OpenedPort? opened = null;
        _calls.Run(() => opened = OpenedPort.Open(path, _options), failure => OnTried(path, opened, failure));
    }

    /// <summary>The device is gone: looks for it again from time to time, where nobody tells when it is back.</summary>
    public void LookAgain()
    {
        if (!_isStopped && _options.LookAgainEvery is { } time)
            _timer.SetAt(Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));
    }

    /// <summary>Ends the search.</summary>
    public void Stop()
    {
        _isStopped = true;
        _timer.Cancel();
    }

    private void OnTried(string path, OpenedPort? opened, Exception? failure)
    {
        _isOpening = false;
        bool isUnwanted = _isStopped || _isResting;
        if (opened is not null && (isUnwanted || path != Path))
        {
            _calls.Run(opened.Tty.Dispose, _ => { });
            if (!isUnwanted)
                Open();
        }
        else if (opened is not null)
            _opened(opened);
        else if (!isUnwanted && path != Path)
            Open();
        else if (!isUnwanted)
            _failed(failure ?? new SerialPortException(SerialError.Other, $"{path} could not be opened."));
    }
}
