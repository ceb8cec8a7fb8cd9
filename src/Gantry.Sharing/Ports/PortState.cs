using Gantry.Rfc2217;
using Gantry.Serial;
using Gantry.Serial.Linux;

namespace Gantry.Sharing.Ports;

/// <summary>How a shared port stands, in the words of the kernel and in those of RFC 2217.</summary>
/// <param name="Settings">Speed and format.</param>
/// <param name="Flow">Flow control.</param>
/// <param name="Dtr">DTR; on a port without lines, as it was wished for.</param>
/// <param name="Rts">RTS, likewise.</param>
/// <param name="Break">Whether a break is held.</param>
/// <param name="Lines">The lines that the port reads, as last seen.</param>
/// <param name="IsRtsCtsForInbound">Whether RTS/CTS is on because it was asked for what the device says, and for no more.</param>
internal sealed record PortState(
    SerialSettings Settings,
    TtyFlow Flow,
    bool Dtr,
    bool Rts,
    bool Break,
    ModemState Lines = ModemState.None,
    bool IsRtsCtsForInbound = false
)
{
    /// <summary>The same for <see cref="AccessServerSession.Answer"/>.</summary>
    public ComPortState ForAnswer() =>
        new()
        {
            BaudRate = (uint)Settings.BaudRate,
            DataSize = (byte)Settings.DataBits,
            Parity = (ComPortParity)Settings.Parity,
            StopSize = (ComPortStopSize)Settings.StopBits,
            FlowControl =
                Flow.RtsCts ? ComPortFlowControl.Hardware
                : Flow.ObeysXoff ? ComPortFlowControl.XonXoff
                : ComPortFlowControl.None,
            InboundFlowControl =
                Flow.RtsCts ? ComPortInboundFlowControl.Hardware
                : Flow.SendsXoff ? ComPortInboundFlowControl.XonXoff
                : ComPortInboundFlowControl.None,
            Break = Break,
            Dtr = Dtr,
            Rts = Rts,
            ModemLines = Lines,
        };

    /// <summary>The lines that a port reads, in RFC 2217's bits.</summary>
    public static ModemState ToModemState(ModemLines lines) =>
        ((lines & ModemLines.Cts) != 0 ? ModemState.Cts : 0)
        | ((lines & ModemLines.Dsr) != 0 ? ModemState.Dsr : 0)
        | ((lines & ModemLines.Ri) != 0 ? ModemState.Ri : 0)
        | ((lines & ModemLines.Dcd) != 0 ? ModemState.Cd : 0);
}
