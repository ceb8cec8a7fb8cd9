namespace Gantry.Firmware;

/// <summary>One line from the firmware, understood.</summary>
public readonly ref struct Reply
{
    /// <summary>A <see cref="LastLine"/> below zero: printcore numbers so, and a firmware remembers it.</summary>
    public const long BelowZero = -2;

    /// <summary>What it is.</summary>
    public ReplyKind Kind { get; init; }

    /// <summary>The whole line, without its end and the white space around it.</summary>
    public ReadOnlySpan<byte> Text { get; init; }

    /// <summary>
    /// Of an <c>ok</c>: the line that it acknowledges, where the firmware says so (ADVANCED_OK, Repetier). Of a
    /// <see cref="ReplyKind.Resend"/>: the line wanted. -1 when there is none, or it cannot be read.
    /// </summary>
    public long Number { get; init; }

    /// <summary>Of an error: the number behind <c>Last Line:</c>, the last line that the firmware took; <see cref="BelowZero"/>, or else -1.</summary>
    public long LastLine { get; init; }

    /// <summary>Of an <c>ok</c> with ADVANCED_OK: free entries of the command queue (<c>B</c>); else -1.</summary>
    public int QueueFree { get; init; }

    /// <summary>Of an <c>ok</c> with ADVANCED_OK: free blocks of the planner (<c>P</c>); else -1.</summary>
    public int PlannerFree { get; init; }

    /// <summary>Whether the line carries temperatures; an <c>ok</c> to M105 does.</summary>
    public bool HasTemperatures { get; init; }

    /// <summary>Whether it is the report of a command that waits for a heater (<c>W:</c>).</summary>
    public bool IsHeatingWait { get; init; }
}
