using Gantry.Fleet.Jobs;

namespace Gantry.Fleet.Queue;

/// <summary>The queue as the API shows it.</summary>
/// <param name="Items">The open jobs in their order, with what each waits for.</param>
/// <param name="Paused">Whether nothing starts.</param>
public sealed record QueueView(IReadOnlyList<JobView> Items, bool Paused);
