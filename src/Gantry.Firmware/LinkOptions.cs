namespace Gantry.Firmware;

/// <summary>What is known of a printer's firmware and wire, and the time limits that follow from it.</summary>
public sealed record LinkOptions
{
    /// <summary>The room that the firmware has. More may be learnt from what it shows (ADVANCED_OK), if <see cref="LearnWindow"/>.</summary>
    public WindowSize Window { get; init; } = WindowSize.Marlin;

    /// <summary>Whether the window may grow when the firmware shows that its queue is longer.</summary>
    public bool LearnWindow { get; init; } = true;

    /// <summary>The longest line that the firmware takes, in bytes, number and checksum included, line end not.</summary>
    public int LineLimit { get; init; } = LineEncoder.MarlinLineLimit;

    /// <summary>Bytes per second of the wire; an acknowledgement cannot come faster. 0 when there is no such wire.</summary>
    public int WireBytesPerSecond { get; init; }

    /// <summary>
    /// How long the firmware may be silent although a line waits for its <c>ok</c>, when it says <c>busy</c> every second (M113 S1).
    /// </summary>
    public TimeSpan OkLimit { get; init; } = TimeSpan.FromSeconds(1.2);

    /// <summary>The same for firmware that is not known to say <c>busy</c>: a long move is silent.</summary>
    public TimeSpan OkLimitWithoutBusy { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After an error nothing is sent until the firmware has been quiet for so long: 60 ms, measured; more behind a slow network.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMilliseconds(60);

    /// <summary>How long the answer to a probe may take before it is sent again: less can fill the buffer of a busy firmware.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The number of a probe: far from any real one. Repetier firmware compares modulo 65536, and takes what is up to 40 below
    /// its last line for a repetition.
    /// </summary>
    public long ProbeNumber { get; init; } = 999_999_999;
}
