using System.Runtime.InteropServices;
using Gantry.Serial.Linux;

namespace Gantry.Serial.HotPlug;

/// <summary>Listens to what udev tells when its rules are done: permissions are set and links are laid by then.</summary>
internal sealed unsafe class UeventSocket : IReadyHandler, IDisposable
{
    /// <summary>Group 1 is the kernel's own word, some 60 ms before the permissions are set; 2 is udev's.</summary>
    private const uint UdevGroup = 2;

    private const uint Root = 0;

    private readonly EventLoop _loop;
    private readonly Action<Uevent> _tell;
    private readonly Action _lost;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(UeventParser.MostBytes, pinned: true);
    private readonly int _fd;
    private readonly int _registration;

    private UeventSocket(int fd, EventLoop loop, Action<Uevent> tell, Action lost)
    {
        _fd = fd;
        _loop = loop;
        _tell = tell;
        _lost = lost;
        _registration = loop.Add(fd, EpollEvents.In, this);
    }

    /// <summary>Listens from now on; null where that is not allowed.</summary>
    /// <param name="loop">Who waits.</param>
    /// <param name="tell">Called on the loop's thread with each event.</param>
    /// <param name="lost">Called on the loop's thread when the kernel had to drop some.</param>
    public static UeventSocket? TryOpen(EventLoop loop, Action<Uevent> tell, Action lost)
    {
        int fd = Netlink.Socket(
            Netlink.AF_NETLINK,
            Netlink.SOCK_DGRAM_NONBLOCK_CLOEXEC,
            Netlink.NETLINK_KOBJECT_UEVENT
        );
        if (fd < 0)
            return null;
        int yes = 1;
        var address = new Netlink.Address { Family = Netlink.AF_NETLINK, Groups = UdevGroup };
        if (
            Netlink.SetOption(fd, Netlink.SOL_SOCKET, Netlink.SO_PASSCRED, &yes, sizeof(int)) == 0
            && Netlink.Bind(fd, &address, (uint)sizeof(Netlink.Address)) == 0
        )
            return new UeventSocket(fd, loop, tell, lost);
        _ = LibC.Close(fd);
        return null;
    }

    public void OnReady(EpollEvents ready)
    {
        // Some at a time, so that an event storm does not hold up the loop's others.
        for (int i = 0; i < 16; i++)
        {
            nint length = Receive(out bool trusted);
            if (length < 0)
            {
                if (Marshal.GetLastPInvokeError() == Netlink.ENOBUFS)
                    _lost();
                return;
            }
            if (trusted && UeventParser.TryParse(_buffer.AsSpan(0, (int)length), out Uevent uevent))
                _tell(uevent);
        }
    }

    public void Dispose()
    {
        _loop.Remove(_registration, _fd);
        _ = LibC.Close(_fd);
    }

    /// <summary>Any process may send to the group; only root's word counts, and no message that was cut.</summary>
    private nint Receive(out bool trusted)
    {
        Netlink.Address sender;
        Netlink.Credentials credentials = default;
        var piece = new Netlink.Piece
        {
            Start = (void*)Marshal.UnsafeAddrOfPinnedArrayElement(_buffer, 0),
            Length = (nuint)_buffer.Length,
        };
        var message = new Netlink.Message
        {
            Name = &sender,
            NameLength = (uint)sizeof(Netlink.Address),
            Pieces = &piece,
            PieceCount = 1,
            Control = &credentials,
            ControlLength = (nuint)sizeof(Netlink.Credentials),
        };
        nint length = Netlink.Receive(_fd, &message, 0);
        trusted =
            (message.Flags & Netlink.MSG_TRUNC) == 0
            && credentials.Level == Netlink.SOL_SOCKET
            && credentials.Type == Netlink.SCM_CREDENTIALS
            && credentials.User == Root;
        return length;
    }
}
