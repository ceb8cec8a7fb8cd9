using Gantry.Printing;
using Gantry.Printing.Jobs;
using Gantry.Printing.Journal;
using Microsoft.Win32.SafeHandles;

namespace Gantry.Tests.Printing;

/// <summary>A job is taken up while somebody still has its journal open.</summary>
public sealed class HeldJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gantry-held").FullName;
    private readonly JournalDisk _disk = new(atOnce: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string FilePath => Path.Combine(_folder, "part.gcode");

    public void Dispose()
    {
        _disk.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_held_journal_is_waited_for_and_the_job_taken_up()
    {
        string journal = await BeginAsync();
        SafeFileHandle held = Hold(journal);
        int waits = 0;
        var wait = new JournalWait(
            TimeSpan.FromMinutes(1),
            () =>
            {
                if (++waits == 2)
                    held.Dispose();
            }
        );

        JournalHold.IsFree(journal).ShouldBeFalse();
        PreparedJob job = await Store().ResumeAsync(FilePath, "printer", Stop, wait: wait);

        waits.ShouldBe(2);
        await CloseAsync(job);
        JournalHold.IsFree(journal).ShouldBeTrue();
    }

    [Fact]
    public async Task A_journal_that_is_held_for_too_long_is_told_from_none()
    {
        string journal = await BeginAsync();
        using SafeFileHandle held = Hold(journal);

        JobException late = await Should.ThrowAsync<JobException>(() =>
            Store().ResumeAsync(FilePath, "printer", Stop, wait: new JournalWait(TimeSpan.Zero, () => { }))
        );
        JobException other = await Should.ThrowAsync<JobException>(() =>
            Store().ResumeAsync(FilePath, "printer", Stop)
        );

        (late.Error, other.Error).ShouldBe((JobError.JournalHeld, JobError.NothingToResume));
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_waited_for_by_nobody()
    {
        await File.WriteAllTextAsync(FilePath, "G28\n", Stop);
        var wait = new JournalWait(TimeSpan.FromMinutes(1), () => throw new InvalidOperationException("It waits."));

        JobException none = await Should.ThrowAsync<JobException>(() =>
            Store().ResumeAsync(FilePath, "printer", Stop, wait: wait)
        );

        none.Error.ShouldBe(JobError.NothingToResume);
    }

    private async Task<string> BeginAsync()
    {
        await File.WriteAllTextAsync(FilePath, "G28\nG1 X10\n", Stop);
        PreparedJob job = Store().Begin(await Store().CheckAsync(FilePath, Stop), "printer", "");
        await CloseAsync(job);
        return Path.Combine(_folder, job.Header.JobId + JobStore.Extension);
    }

    private JobStore Store() => new(_folder, _disk, TimeProvider.System, new Random(1));

    private static async Task CloseAsync(PreparedJob job)
    {
        await job.Journal.CloseAsync();
        job.File.Dispose();
    }

    /// <summary>A program that another test starts has it open for a moment, too.</summary>
    private static SafeFileHandle Hold(string journal)
    {
        while (true)
            try
            {
                return File.OpenHandle(journal, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(journal))
            {
                Thread.Yield();
            }
    }
}
