using System.Text;
using Gantry.Printing.Journal;

namespace Gantry.Tests.Printing;

/// <summary>The memory of a job: what a write that was torn anywhere leaves is a whole, only shorter, story.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly JournalHeader Header = new()
    {
        JobId = "1",
        Started = DateTimeOffset.UnixEpoch,
        FileName = "cube.gcode",
        FilePath = "/files/cube.gcode",
        FileHash = "00",
        Commands = 100,
        FirstNumber = 500,
        Printer = "/dev/ttyUSB0",
        Firmware = "Marlin|2.1.2",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("gantry-journal").FullName;
    private readonly JournalDisk _disk = new(atOnce: true);

    private string FilePath => Path.Combine(_folder, "1.journal");

    public void Dispose()
    {
        _disk.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_written_is_read()
    {
        await WriteStoryAsync();

        JournalContents contents = JournalReader.Read(FilePath);

        contents.Header.ShouldBe(Header);
        contents.Lines.Select(Text).ShouldBe(["503 M104 S210", "504 M117 Grüße", "520 M600"]);
        contents.Marks.Select(m => m.Kind).ShouldBe([JournalMarkKind.Paused, JournalMarkKind.Resumed]);
        contents.Progress.ShouldBe(new JournalProgress(519, 2500));
        contents.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task A_journal_that_was_torn_at_any_byte_gives_what_was_whole_or_says_that_nothing_was_sent()
    {
        await WriteStoryAsync();
        byte[] whole = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);
        JournalContents all = JournalReader.Read(FilePath);
        int lines = 0;

        for (int length = 0; length <= whole.Length; length++)
        {
            // What the kernel had not written yet is missing, or reads as zeros.
            foreach (bool zeros in (bool[])[false, true])
            {
                byte[] torn = whole[..length];
                if (zeros)
                    Array.Resize(ref torn, whole.Length);
                JournalContents? contents = TryRead(torn);
                if (contents is null)
                    continue;
                contents.Lines.Count.ShouldBeGreaterThanOrEqualTo(lines);
                lines = contents.Lines.Count;
                contents.Lines.Select(Text).ShouldBe(all.Lines.Take(lines).Select(Text));
                contents.Marks.ShouldBe(all.Marks.Take(contents.Marks.Count));
                contents.Length.ShouldBeLessThanOrEqualTo(length);
            }
        }
        lines.ShouldBe(all.Lines.Count);
    }

    [Fact]
    public async Task Any_byte_that_was_damaged_ends_the_story_there_and_never_changes_it()
    {
        await WriteStoryAsync();
        byte[] whole = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);
        JournalContents all = JournalReader.Read(FilePath);
        var random = new Random(5);

        for (int at = 0; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= (byte)(1 << random.Next(8));
            JournalContents? contents = TryRead(damaged);
            if (contents is null)
                continue;
            contents.Header.ShouldBe(Header);
            contents.Lines.Select(Text).ShouldBe(all.Lines.Take(contents.Lines.Count).Select(Text));
            contents.Progress.ShouldBeOneOf(new JournalProgress(519, 2500), new JournalProgress(510, 2500));
        }
    }

    [Fact]
    public async Task Going_on_cuts_off_what_was_torn_and_writes_behind_it()
    {
        await WriteStoryAsync();
        byte[] whole = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(FilePath, whole[..^3], TestContext.Current.CancellationToken);

        PrintJournal journal = PrintJournal.Continue(FilePath, JournalReader.Read(FilePath), _disk);
        journal.AddLine(530, "M106 S255"u8);
        journal.Note(new JournalProgress(529, 4500));
        await journal.CloseAsync();

        JournalContents contents = JournalReader.Read(FilePath);
        contents.Lines.Select(Text).ShouldBe(["503 M104 S210", "504 M117 Grüße", "530 M106 S255"]);
        contents.Progress.ShouldBe(new JournalProgress(529, 4500));
    }

    [Fact]
    public async Task A_journal_belongs_to_one_process_at_a_time()
    {
        PrintJournal journal = PrintJournal.Create(FilePath, Header, _disk);

        Should.Throw<JournalException>(() => PrintJournal.Create(FilePath, Header, _disk));

        await journal.CloseAsync();
        PrintJournal.Continue(FilePath, JournalReader.Read(FilePath), _disk).ShouldNotBeNull();
    }

    [Fact]
    public void What_is_no_journal_is_refused_in_words()
    {
        TryRead([]).ShouldBeNull();
        TryRead(Encoding.ASCII.GetBytes(new string('x', 2000))).ShouldBeNull();
        File.WriteAllText(FilePath, new string('x', 2000));
        Should
            .Throw<JournalException>(() => JournalReader.Read(FilePath))
            .Message.ShouldContain("is not a journal of a print");
        File.Delete(FilePath);
        Should.Throw<JournalException>(() => JournalReader.Read(FilePath)).Message.ShouldContain("cannot be read");
    }

    [Fact]
    public void A_journal_that_cannot_be_begun_nor_taken_away_again_is_said_to_be_so_and_let_go()
    {
        // A disk that has become read-only refuses the removal, too; a folder in the journal's place does as well.
        _disk.Fault = () =>
        {
            File.Delete(FilePath);
            Directory.CreateDirectory(FilePath);
            throw new IOException("Read-only file system");
        };

        Should
            .Throw<JournalException>(() => PrintJournal.Create(FilePath, Header, _disk))
            .Message.ShouldContain("Read-only file system The print was not started");
    }

    private static JournalContents? TryRead(byte[] bytes)
    {
        try
        {
            return JournalReader.Parse("1.journal", bytes);
        }
        catch (JournalException)
        {
            return null;
        }
    }

    private async Task WriteStoryAsync()
    {
        PrintJournal journal = PrintJournal.Create(FilePath, Header, _disk);
        journal.AddLine(503, "M104 S210"u8);
        journal.AddLine(504, "M117 Grüße"u8);
        journal.Note(new JournalProgress(510, 2500));
        journal.AddMark(new JournalMark(JournalMarkKind.Paused, 511, "filament"));
        journal.AddMark(new JournalMark(JournalMarkKind.Resumed, 512));
        journal.Note(new JournalProgress(519, 2500));
        journal.AddLine(520, "M600"u8);
        await journal.CloseAsync();
    }

    private static string Text(JournalLine line) => $"{line.Number} {Encoding.UTF8.GetString(line.Command.Span)}";
}
