namespace Gantry.Rfc2217;

/// <summary>
/// The values of SET-CONTROL (RFC 2217 §2) as a kind and what is wanted of it; nothing wanted is a question, and in an
/// answer no statement.
/// </summary>
internal static class ComPortControl
{
    private const byte AskFlowControl = 0;
    private const byte AskBreak = 4;
    private const byte AskDtr = 7;
    private const byte AskRts = 10;
    private const byte AskInboundFlowControl = 13;

    /// <summary>The distance from the question for a break, DTR or RTS to its two values.</summary>
    private const byte On = 1;
    private const byte Off = 2;

    /// <summary>The highest value with a meaning.</summary>
    public const byte Last = (byte)ComPortFlowControl.Dsr;

    /// <summary>What a value up to <see cref="Last"/> means.</summary>
    public static (ComPortRequestKind Kind, uint? Value) Read(byte control) =>
        control switch
        {
            AskFlowControl => (ComPortRequestKind.FlowControl, null),
            < AskBreak or (byte)ComPortFlowControl.Dcd or Last => (ComPortRequestKind.FlowControl, control),
            < AskDtr => (ComPortRequestKind.Break, Line(control - AskBreak)),
            < AskRts => (ComPortRequestKind.Dtr, Line(control - AskDtr)),
            < AskInboundFlowControl => (ComPortRequestKind.Rts, Line(control - AskRts)),
            AskInboundFlowControl => (ComPortRequestKind.InboundFlowControl, null),
            _ => (ComPortRequestKind.InboundFlowControl, control),
        };

    /// <summary>The value that says so.</summary>
    public static byte Write(ComPortRequestKind kind, uint? value) =>
        kind switch
        {
            ComPortRequestKind.FlowControl => (byte)(value ?? AskFlowControl),
            ComPortRequestKind.Break => Line(AskBreak, value),
            ComPortRequestKind.Dtr => Line(AskDtr, value),
            ComPortRequestKind.Rts => Line(AskRts, value),
            _ => (byte)(value ?? AskInboundFlowControl),
        };

    private static uint? Line(int distance) =>
        distance switch
        {
            On => 1,
            Off => 0,
            _ => null,
        };

    private static byte Line(byte question, uint? value) =>
        value is { } on ? (byte)(question + (on != 0 ? On : Off)) : question;
}
