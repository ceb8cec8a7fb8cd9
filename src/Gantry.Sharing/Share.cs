using Gantry.Serial.Linux;
using Gantry.Sharing.Core;
using Gantry.Sharing.Ports;

namespace Gantry.Sharing;

/// <summary>A serial port that is offered on a TCP port. Its members may be used on any thread.</summary>
public sealed class Share
{
    private readonly ShareCore _core;
    private readonly ShareNews _news;
    private readonly EventLoop _loop;

    internal Share(ShareDefinition definition, ShareCore core, ShareNews news, EventLoop loop)
    {
        Definition = definition;
        _core = core;
        _news = news;
        _loop = loop;
    }

    /// <summary>What it was made from; the port may be 0 here, and the device may have got another path since.</summary>
    public ShareDefinition Definition { get; }

    /// <summary>How it is now.</summary>
    public ShareSnapshot Snapshot => _news.Current;

    /// <summary>Done with the first attempt to open the device: null, or why it failed.</summary>
    public Task<Exception?> FirstOpening => _news.Settled;

    /// <summary>The device is gone: its clients are closed at once; the port number stays, and who connects is told.</summary>
    /// <param name="reason">Why, as a sentence for the clients and the log.</param>
    public void DeviceGone(string reason) => Post(() => _core.DeviceGone(reason));

    /// <summary>The device is there, under this path; it is opened unless it is open.</summary>
    public void DeviceReturned(string path) => Post(() => _core.DeviceReturned(path));

    /// <summary>
    /// Leaves the device to somebody else: it is put back as it was and closed, clients are closed, and who connects is told
    /// why, until <see cref="DeviceReturned"/>.
    /// </summary>
    /// <param name="reason">Why, as a sentence for the clients and the log.</param>
    public void Withhold(string reason) => Post(() => _core.Withhold(reason));

    /// <summary>Resets the board behind the port: DTR and RTS go down for a quarter of a second.</summary>
    /// <exception cref="ShareException">The device is not there.</exception>
    /// <exception cref="Gantry.Serial.SerialPortException">It vanished over it.</exception>
    public Task ResetDeviceAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
            _core.ResetDevice(failure =>
            {
                if (failure is null)
                    done.SetResult();
                else
                    done.SetException(failure);
            })
        );
        return done.Task;
    }

    internal void Start() => Post(_core.Start);

    internal async Task StopAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() => _core.Stop(() => done.TrySetResult()));
        await done.Task;
        await _news.EndTraffic();
    }

    private void Post(Action action) => _loop.Post(new LoopAction(action));
}
