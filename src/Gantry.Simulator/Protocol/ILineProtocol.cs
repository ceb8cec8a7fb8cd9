namespace Gantry.Simulator.Protocol;

/// <summary>How a firmware checks the numbers and checksums of lines, and what it says about them.</summary>
internal interface ILineProtocol
{
    /// <summary>The number of the last accepted line.</summary>
    long LastNumber { get; set; }

    /// <summary>Whether the <c>ok</c> goes out before the command runs.</summary>
    bool AnswersFirst { get; }

    /// <summary>How long after a request for a line it is repeated, as long as that line does not come; zero for never.</summary>
    TimeSpan ResendRepeat { get; }

    /// <summary>Judges a line, and takes its number as the last one when it is accepted.</summary>
    LineVerdict Check(ReadOnlySpan<byte> line);

    /// <summary>Says what was wrong: the part before the receive buffer is emptied.</summary>
    void Complain(LineVerdict verdict, Replies replies);

    /// <summary>Asks for the line after the last accepted one.</summary>
    void RequestResend(Replies replies);

    /// <summary>Acknowledges a line.</summary>
    /// <param name="replies">Where to.</param>
    /// <param name="line">The line as it stands in the queue.</param>
    /// <param name="plannerFree">Free blocks of the planner.</param>
    /// <param name="queueFree">Free places of the command queue.</param>
    void Acknowledge(Replies replies, ReadOnlySpan<byte> line, int plannerFree, int queueFree);
}
