using System.Runtime.InteropServices;
using System.Text;
using Gantry.Serial.Linux;

namespace Gantry.Serial.HotPlug;

/// <summary>Tells which names come, go and change in a folder.</summary>
public sealed unsafe class FolderWatch : IReadyHandler, IDisposable
{
    private const uint Interest =
        Inotify.Made | Inotify.TakenAway | Inotify.MovedFrom | Inotify.MovedTo | Inotify.Attributes;

    // Name length of at most 255 and a zero byte, behind the fixed part; inotify(7).
    private const int Capacity = 16 * (Inotify.EventLength + 256);

    private readonly EventLoop _loop;
    private readonly Action<string, FolderChange> _tell;
    private readonly int _fd;
    private readonly int _registration;

    /// <summary>Watches from now on.</summary>
    /// <param name="loop">Who waits.</param>
    /// <param name="folder">The folder; it must exist.</param>
    /// <param name="tell">Called on the loop's thread with a name and what became of it.</param>
    /// <exception cref="IOException">It cannot be watched; the message says why.</exception>
    public FolderWatch(EventLoop loop, string folder, Action<string, FolderChange> tell)
    {
        _loop = loop;
        _tell = tell;
        _fd = Inotify.Create(Inotify.NonBlockingCloseOnExec);
        if (_fd < 0)
            throw new IOException(
                "The system has no inotify instance left for this user; raise fs.inotify.max_user_instances."
            );
        if (Inotify.AddWatch(_fd, folder, Interest) < 0)
        {
            string reason = LibC.ErrorText(Marshal.GetLastPInvokeError());
            _ = Inotify.Close(_fd);
            throw new IOException($"The folder {folder} cannot be watched: {reason}.");
        }
        _registration = loop.Add(_fd, EpollEvents.In, this);
    }

    /// <inheritdoc/>
    public void OnReady(EpollEvents ready)
    {
        byte* events = stackalloc byte[Capacity];
        nint length = Inotify.Read(_fd, events, Capacity);
        for (nint at = 0; at + Inotify.EventLength <= length; )
        {
            uint mask = *(uint*)(events + at + 4);
            int nameLength = (int)*(uint*)(events + at + 12);
            var name = new ReadOnlySpan<byte>(events + at + Inotify.EventLength, nameLength);
            at += Inotify.EventLength + nameLength;
            Tell(mask, Encoding.UTF8.GetString(name.TrimEnd((byte)0)));
        }
    }

    /// <summary>Watches no more.</summary>
    public void Dispose()
    {
        _loop.Remove(_registration, _fd);
        _ = Inotify.Close(_fd);
    }

    private void Tell(uint mask, string name)
    {
        if ((mask & Inotify.Overflow) != 0)
            _tell("", FolderChange.Overflow);
        else if (name.Length == 0)
            return;
        else if ((mask & (Inotify.TakenAway | Inotify.MovedFrom)) != 0)
            _tell(name, FolderChange.Gone);
        else
            _tell(name, (mask & Inotify.Attributes) != 0 ? FolderChange.Changed : FolderChange.Came);
    }
}
