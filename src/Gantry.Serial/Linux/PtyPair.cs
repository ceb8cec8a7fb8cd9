using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Gantry.Serial.Linux;

/// <summary>
/// A pseudo-terminal: a tty for somebody else to open, and the end that plays the device. The slave is raw from the start,
/// and is kept open here, so that the device's end sees neither an end nor an error when the last user closes it.
/// </summary>
public sealed unsafe class PtyPair : IDisposable
{
    private readonly SafeFileHandle _slave;

    private PtyPair(SafeFileHandle master, SafeFileHandle slave, string slavePath)
    {
        Master = master;
        _slave = slave;
        SlavePath = slavePath;
    }

    /// <summary>The device's end, non-blocking.</summary>
    public SafeFileHandle Master { get; }

    /// <summary>The tty to open, as in <c>/dev/pts/4</c>.</summary>
    public string SlavePath { get; }

    /// <summary>Makes a pair.</summary>
    /// <exception cref="SerialPortException">The system has no pseudo-terminal left, or is not Linux.</exception>
    public static PtyPair Create()
    {
        if (!OperatingSystem.IsLinux())
            throw new SerialPortException(
                SerialError.NotSupported,
                "Pseudo-terminals are supported on Linux only; use TCP."
            );
        int fd = LibC.OpenPtyMaster(LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
        if (fd < 0)
            throw Failed("posix_openpt");
        var master = new SafeFileHandle(fd, ownsHandle: true);
        try
        {
            if (LibC.GrantPty(fd) < 0 || LibC.UnlockPty(fd) < 0)
                throw Failed("unlockpt");
            string path = NameOf(fd);
            int slave = LibC.Open(path, LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
            if (slave < 0)
                throw Failed(path);
            var pair = new PtyPair(master, new SafeFileHandle(slave, ownsHandle: true), path);
            pair.MakeRaw();
            return pair;
        }
        catch
        {
            master.Dispose();
            throw;
        }
    }

    /// <summary>
    /// From now on each read of <see cref="Master"/> begins with a byte that says what happened (TIOCPKT): a
    /// <see cref="PtyPacket"/>, or 0 before data.
    /// </summary>
    public void BeginPackets()
    {
        int on = 1;
        if (LibC.Ioctl(Master, TIOCPKT, &on) < 0)
            throw Failed("TIOCPKT");
        AskForSettings();
    }

    /// <summary>
    /// Lets the kernel tell changes of the tty's settings (EXTPROC). A user who sets all flags anew takes that away, so it is
    /// asked for again afterwards; not at once, because it is a read and a write between which a user may set more.
    /// </summary>
    public void AskForSettings()
    {
        Termios2 termios = ReadTermios();
        if ((termios.LocalFlags & Termios2.EXTPROC) != 0)
            return;
        termios.LocalFlags |= Termios2.EXTPROC;
        WriteTermios(&termios);
    }

    /// <summary>The settings that the tty's user has chosen; a pty keeps any baud rate, but the wire is this end's to play.</summary>
    public SerialSettings GetSlaveSettings() => ReadTermios().ToSettings();

    /// <summary>Sets the tty's baud rate as if a user had chosen it.</summary>
    public void SetSlaveBaudRate(int baudRate)
    {
        Termios2 termios = ReadTermios();
        termios.Apply(termios.ToSettings() with { BaudRate = baudRate });
        WriteTermios(&termios);
    }

    /// <summary>Throws away what the tty's user did not read.</summary>
    public void DiscardUnread() => LibC.Ioctl(_slave, TCFLSH, TCIFLUSH);

    /// <summary>Bytes written by this end that the tty's user did not read yet.</summary>
    public int BytesUnread()
    {
        int count;
        return LibC.Ioctl(_slave, FIONREAD, &count) == 0 ? count : 0;
    }

    /// <summary>Reads what the tty's user wrote: the count, or 0 when there is nothing.</summary>
    public int Read(Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            nint count = LibC.Read(Master, pointer, buffer.Length);
            return count >= 0 ? (int)count : ZeroIfNothing();
        }
    }

    /// <summary>Writes towards the tty's user: the count, less than asked for when the kernel's buffer is full.</summary>
    public int Write(ReadOnlySpan<byte> data)
    {
        fixed (byte* pointer = data)
        {
            nint count = LibC.Write(Master, pointer, data.Length);
            return count >= 0 ? (int)count : ZeroIfNothing();
        }
    }

    /// <summary>Closes both ends; to the tty's user this is an unplugged device.</summary>
    public void Dispose()
    {
        _slave.Dispose();
        Master.Dispose();
    }

    // asm-generic/ioctls.h and termbits.h.
    private const nuint FIONREAD = 0x541B;
    private const nuint TIOCPKT = 0x5420;
    private const nuint TCFLSH = 0x540B;
    private const nint TCIFLUSH = 0;

    private void MakeRaw()
    {
        Termios2 termios = ReadTermios();
        termios.MakeRaw();
        WriteTermios(&termios);
    }

    private Termios2 ReadTermios()
    {
        Termios2 termios;
        if (LibC.Ioctl(_slave, Termios2.TCGETS2, &termios) < 0)
            throw Failed("TCGETS2");
        return termios;
    }

    private void WriteTermios(Termios2* termios)
    {
        if (LibC.Ioctl(_slave, Termios2.TCSETS2, termios) < 0)
            throw Failed("TCSETS2");
    }

    private static string NameOf(int fd)
    {
        byte* name = stackalloc byte[64];
        if (LibC.PtyName(fd, name, 64) != 0)
            throw Failed("ptsname_r");
        return Encoding.ASCII.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
    }

    private static int ZeroIfNothing()
    {
        int errno = Marshal.GetLastPInvokeError();
        return errno is LibC.EAGAIN or LibC.EINTR ? 0 : throw Failed("the pseudo-terminal");
    }

    private static SerialPortException Failed(string call) =>
        new(SerialError.Other, $"{call} failed: {LibC.ErrorText(Marshal.GetLastPInvokeError())}.");
}
