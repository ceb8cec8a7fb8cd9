using Gantry.Rfc2217;

namespace Gantry.Serial.Network;

/// <summary>Serial settings as requests of RFC 2217, and answers as settings.</summary>
internal static class Rfc2217Settings
{
    private static readonly string[] Names = ["baud rate", "data bits", "parity", "stop bits", "flow control"];

    /// <summary>What is in use?</summary>
    public static ComPortRequest[] Questions { get; } =
    [
        ComPortRequest.Query(ComPortRequestKind.BaudRate),
        ComPortRequest.Query(ComPortRequestKind.DataSize),
        ComPortRequest.Query(ComPortRequestKind.Parity),
        ComPortRequest.Query(ComPortRequestKind.StopSize),
        ComPortRequest.Query(ComPortRequestKind.FlowControl),
    ];

    /// <summary>Use these. The flow control, which is a SET-CONTROL, comes last.</summary>
    public static ComPortRequest[] Requests(SerialSettings wanted) =>
        [
            ComPortRequest.SetBaudRate((uint)wanted.BaudRate),
            ComPortRequest.SetDataSize(wanted.DataBits),
            ComPortRequest.SetParity((ComPortParity)wanted.Parity),
            ComPortRequest.SetStopSize((ComPortStopSize)wanted.StopBits),
            ComPortRequest.SetFlowControl(Flow(wanted.FlowControl)),
        ];

    /// <summary>What the answers to <see cref="Requests"/> make of the wish; the flow control's may be left out.</summary>
    /// <exception cref="SerialPortException">Refused, rounded further than a receiver tolerates, or not answered.</exception>
    public static SerialSettings Judge(PortAddress address, SerialSettings wanted, ComPortAnswer?[] answers)
    {
        if (answers.All(a => a is null))
            throw new SerialPortException(
                SerialError.Timeout,
                $"{address}: the far end agreed to RFC 2217, but answered no setting within {address.AnswerTimeout.TotalSeconds:0.#} s."
            );
        int silent = Array.IndexOf(answers, null);
        if (silent >= 0)
            throw new SerialPortException(
                SerialError.SettingsRefused,
                $"{address}: the far end did not answer when asked for {wanted}: it does not know its {Names[silent]}."
            );
        SerialSettings used = Told(answers, wanted);
        if (!used.Fits(wanted))
            throw new SerialPortException(
                SerialError.SettingsRefused,
                $"{address}: the far end does not do {Describe(wanted)}; it uses {Describe(used)} instead."
            );
        return used;
    }

    /// <summary>The settings that answers tell; what they do not tell is as assumed.</summary>
    public static SerialSettings Told(ComPortAnswer?[] answers, SerialSettings? assumed = null)
    {
        assumed ??= new SerialSettings();
        foreach (ComPortAnswer? answer in answers)
        {
            if (answer is not { Value: { } value })
                continue;
            assumed = answer.Value.Kind switch
            {
                ComPortRequestKind.BaudRate => assumed with { BaudRate = (int)Math.Min(value, int.MaxValue) },
                ComPortRequestKind.DataSize => assumed with { DataBits = (int)value },
                ComPortRequestKind.Parity => assumed with { Parity = (Parity)value },
                ComPortRequestKind.StopSize => assumed with { StopBits = (StopBits)value },
                _ => assumed with { FlowControl = Flow(value) },
            };
        }
        return assumed;
    }

    private static string Describe(SerialSettings settings) =>
        settings.FlowControl == FlowControl.None ? $"{settings}" : $"{settings} with {settings.FlowControl}";

    private static ComPortFlowControl Flow(FlowControl flow) =>
        flow switch
        {
            FlowControl.XonXoff => ComPortFlowControl.XonXoff,
            FlowControl.RtsCts => ComPortFlowControl.Hardware,
            _ => ComPortFlowControl.None,
        };

    private static FlowControl Flow(uint value) =>
        (ComPortFlowControl)value switch
        {
            ComPortFlowControl.XonXoff => FlowControl.XonXoff,
            ComPortFlowControl.Hardware => FlowControl.RtsCts,
            _ => FlowControl.None,
        };
}
