using Gantry.Serial;

namespace Gantry.Sharing.Monitoring;

/// <summary>What a <see cref="PortMonitor"/> does.</summary>
public sealed record MonitorOptions
{
    /// <summary>Speed and format; a port that is only watched keeps its own.</summary>
    public SerialSettings Settings { get; init; } = new();

    /// <summary>What is sent after each connection; empty for nothing.</summary>
    public ReadOnlyMemory<byte> Greeting { get; init; }

    /// <summary>What makes an alert of a line.</summary>
    public IReadOnlyList<AlertPattern> Alerts { get; init; } = [];

    /// <summary>The longest wait before the next attempt to connect; the first is a tenth of a second.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A line that has not ended after so long is shown as it is.</summary>
    public TimeSpan PartialLineAfter { get; init; } = TimeSpan.FromMilliseconds(200);
}
