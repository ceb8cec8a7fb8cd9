using Gantry.Server.Problems;
using Gantry.Storage.Jobs;

namespace Gantry.Server.Endpoints.Queue;

/// <summary>Which jobs are looked for.</summary>
internal sealed class JobFilter
{
    /// <summary>In one of these states, separated by commas.</summary>
    public string? State { get; init; }

    /// <summary>Whose.</summary>
    public long? OwnerId { get; init; }

    /// <summary>The one printer that they want.</summary>
    public long? PrinterId { get; init; }

    public JobQuery ToQuery() =>
        new()
        {
            OwnerId = OwnerId,
            PrinterId = PrinterId,
            States = string.IsNullOrEmpty(State) ? [] : [.. State.Split(',').Select(ReadState)],
        };

    private static JobState ReadState(string word) =>
        word switch
        {
            "awaitingApproval" => JobState.AwaitingApproval,
            "queued" => JobState.Queued,
            "started" => JobState.Active,
            "done" => JobState.Done,
            "cancelled" => JobState.Cancelled,
            "refused" => JobState.Refused,
            _ => throw ApiException.Invalid("state", $"'{word}' is no state of a job."),
        };
}
