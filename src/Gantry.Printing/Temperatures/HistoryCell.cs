namespace Gantry.Printing.Temperatures;

/// <summary>One heater during one stretch of time, in tenths of a degree.</summary>
internal readonly record struct HistoryCell(short Low, short High, short Target)
{
    /// <summary>Nothing is known.</summary>
    public static HistoryCell Empty { get; } = new(HistoryChunk.Unknown, HistoryChunk.Unknown, HistoryChunk.Unknown);

    public bool IsEmpty => Low == HistoryChunk.Unknown;

    /// <summary>A cell that holds both; the target is the other's, which is the later one.</summary>
    public HistoryCell With(in HistoryCell later) =>
        IsEmpty ? later
        : later.IsEmpty ? this
        : new HistoryCell(Math.Min(Low, later.Low), Math.Max(High, later.High), later.Target);

    /// <summary>A reading as a cell.</summary>
    public static HistoryCell Of(double current, double? target)
    {
        short value = Tenths(current);
        return new HistoryCell(value, value, target is { } t ? Tenths(t) : HistoryChunk.Unknown);
    }

    /// <summary>The cell in degrees.</summary>
    public TemperaturePoint ToPoint(int second) =>
        new(
            TimeSpan.FromSeconds(second),
            Low / 10.0,
            High / 10.0,
            Target == HistoryChunk.Unknown ? null : Target / 10.0
        );

    private static short Tenths(double degrees) =>
        (short)Math.Clamp(Math.Round(degrees * 10), short.MinValue + 1, short.MaxValue);
}
