using System.Runtime.InteropServices;

namespace Gantry.Serial.Linux;

/// <summary>
/// The kernel's <c>struct termios2</c> of x86 and arm (asm-generic/termbits.h): 44 bytes with 19 control characters,
/// not the C library's struct of 60 with 32.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct Termios2
{
    public uint InputFlags;
    public uint OutputFlags;
    public uint ControlFlags;
    public uint LocalFlags;
    public byte Line;
    public fixed byte ControlCharacters[19];
    public uint InputSpeed;
    public uint OutputSpeed;

    // ioctl requests for termios2.
    public const nuint TCGETS2 = 0x802C542A;
    public const nuint TCSETS2 = 0x402C542B;

    // c_iflag.
    public const uint IGNBRK = 0x001;
    public const uint IGNPAR = 0x004;
    public const uint PARMRK = 0x008;
    public const uint INPCK = 0x010;
    public const uint IXON = 0x400;
    public const uint IXOFF = 0x1000;

    // c_cflag.
    public const uint CSIZE = 0x030;
    public const uint CSTOPB = 0x040;
    public const uint CREAD = 0x080;
    public const uint PARENB = 0x100;
    public const uint PARODD = 0x200;
    public const uint HUPCL = 0x400;
    public const uint CLOCAL = 0x800;
    public const uint CBAUD = 0x100F;
    public const uint BOTHER = 0x1000;
    public const int IBSHIFT = 16;
    public const uint CMSPAR = 0x40000000;
    public const uint CRTSCTS = 0x80000000;

    // c_lflag.
    public const uint ECHO = 0x008;
    public const uint EXTPROC = 0x10000;

    // c_cc indices.
    private const int VTIME = 5;
    private const int VMIN = 6;
    private const int VSTART = 8;
    private const int VSTOP = 9;

    /// <summary>Whether what comes is sent back.</summary>
    public readonly bool Echoes => (LocalFlags & ECHO) != 0;

    /// <summary>Bytes pass as they are: no line editing, no echo, no signals, no translation.</summary>
    public void MakeRaw()
    {
        InputFlags = IGNBRK | IGNPAR;
        OutputFlags = 0;
        LocalFlags = 0;
        ControlFlags |= CREAD | CLOCAL;
        // With VMIN 0 a read without data returns 0, which is also what a hang-up returns. With 1 it is EAGAIN.
        ControlCharacters[VMIN] = 1;
        ControlCharacters[VTIME] = 0;
        ControlCharacters[VSTART] = 0x11;
        ControlCharacters[VSTOP] = 0x13;
    }

    /// <summary>Puts a frame format, speed and flow control into the flags.</summary>
    public void Apply(SerialSettings settings)
    {
        ControlFlags &= ~(CSIZE | CSTOPB | PARENB | PARODD | CMSPAR | CRTSCTS | CBAUD | (CBAUD << IBSHIFT));
        ControlFlags |= (uint)(settings.DataBits - 5) << 4;
        if (settings.StopBits != StopBits.One)
            ControlFlags |= CSTOPB;
        ControlFlags |= settings.Parity switch
        {
            Parity.Odd => PARENB | PARODD,
            Parity.Even => PARENB,
            Parity.Mark => PARENB | PARODD | CMSPAR,
            Parity.Space => PARENB | CMSPAR,
            _ => 0,
        };
        InputFlags &= ~(IXON | IXOFF | INPCK);
        if (settings.Parity != Parity.None)
            InputFlags |= INPCK;
        if (settings.FlowControl == FlowControl.XonXoff)
            InputFlags |= IXON | IXOFF;
        if (settings.FlowControl == FlowControl.RtsCts)
            ControlFlags |= CRTSCTS;
        // Without a code for the input it is as fast as the output.
        ControlFlags |= BaudCodes.Of(settings.BaudRate) ?? (BOTHER | (BOTHER << IBSHIFT));
        InputSpeed = OutputSpeed = (uint)settings.BaudRate;
    }

    /// <summary>Puts a flow control, each direction by itself, into the flags.</summary>
    public void Apply(TtyFlow flow)
    {
        InputFlags &= ~(IXON | IXOFF);
        ControlFlags &= ~CRTSCTS;
        if (flow.ObeysXoff)
            InputFlags |= IXON;
        if (flow.SendsXoff)
            InputFlags |= IXOFF;
        if (flow.RtsCts)
            ControlFlags |= CRTSCTS;
    }

    /// <summary>The flow control that the flags say.</summary>
    public readonly TtyFlow ReadFlow() =>
        new((InputFlags & IXON) != 0, (InputFlags & IXOFF) != 0, (ControlFlags & CRTSCTS) != 0);

    /// <summary>The settings that the flags say.</summary>
    public readonly SerialSettings ToSettings()
    {
        Parity parity =
            (ControlFlags & PARENB) == 0 ? Parity.None
            : (ControlFlags & CMSPAR) != 0
                ? (ControlFlags & PARODD) != 0 ? Parity.Mark
                    : Parity.Space
            : (ControlFlags & PARODD) != 0 ? Parity.Odd
            : Parity.Even;
        FlowControl flow =
            (ControlFlags & CRTSCTS) != 0 ? FlowControl.RtsCts
            : (InputFlags & (IXON | IXOFF)) != 0 ? FlowControl.XonXoff
            : FlowControl.None;
        return new SerialSettings(
            (int)OutputSpeed,
            5 + (int)((ControlFlags & CSIZE) >> 4),
            parity,
            (ControlFlags & CSTOPB) != 0 ? StopBits.Two : StopBits.One,
            flow
        );
    }
}
