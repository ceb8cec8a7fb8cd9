using Gantry.Server.Problems;

namespace Gantry.Server.Endpoints.Printers;

/// <summary>What became of an action on one of many printers.</summary>
/// <param name="Id">The printer.</param>
/// <param name="Ok">Whether it was done.</param>
/// <param name="Problem">Why not.</param>
internal sealed record ActionResultBody(long Id, bool Ok, ProblemBody? Problem);
