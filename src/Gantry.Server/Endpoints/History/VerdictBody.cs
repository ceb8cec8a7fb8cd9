using Gantry.Storage.History;

namespace Gantry.Server.Endpoints.History;

/// <summary>What became of a print.</summary>
/// <param name="Verdict">What a person says of it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Requeue">Whether its copy is to be made once more.</param>
internal sealed record VerdictBody(PrintVerdict Verdict, string? Reason = null, bool? Requeue = null);
