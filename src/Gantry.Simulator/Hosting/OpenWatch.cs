using Gantry.Serial.Linux;

namespace Gantry.Simulator.Hosting;

/// <summary>
/// Tells ptys when hosts open and close them, which the device's end of a pty cannot see by itself. One for all printers of a
/// process, because the kernel gives a user only some 128 of these.
/// </summary>
internal sealed unsafe class OpenWatch : IReadyHandler, IDisposable
{
    private readonly EventLoop _loop;
    private readonly Dictionary<int, PtyLine> _lines = [];
    private readonly int _fd;
    private readonly int _registration;

    /// <exception cref="SimulatorException">The user has no inotify instance left.</exception>
    public OpenWatch(EventLoop loop)
    {
        _loop = loop;
        _fd = Inotify.Create(Inotify.NonBlockingCloseOnExec);
        if (_fd < 0)
            throw new SimulatorException(
                "The system has no inotify instance left for this user; raise fs.inotify.max_user_instances."
            );
        _registration = loop.Add(_fd, EpollEvents.In, this);
    }

    /// <summary>Watches a tty from now on.</summary>
    /// <returns>The watch, for <see cref="Remove"/>.</returns>
    /// <exception cref="SimulatorException">The user has no watch left.</exception>
    public int Add(string path, PtyLine line)
    {
        int watch = Inotify.AddWatch(_fd, path, Inotify.Open | Inotify.CloseWrite | Inotify.CloseNoWrite);
        if (watch < 0)
            throw new SimulatorException($"{path} cannot be watched; raise fs.inotify.max_user_watches.");
        _lines[watch] = line;
        return watch;
    }

    /// <summary>Watches no more.</summary>
    public void Remove(int watch)
    {
        if (_lines.Remove(watch))
            _ = Inotify.RemoveWatch(_fd, watch);
    }

    public void OnReady(EpollEvents ready) => Look();

    /// <summary>Passes on what has happened so far.</summary>
    public void Look()
    {
        const int Capacity = 64 * Inotify.EventLength;
        byte* events = stackalloc byte[Capacity];
        nint length = Inotify.Read(_fd, events, Capacity);
        // A watched file has no name behind its events, so all have the same length.
        for (nint at = 0; at + Inotify.EventLength <= length; at += Inotify.EventLength)
        {
            int watch = *(int*)(events + at);
            uint mask = *(uint*)(events + at + 4);
            if (!_lines.TryGetValue(watch, out PtyLine? line))
                continue;
            if ((mask & Inotify.Open) != 0)
                line.OnOpened();
            else if ((mask & (Inotify.CloseWrite | Inotify.CloseNoWrite)) != 0)
                line.OnClosed();
        }
    }

    public void Dispose()
    {
        _loop.Remove(_registration, _fd);
        _ = Inotify.Close(_fd);
    }
}
