using System.Text;
using Gantry.Printing.Terminal;

namespace Gantry.Tests.Printing;

public sealed class TerminalLogTests
{
    private readonly TerminalLog _log = new(16 * 1024);

    [Fact]
    public void Lines_come_back_in_order_with_time_and_direction()
    {
        Add(TerminalDirection.Sent, "N1M105*38\n", 1.5);
        Add(TerminalDirection.Received, "ok\r", 2);
        Add(TerminalDirection.Note, "Paused", 3);
        var reader = new TerminalReader(_log);
        reader.TryRead(out TerminalEntry first).ShouldBeTrue();
        (first.Sequence, first.At, first.Direction, first.ToText()).ShouldBe(
            (1, TimeSpan.FromSeconds(1.5), TerminalDirection.Sent, "N1M105*38")
        );
        Texts(reader).ShouldBe(["ok", "Paused"]);
        reader.TryRead(out _).ShouldBeFalse();
        Add(TerminalDirection.Received, "more", 4);
        Texts(reader).ShouldBe(["more"]);
    }

    [Fact]
    public void A_slow_reader_loses_the_oldest_lines_and_is_told_how_many()
    {
        var reader = new TerminalReader(_log);
        for (int i = 1; i <= 5000; i++)
            Add(TerminalDirection.Sent, $"line {i}", i);
        string[] texts = Texts(reader);
        texts[^1].ShouldBe("line 5000");
        reader.Lost.ShouldBe(5000 - texts.Length);
        texts[0].ShouldBe($"line {reader.Lost + 1}");
    }

    [Fact]
    public void Reading_goes_on_behind_a_line_that_is_known()
    {
        for (int i = 1; i <= 10; i++)
            Add(TerminalDirection.Sent, $"line {i}", i);
        Texts(new TerminalReader(_log, after: 8)).ShouldBe(["line 9", "line 10"]);
        Texts(new TerminalReader(_log, after: _log.LastSequence)).ShouldBeEmpty();
        Texts(new TerminalReader(_log, after: 999_999)).Length.ShouldBe(10, "that number was of another run");
    }

    [Fact]
    public void A_line_that_is_too_long_is_cut()
    {
        Add(TerminalDirection.Received, new string('x', 5000), 0);
        var reader = new TerminalReader(_log);
        reader.TryRead(out TerminalEntry entry).ShouldBeTrue();
        (entry.IsCut, entry.Text.Length).ShouldBe((true, TerminalLog.MostBytes));
    }

    [Fact]
    public void What_is_shown_cannot_steer_a_terminal()
    {
        Add(TerminalDirection.Received, "a\u001b[2Jb\u0007c", 0);
        Add(TerminalDirection.Received, "echo:  M92  X80\t", 0);
        Texts(new TerminalReader(_log)).ShouldBe(["abc", "echo:  M92  X80"]);
    }

    [Fact]
    public void Filters_leave_out_what_fills_the_screen()
    {
        string[] sent = ["N1G1 X5*33", "N2G28*18", "G10", "N3 M105*36", "M155 S2", "M1050", "T0"];
        string[] received =
        [
            "ok",
            "ok N3 P15 B3",
            "wait",
            "ok T:21.87 /0.00",
            " T:21.87 /0.00 B:21 /0",
            "echo:busy: processing",
            "echo:Hello",
        ];
        foreach (string line in sent)
            Add(TerminalDirection.Sent, line, 0);
        foreach (string line in received)
            Add(TerminalDirection.Received, line, 0);

        Filtered(new TerminalFilter { HideTemperatures = true })
            .ShouldBe([
                "N1G1 X5*33",
                "N2G28*18",
                "G10",
                "M1050",
                "T0",
                "ok",
                "ok N3 P15 B3",
                "wait",
                "echo:busy: processing",
                "echo:Hello",
            ]);
        Filtered(
                new TerminalFilter
                {
                    HideSentMoves = true,
                    HideAcknowledgements = true,
                    HideBusy = true,
                }
            )
            .ShouldBe([
                "N2G28*18",
                "G10",
                "N3 M105*36",
                "M155 S2",
                "M1050",
                "T0",
                "ok T:21.87 /0.00",
                "T:21.87 /0.00 B:21 /0",
                "echo:Hello",
            ]);
        Filtered(new TerminalFilter { HideSent = true, Search = "hELLo" }).ShouldBe(["echo:Hello"]);
        Filtered(new TerminalFilter { Search = "m1" }).ShouldBe(["N3 M105*36", "M155 S2", "M1050"]);
    }

    [Fact]
    public async Task Readers_see_only_whole_lines_however_fast_the_writer_is()
    {
        const int lines = 300_000;
        var reader = new TerminalReader(_log);
        Task<int> reading = Task.Run(
            () =>
            {
                int read = 0;
                for (long last = 0; last < lines; )
                {
                    while (reader.TryRead(out TerminalEntry entry))
                    {
                        entry.Sequence.ShouldBeGreaterThan(last);
                        last = entry.Sequence;
                        read++;
                        Same(entry.Text, (byte)('a' + last % 26), (int)(1 + last % 90)).ShouldBeTrue();
                    }
                    TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
                }
                return read;
            },
            TestContext.Current.CancellationToken
        );
        byte[] line = new byte[100];
        for (int i = 1; i <= lines; i++)
        {
            line.AsSpan().Fill((byte)('a' + i % 26));
            _log.Add(TerminalDirection.Sent, line.AsSpan(0, 1 + i % 90), TimeSpan.Zero);
        }
        int seen = await reading;
        reader.Lost.ShouldBe(lines - seen);
    }

    private static bool Same(ReadOnlySpan<byte> text, byte filling, int length) =>
        text.Length == length && text.IndexOfAnyExcept(filling) < 0;

    private string[] Filtered(TerminalFilter filter) => Texts(new TerminalReader(_log, filter: filter));

    private static string[] Texts(TerminalReader reader)
    {
        var texts = new List<string>();
        while (reader.TryRead(out TerminalEntry entry))
            texts.Add(entry.ToText().Trim());
        return [.. texts];
    }

    private void Add(TerminalDirection direction, string line, double at) =>
        _log.Add(direction, Encoding.UTF8.GetBytes(line), TimeSpan.FromSeconds(at));
}
