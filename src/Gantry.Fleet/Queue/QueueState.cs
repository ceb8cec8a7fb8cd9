namespace Gantry.Fleet.Queue;

/// <summary>Whether the queue gives out work.</summary>
/// <param name="Paused">Whether it does not.</param>
public sealed record QueueState(bool Paused);
