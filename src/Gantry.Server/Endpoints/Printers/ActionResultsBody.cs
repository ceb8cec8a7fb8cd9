namespace Gantry.Server.Endpoints.Printers;

/// <summary>What became of an action on many printers.</summary>
/// <param name="Results">One for each, in their order.</param>
internal sealed record ActionResultsBody(IReadOnlyList<ActionResultBody> Results);
