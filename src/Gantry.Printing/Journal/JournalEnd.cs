using Gantry.Printing.Jobs;

namespace Gantry.Printing.Journal;

/// <summary>How a job ended whose journal is still there: the process died before anybody could be told.</summary>
public static class JournalEnd
{
    /// <summary>Looks for the end of a job.</summary>
    /// <param name="folder">Where the journals are.</param>
    /// <param name="jobId">The job (<see cref="JournalHeader.JobId"/>).</param>
    /// <returns>How it ended and why; null when it has not ended, or nothing is known of it.</returns>
    public static (JobOutcome Outcome, string Text)? Find(string folder, string jobId)
    {
        string path = Path.Combine(folder, jobId + JobStore.Extension);
        if (jobId.Length == 0 || !File.Exists(path))
            return null;
        try
        {
            return JournalReader.Read(path).LastMark is { Kind: JournalMarkKind.Ended } mark ? Read(mark.Text) : null;
        }
        catch (JournalException)
        {
            return null;
        }
    }

    /// <summary>Writes an end as a mark has it.</summary>
    internal static string Write(JobOutcome outcome, string text) => $"{outcome}: {text}";

    private static (JobOutcome Outcome, string Text) Read(string mark)
    {
        int colon = mark.IndexOf(": ", StringComparison.Ordinal);
        return colon > 0 && Enum.TryParse(mark[..colon], out JobOutcome outcome)
            ? (outcome, mark[(colon + 2)..])
            : (JobOutcome.Failed, mark);
    }
}
