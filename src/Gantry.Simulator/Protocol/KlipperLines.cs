namespace Gantry.Simulator.Protocol;

/// <summary>Klipper's pseudo-terminal takes every line: numbers and checksums are cut off unseen, and nothing is ever asked for again.</summary>
internal sealed class KlipperLines : ILineProtocol
{
    public long LastNumber { get; set; }

    public bool AnswersFirst => false;

    public TimeSpan ResendRepeat => TimeSpan.Zero;

    public LineVerdict Check(ReadOnlySpan<byte> line) => LineVerdict.Accept;

    public void Complain(LineVerdict verdict, Replies replies) { }

    public void RequestResend(Replies replies) { }

    public void Acknowledge(Replies replies, ReadOnlySpan<byte> line, int plannerFree, int queueFree) =>
        replies.Line("ok"u8);
}
