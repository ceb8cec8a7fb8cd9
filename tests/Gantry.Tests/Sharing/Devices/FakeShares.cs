using System.Collections.Concurrent;
using Gantry.Serial.Inventory;
using Gantry.Sharing;
using Gantry.Sharing.Book;
using Gantry.Sharing.Devices;

namespace Gantry.Tests.Sharing.Devices;

/// <summary>Shares that write down what they are told.</summary>
internal sealed class FakeShares : IDeviceShares
{
    private readonly ConcurrentDictionary<int, FakeShare> _open = new();
    private readonly ConcurrentQueue<string> _log = new();

    /// <summary>What happened, as in <c>4001 starts /dev/ttyUSB0</c>.</summary>
    public string[] Log => [.. _log];

    /// <summary>Ports that another program listens on.</summary>
    public ConcurrentDictionary<int, bool> TakenPorts { get; } = new();

    /// <summary>What goes wrong with the next one.</summary>
    public Exception? Fault { get; set; }

    /// <summary>The share at a port that is listened on now.</summary>
    public FakeShare this[int port] => _open[port];

    public IDeviceShare Start(PortEntry entry, SerialDevice device, Action changed, string? withheld)
    {
        if (Fault is not null)
            throw Fault;
        if (TakenPorts.ContainsKey(entry.Port))
            throw new ShareException($"Another program listens on port {entry.Port}.");
        _log.Enqueue(
            withheld is null ? $"{entry.Port} starts {device.Path}" : $"{entry.Port} leaves {device.Path}: {withheld}"
        );
        var share = new FakeShare(
            line => _log.Enqueue($"{entry.Port} {line}"),
            () => _open.TryRemove(entry.Port, out _),
            changed
        );
        _open.TryAdd(entry.Port, share).ShouldBeTrue("a port can be listened on once");
        changed();
        return share;
    }

    internal sealed class FakeShare(Action<string> log, Action ended, Action changed) : IDeviceShare
    {
        public DeviceShareState State { get; private set; } = DeviceShareState.Ready;

        public string Trouble { get; private set; } = "";

        public void DeviceGone(string reason) => log("gone: " + reason);

        public void DeviceReturned(string path)
        {
            log("has " + path);
        }

        public void Withhold(string reason) => log("withheld: " + reason);

        public Task StopAsync()
        {
            log("stops");
            ended();
            return Task.CompletedTask;
        }

        public void Become(DeviceShareState state, string trouble)
        {
            (State, Trouble) = (state, trouble);
            changed();
        }
    }
}
