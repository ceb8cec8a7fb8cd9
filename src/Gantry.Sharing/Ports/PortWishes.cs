using Gantry.Rfc2217;
using Gantry.Serial;
using Gantry.Serial.Linux;

namespace Gantry.Sharing.Ports;

/// <summary>What a client's request makes of a port's state.</summary>
internal static class PortWishes
{
    /// <summary>No serial hardware is faster; what is asked for beyond is a mistake or malice.</summary>
    private const uint HighestBaudRate = 100_000_000;

    /// <summary>The state that is wanted, or null when no port can do that.</summary>
    public static PortState? Of(PortState now, in ComPortRequest request) =>
        request.Kind switch
        {
            ComPortRequestKind.BaudRate when request.Value <= HighestBaudRate => now with
            {
                Settings = now.Settings with { BaudRate = (int)request.Value },
            },
            ComPortRequestKind.DataSize => now with { Settings = now.Settings with { DataBits = (int)request.Value } },
            ComPortRequestKind.Parity => now with { Settings = now.Settings with { Parity = (Parity)request.Value } },
            ComPortRequestKind.StopSize when CanDo(now, (StopBits)request.Value) => now with
            {
                Settings = now.Settings with { StopBits = (StopBits)request.Value },
            },
            ComPortRequestKind.FlowControl => Flow(now, (ComPortFlowControl)request.Value),
            ComPortRequestKind.InboundFlowControl => Flow(now, (ComPortInboundFlowControl)request.Value),
            _ => null,
        };

    /// <summary>One and a half stop bits exist for five data bits only.</summary>
    private static bool CanDo(PortState now, StopBits wanted) =>
        wanted != StopBits.OnePointFive || now.Settings.DataBits == 5;

    /// <summary>The values of the first group are for both directions (RFC 2217 §2, SET-CONTROL).</summary>
    private static PortState? Flow(PortState now, ComPortFlowControl wanted) =>
        wanted switch
        {
            ComPortFlowControl.None => now with { Flow = default, IsRtsCtsForInbound = false },
            ComPortFlowControl.XonXoff => now with
            {
                Flow = new TtyFlow(true, true, false),
                IsRtsCtsForInbound = false,
            },
            ComPortFlowControl.Hardware => now with
            {
                Flow = new TtyFlow(false, false, true),
                IsRtsCtsForInbound = false,
            },
            // By DCD or DSR: Linux has no such thing.
            _ => null,
        };

    private static PortState? Flow(PortState now, ComPortInboundFlowControl wanted) =>
        wanted switch
        {
            // RTS/CTS is one switch for both directions: whoever asked for both cannot have one of them taken away.
            ComPortInboundFlowControl.None when now.Flow.RtsCts => now.IsRtsCtsForInbound
                ? now with
                {
                    Flow = default,
                }
                : null,
            ComPortInboundFlowControl.None => now with { Flow = now.Flow with { SendsXoff = false } },
            ComPortInboundFlowControl.XonXoff => now with { Flow = now.Flow with { SendsXoff = true, RtsCts = false } },
            ComPortInboundFlowControl.Hardware when now.Flow.RtsCts => now,
            ComPortInboundFlowControl.Hardware => now with
            {
                Flow = new TtyFlow(false, false, true),
                IsRtsCtsForInbound = true,
            },
            _ => null,
        };
}
