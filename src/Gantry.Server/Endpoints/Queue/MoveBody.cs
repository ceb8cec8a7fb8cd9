namespace Gantry.Server.Endpoints.Queue;

/// <summary>A place in the queue: before or after another job; before none: at the end.</summary>
/// <param name="Before">The job that comes next.</param>
/// <param name="After">The job that comes before it.</param>
internal sealed record MoveBody(long? Before = null, long? After = null);
