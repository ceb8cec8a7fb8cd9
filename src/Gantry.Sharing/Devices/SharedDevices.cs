using Gantry.Serial.HotPlug;
using Gantry.Serial.Linux;
using Gantry.Sharing.Book;

namespace Gantry.Sharing.Devices;

/// <summary>All serial devices of this machine on the network, as they come and go.</summary>
public sealed class SharedDevices : IAsyncDisposable
{
    private readonly EventLoop _loop;
    private readonly SerialDeviceWatch _watch;
    private FolderWatch? _bookWatch;

    private SharedDevices(EventLoop loop, SerialDeviceWatch watch, ShareServer server, DeviceManager manager)
    {
        _loop = loop;
        _watch = watch;
        Server = server;
        Manager = manager;
    }

    /// <summary>The devices and their numbers.</summary>
    public DeviceManager Manager { get; }

    /// <summary>Their shares, each named by its number.</summary>
    public ShareServer Server { get; }

    /// <summary>Whether udev tells what comes and goes; else the folder of the device nodes is watched alone.</summary>
    public bool HearsUdev => _watch.HearsUdev;

    /// <summary>Checks that the loops behind devices still turn, for a watchdog.</summary>
    public Task CheckAsync(CancellationToken cancellationToken)
    {
        if (Manager.Completion.IsCompleted)
            return Manager.Completion;
        var turned = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _loop.Post(new Turn(turned));
        return turned.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Shares what is there, and then what comes.</summary>
    /// <exception cref="PortBookException">The port book cannot be read, or is damaged.</exception>
    /// <exception cref="IOException">The folder of the device nodes cannot be watched.</exception>
    public static async Task<SharedDevices> StartAsync(
        SharedDevicesOptions options,
        IShareListener? listener,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var book = new PortBookFile(options.BookPath, time, options.FirstPort, options.ImportFrom);
        var loop = new EventLoop("hot-plug");
        try
        {
            SerialDeviceWatch watch = SerialDeviceWatch.Start(loop, options.Inventory, options.Watch);
            var events = new ShareEvents(listener);
            var server = new ShareServer(time, events);
            try
            {
                DeviceManager manager = await DeviceManager.StartAsync(
                    watch.NextAsync,
                    options.Inventory.List(),
                    book,
                    new ServerShares(server, events, options.Address, options.Share),
                    options.Devices,
                    time,
                    cancellationToken
                );
                var devices = new SharedDevices(loop, watch, server, manager);
                devices.WatchBook(book.Path);
                return devices;
            }
            catch
            {
                await server.DisposeAsync();
                await watch.DisposeAsync();
                throw;
            }
        }
        catch
        {
            loop.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Manager.DisposeAsync();
        await Server.DisposeAsync();
        await _watch.DisposeAsync();
        _loop.Dispose();
        _bookWatch?.Dispose();
    }

    /// <summary>'gantry devices' in another process changes the book by replacing it.</summary>
    private void WatchBook(string path)
    {
        try
        {
            string folder = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folder);
            string name = Path.GetFileName(path);
            _bookWatch = new FolderWatch(
                _loop,
                folder,
                (changed, what) =>
                {
                    if (what == FolderChange.Overflow || changed == name)
                        Manager.BookChanged();
                }
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The book cannot be kept either, which the manager tells.
        }
    }

    private sealed class Turn(TaskCompletionSource turned) : ILoopWork
    {
        public void Run() => turned.SetResult();
    }
}
