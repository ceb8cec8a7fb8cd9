using System.Text.Json;
using Gantry.Fleet.Json;
using Gantry.Server.Problems;

namespace Gantry.Server.Cluster;

/// <summary>What another node says when it refuses.</summary>
internal static class NodeProblem
{
    /// <summary>Far longer than any problem.</summary>
    private const long MostBytes = 64 * 1024;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Reads it. Something else than a problem may come, as from a proxy between the nodes: then that is said.</summary>
    public static async Task<ProblemBody> ReadAsync(HttpResponseMessage answer, string node, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        try
        {
            await answer.Content.LoadIntoBufferAsync(MostBytes, limit.Token);
            await using Stream text = await answer.Content.ReadAsStreamAsync(limit.Token);
            ProblemBody? problem = await JsonSerializer.DeserializeAsync<ProblemBody>(
                text,
                FleetJson.Options,
                limit.Token
            );
            if (problem is not null)
                return problem;
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException or NotSupportedException)
        {
            // It is none.
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Nor does it come.
        }
        return ProblemBody.From(
            new ApiException(
                StatusCodes.Status502BadGateway,
                ProblemCode.Unavailable,
                $"Node {node}, which drives this printer, answered {(int)answer.StatusCode} in words that no Gantry says. Look whether it is really Gantry that answers at the address that the node tells the others (--advertise), and that all nodes have the same version."
            ),
            null
        );
    }
}
