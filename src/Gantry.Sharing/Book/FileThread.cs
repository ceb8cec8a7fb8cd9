namespace Gantry.Sharing.Book;

/// <summary>A thread for work on files: a sync can take seconds on a slow disk, and the thread pool must not wait for it.</summary>
internal static class FileThread
{
    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Run()
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        }
        new Thread(Run, 256 * 1024) { IsBackground = true, Name = "port book" }.Start();
        return done.Task;
    }
}
