using Gantry.Storage.History;

namespace Gantry.Fleet.Prints;

/// <summary>How a print ended.</summary>
internal sealed record PrintEnd(PrintRecord Print, PrintState State, string Reason)
{
    public string FirmwareWords { get; init; } = "";

    /// <summary>Commands of the file that were done.</summary>
    public long CommandsDone { get; init; }

    public long Resends { get; init; }

    /// <summary>What the job's log says besides.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Seconds of printing, without pauses.</summary>
    public double Seconds { get; init; }

    /// <summary>The log, packed; null when there is none.</summary>
    public byte[]? Log { get; init; }

    /// <summary>The temperatures, packed; null when there are none.</summary>
    public byte[]? Temperatures { get; init; }
}
