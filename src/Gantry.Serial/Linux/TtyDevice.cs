using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Gantry.Serial.Linux;

/// <summary>
/// A tty as the kernel offers it: every call is one system call, blocks as long as the driver does, and throws
/// <see cref="SerialPortException"/>. Modem lines and breaks that a driver lacks (a pty has none) are answered with false or null.
/// </summary>
public sealed unsafe class TtyDevice : IDisposable
{
    private const nuint TCSBRK = 0x5409;
    private const nuint TIOCEXCL = 0x540C;
    private const nuint TIOCOUTQ = 0x5411;
    private const nuint TIOCMGET = 0x5415;
    private const nuint TIOCMBIS = 0x5416;
    private const nuint TIOCMBIC = 0x5417;
    private const nuint TIOCMSET = 0x5418;
    private const nuint TCFLSH = 0x540B;
    private const nuint TIOCGICOUNT = 0x545D;
    private const nuint TIOCSBRK = 0x5427;
    private const nuint TIOCCBRK = 0x5428;

    private readonly string _path;
    private Termios2 _original;

    private TtyDevice(string path, SafeFileHandle handle)
    {
        _path = path;
        Handle = handle;
    }

    /// <summary>The open descriptor, non-blocking; closed by <see cref="Dispose"/>.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>The settings at the time of opening.</summary>
    public SerialSettings OriginalSettings => _original.ToSettings();

    /// <summary>Opens a tty in raw mode, without waiting for a carrier, and locks it against others.</summary>
    /// <exception cref="SerialPortException">Missing, in use, not permitted, or no tty; the message says which.</exception>
    public static TtyDevice Open(string path, TtyOptions options)
    {
        int fd = LibC.Open(path, LibC.O_RDWR | LibC.O_NOCTTY | LibC.O_NONBLOCK | LibC.O_CLOEXEC);
        if (fd < 0)
            throw TtyErrors.Opening(path, Marshal.GetLastPInvokeError());
        var device = new TtyDevice(path, new SafeFileHandle(fd, ownsHandle: true));
        try
        {
            device.Prepare(options);
            return device;
        }
        catch
        {
            device.Dispose();
            throw;
        }
    }

    /// <summary>Reads what is there: the count, or 0 when there is nothing.</summary>
    /// <exception cref="SerialPortException">With <see cref="SerialError.Lost"/> when the device is gone.</exception>
    public int TryRead(Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            while (true)
            {
                nint count = LibC.Read(Handle, pointer, buffer.Length);
                if (count > 0)
                    return (int)count;
                // A tty whose device is gone reads as an end, not as an error.
                int errno = count == 0 ? LibC.EIO : Marshal.GetLastPInvokeError();
                if (errno == LibC.EAGAIN)
                    return 0;
                if (errno != LibC.EINTR)
                    throw TtyErrors.Using(_path, errno);
            }
        }
    }

    /// <summary>Writes as much as fits into the driver's buffer: the count, 0 when it is full.</summary>
    /// <exception cref="SerialPortException">With <see cref="SerialError.Lost"/> when the device is gone.</exception>
    public int TryWrite(ReadOnlySpan<byte> data)
    {
        int done = 0;
        fixed (byte* pointer = data)
        {
            while (done < data.Length)
            {
                nint count = LibC.Write(Handle, pointer + done, data.Length - done);
                if (count >= 0)
                {
                    done += (int)count;
                    continue;
                }
                int errno = Marshal.GetLastPInvokeError();
                if (errno == LibC.EAGAIN)
                    break;
                if (errno != LibC.EINTR)
                    throw TtyErrors.Using(_path, errno);
            }
        }
        return done;
    }

    /// <summary>
    /// Sets format, speed and flow control; gives back what the driver made of it: it may round the rate, and keep a format
    /// that it does not have.
    /// </summary>
    public SerialSettings Configure(SerialSettings wanted)
    {
        Termios2 termios = Get();
        termios.Apply(wanted);
        if (
            LibC.Ioctl(Handle, Termios2.TCSETS2, &termios) < 0
            && Marshal.GetLastPInvokeError() is var errno and not LibC.EINVAL
        )
            throw TtyErrors.Using(_path, errno);
        return Get().ToSettings();
    }

    /// <summary>The same, but all or nothing.</summary>
    /// <exception cref="SerialPortException">Refused, or rounded further than a receiver tolerates; the old settings stay.</exception>
    public SerialSettings ConfigureExactly(SerialSettings wanted)
    {
        Termios2 before = Get();
        SerialSettings used = Configure(wanted);
        if (used.Fits(wanted))
            return used;
        Set(ref before);
        throw TtyErrors.Refused(_path, wanted, used);
    }

    /// <summary>The settings that the driver uses now.</summary>
    public SerialSettings ReadSettings() => Get().ToSettings();

    /// <summary>The flow control in use, each direction by itself.</summary>
    public TtyFlow ReadFlow() => Get().ReadFlow();

    /// <summary>Sets the flow control, each direction by itself; gives back what the driver made of it.</summary>
    public TtyFlow SetFlow(TtyFlow wanted)
    {
        Termios2 termios = Get();
        termios.Apply(wanted);
        Set(ref termios);
        return ReadFlow();
    }

    /// <summary>How often errors and breaks came since the driver was loaded, or null when the driver does not count.</summary>
    public TtyErrorCounts? GetErrorCounts()
    {
        // struct serial_icounter_struct (linux/serial.h): cts dsr rng dcd rx tx frame overrun parity brk …
        int* counts = stackalloc int[20];
        if (LibC.Ioctl(Handle, TIOCGICOUNT, counts) == 0)
            return new TtyErrorCounts(counts[7], counts[8], counts[6], counts[9]);
        MissingOrThrow();
        return null;
    }

    /// <summary>Whether the kernel drops DTR and RTS when the last user closes the port (HUPCL).</summary>
    public void SetHangUpOnClose(bool on)
    {
        Termios2 termios = Get();
        uint flags = on ? termios.ControlFlags | Termios2.HUPCL : termios.ControlFlags & ~Termios2.HUPCL;
        if (flags == termios.ControlFlags)
            return;
        termios.ControlFlags = flags;
        Set(ref termios);
    }

    /// <summary>Puts back what was set before the port was opened.</summary>
    public void Restore() => Set(ref _original);

    /// <summary>The modem lines, or null when the driver has none.</summary>
    public ModemLines? GetModemLines()
    {
        int lines;
        return LibC.Ioctl(Handle, TIOCMGET, &lines) == 0 ? (ModemLines)lines : MissingOrThrow();
    }

    /// <summary>Sets DTR and RTS, in one call when both are given. False when the driver has no such lines.</summary>
    public bool SetModemLines(bool? dtr, bool? rts)
    {
        int on = (dtr == true ? (int)ModemLines.Dtr : 0) | (rts == true ? (int)ModemLines.Rts : 0);
        int off = (dtr == false ? (int)ModemLines.Dtr : 0) | (rts == false ? (int)ModemLines.Rts : 0);
        if (on != 0 && off != 0)
        {
            int lines;
            if (LibC.Ioctl(Handle, TIOCMGET, &lines) < 0)
                return MissingOrThrow() is not null;
            lines = (lines | on) & ~off;
            return LibC.Ioctl(Handle, TIOCMSET, &lines) == 0 || MissingOrThrow() is not null;
        }
        int mask = on | off;
        return mask == 0
            || LibC.Ioctl(Handle, on != 0 ? TIOCMBIS : TIOCMBIC, &mask) == 0
            || MissingOrThrow() is not null;
    }

    /// <summary>Starts or ends a break. A driver that cannot is left alone.</summary>
    public void SetBreak(bool on)
    {
        if (LibC.Ioctl(Handle, on ? TIOCSBRK : TIOCCBRK, (nint)0) < 0)
            MissingOrThrow();
    }

    /// <summary>Throws away waiting bytes. TCFLSH takes 0 for input, 1 for output, 2 for both.</summary>
    public void Purge(PurgeTarget target) => Require(LibC.Ioctl(Handle, TCFLSH, (nint)target - 1));

    /// <summary>Blocks until the driver has sent everything.</summary>
    public void Drain() => Require(LibC.Ioctl(Handle, TCSBRK, (nint)1));

    /// <summary>Bytes that wait in the driver to be sent.</summary>
    public int BytesUnsent()
    {
        int count;
        Require(LibC.Ioctl(Handle, TIOCOUTQ, &count));
        return count;
    }

    /// <summary>Closes the port at once: waiting output is thrown away, for close would otherwise wait up to 30 s for it.</summary>
    public void Dispose()
    {
        if (!Handle.IsClosed)
            LibC.Ioctl(Handle, TCFLSH, (nint)1);
        Handle.Dispose();
    }

    private void Prepare(TtyOptions options)
    {
        Termios2 termios;
        if (LibC.Ioctl(Handle, Termios2.TCGETS2, &termios) < 0)
            throw TtyErrors.Opening(_path, Marshal.GetLastPInvokeError());
        _original = termios;
        // A tty that was just plugged in echoes, so that the board would get back what it says as if we had written it (seen: a
        // temperature report that came as a command). That ends first; nobody who uses a board has it on.
        if (termios.Echoes)
        {
            Termios2 silent = termios;
            silent.MakeRaw();
            Set(ref silent);
        }
        // TIOCEXCL keeps ordinary users out, flock whoever asks for it, root included.
        if (LibC.Flock(Handle, LibC.LOCK_EX | LibC.LOCK_NB) < 0)
        {
            if (termios.Echoes)
                Set(ref termios);
            throw TtyErrors.Busy(_path);
        }
        LibC.Ioctl(Handle, TIOCEXCL, (nint)0);
        termios.MakeRaw();
        termios.ControlFlags = options.HangUpOnClose
            ? termios.ControlFlags | Termios2.HUPCL
            : termios.ControlFlags & ~Termios2.HUPCL;
        Set(ref termios);
    }

    private Termios2 Get()
    {
        Termios2 termios;
        Require(LibC.Ioctl(Handle, Termios2.TCGETS2, &termios));
        return termios;
    }

    private void Set(ref Termios2 termios)
    {
        fixed (Termios2* pointer = &termios)
            Require(LibC.Ioctl(Handle, Termios2.TCSETS2, pointer));
    }

    private void Require(int result)
    {
        if (result < 0)
            throw TtyErrors.Using(_path, Marshal.GetLastPInvokeError());
    }

    /// <summary>What a driver without modem lines says differs: ENOTTY, on older kernels EINVAL.</summary>
    private ModemLines? MissingOrThrow()
    {
        int errno = Marshal.GetLastPInvokeError();
        return errno is LibC.ENOTTY or LibC.EINVAL ? null : throw TtyErrors.Using(_path, errno);
    }
}
