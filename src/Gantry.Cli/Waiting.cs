namespace Gantry.Cli;

/// <summary>Waits.</summary>
internal static class Waiting
{
    /// <summary>Ends, without an exception, when the token is cancelled.</summary>
    public static async Task WhenCancelledAsync(this CancellationToken token)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = token.Register(ended.SetResult);
        await ended.Task;
    }
}
