namespace Gantry.Sharing.Monitoring;

/// <summary>Shows what a <see cref="PortMonitor"/> sees.</summary>
public interface IMonitorOutput
{
    /// <summary>The connection has come or gone.</summary>
    void Status(DateTimeOffset time, string text);

    /// <summary>A line, or what there was of it after a while.</summary>
    /// <param name="time">When its first byte came.</param>
    /// <param name="bytes">Its bytes, without the line end; valid during the call.</param>
    /// <param name="isWhole">Whether its end has come.</param>
    void Line(DateTimeOffset time, ReadOnlySpan<byte> bytes, bool isWhole);

    /// <summary>A line that a pattern was found in.</summary>
    void Alert(DateTimeOffset time, AlertPattern pattern, string line);
}
