using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.GCode;

namespace Gantry.Tests.GCode;

public sealed class GCodeReaderTests
{
    [Theory]
    [InlineData("G1 X1\nG1 X2\n")]
    [InlineData("G1 X1\r\nG1 X2\r\n")]
    [InlineData("G1 X1\rG1 X2\r")]
    [InlineData("G1 X1\nG1 X2")]
    [InlineData("\uFEFFG1 X1\n\n\n  \t\n; only a comment\n\tG1 X2  \t; and one behind\n")]
    [InlineData("N1 G1 X1*91\nN2 G1 X2 *70\n")]
    [InlineData("N-5G1 X1*91\nG1 X2*70;c\n")]
    [InlineData("(a whole line)\nG1 (Tool T1) X1\n(first) G1 X2 (last\n")]
    public async Task Every_way_to_write_two_commands_gives_two_commands(string file)
    {
        (await Commands(file)).ShouldBe(["G1 X1", "G1 X2"]);
    }

    [Theory]
    [InlineData("M117 a;b", "M117 a")]
    [InlineData(@"M117 a\;b", @"M117 a\;b")]
    [InlineData(@"M117 a\\;b", @"M117 a\\")]
    [InlineData("M117 5*4=20", "M117 5")]
    [InlineData("M117 Layer (1/20)", "M117 Layer (1/20)")]
    [InlineData("M118 A1 action:(x)", "M118 A1 action:(x)")]
    [InlineData("M98 P\"a(b).g\"", "M98 P\"a(b).g\"")]
    [InlineData("G1 P\"(x)\" X1 (Y2)", "G1 P\"(x)\" X1")]
    [InlineData("EXCLUDE_OBJECT_DEFINE NAME=a(1)*b", "EXCLUDE_OBJECT_DEFINE NAME=a(1)*b")]
    [InlineData("N7 SET_PIN PIN=x*33", "SET_PIN PIN=x")]
    [InlineData("NEOPIXEL=1", "NEOPIXEL=1")]
    public async Task Text_is_cut_where_the_firmware_cuts_it(string line, string command)
    {
        (await Commands(line)).ShouldBe([command]);
    }

    [Theory]
    [InlineData("M110 N5", CommandTraits.SetsLineNumber)]
    [InlineData("N3 M110*36", CommandTraits.SetsLineNumber | CommandTraits.WasFramed)]
    [InlineData("m 0110 N5", CommandTraits.SetsLineNumber)]
    [InlineData("M65646 N5", CommandTraits.SetsLineNumber)]
    [InlineData("G28 M110 N5", CommandTraits.SetsLineNumber)]
    [InlineData("M1101", CommandTraits.None)]
    [InlineData("M117 no M110", CommandTraits.None)]
    [InlineData("G1 X1 (c)", CommandTraits.HadParentheses)]
    [InlineData("M105*1", CommandTraits.WasFramed)]
    public async Task What_a_sender_must_know_of_a_command_is_flagged(string line, CommandTraits traits)
    {
        using GCodeReader reader = Read(line);
        (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        reader.Traits.ShouldBe(traits);
    }

    [Fact]
    public async Task Each_command_comes_with_its_line_its_offset_and_its_number()
    {
        using GCodeReader reader = Read("; head\r\nG28\r\n\r\nG1 X1 ; c\r\nM84");
        var places = new List<(string, long, long, long)>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            places.Add(
                (Encoding.ASCII.GetString(reader.Command), reader.LineNumber, reader.Offset, reader.CommandNumber)
            );
        places.ShouldBe([("G28", 2, 8, 1), ("G1 X1", 4, 15, 2), ("M84", 5, 26, 3)]);
        reader.LineEnds.ShouldBe(LineEnds.CrLf);
    }

    [Fact]
    public async Task Reading_goes_on_from_any_remembered_place()
    {
        byte[] cube = TestData.Bytes("cube10.gcode");
        using var reader = new GCodeReader(new MemoryStream(cube));
        var all = new List<(string Command, GCodePosition Here, GCodePosition Next)>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            all.Add((Encoding.ASCII.GetString(reader.Command), reader.Here, reader.Next));

        foreach (int i in new[] { all.Count - 2, 0, 1500, 7 })
        {
            reader.Seek(all[i].Here);
            (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
            (Encoding.ASCII.GetString(reader.Command), reader.Here, reader.Next).ShouldBe(all[i]);
            reader.Seek(all[i].Next);
            (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
            (Encoding.ASCII.GetString(reader.Command), reader.Here, reader.Next).ShouldBe(all[i + 1]);
        }
    }

    [Fact]
    public async Task A_line_over_the_cap_is_refused_by_its_number()
    {
        string file = "G28\n" + new string('x', 70_000) + "\nG1 X1\n";
        GCodeLineTooLongException error = await Should.ThrowAsync<GCodeLineTooLongException>(() => Commands(file));
        error.LineNumber.ShouldBe(2);
        error.Offset.ShouldBe(4);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task A_comment_over_the_cap_is_no_reason_to_refuse_a_file(string end)
    {
        // Snapmaker puts a whole picture on one line. The lengths let the end fall on every place of a chunk.
        foreach (int length in new[] { 65_536, 196_606, 196_607, 196_608, 196_609, 500_000 })
        {
            using GCodeReader reader = Read($"G28{end};{new string('A', length)}{end}G1 X1{end}");
            (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
            (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
            reader.LineNumber.ShouldBe(3);
            Encoding.ASCII.GetString(reader.Command).ShouldBe("G1 X1");
            (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_line_without_an_end_is_refused_before_it_fills_memory()
    {
        using var reader = new GCodeReader(new EndlessStream());
        await Should.ThrowAsync<GCodeLineTooLongException>(async () =>
            await reader.ReadAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_forward_only_source_says_that_it_cannot_seek()
    {
        using var reader = new GCodeReader(new ChoppyStream("G28\nG1 X1\n"u8.ToArray(), [3]));
        (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        reader.CanSeek.ShouldBeFalse();
        Should.Throw<NotSupportedException>(() => reader.Seek(GCodePosition.Start));
    }

    [Fact]
    public async Task Reading_allocates_nothing_per_line()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 20_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"G1 X{i}.5 Y1 E{i} ; c\n");
        byte[] file = Encoding.ASCII.GetBytes(text.ToString());
        using var reader = new GCodeReader(new MemoryStream(file));
        (await reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldBeTrue();
        long before = GC.GetAllocatedBytesForCurrentThread();
        long commands = 1;
        while (await reader.ReadAsync(CancellationToken.None))
            commands++;
        // A chunk or two may cost an object of the runtime, a collection elsewhere 8 KiB; 20,000 lines of 24 bytes and more must not.
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000);
        commands.ShouldBe(20_000);
    }

    [Fact]
    public void Any_cut_of_the_bytes_into_chunks_gives_the_same_commands()
    {
        Gen<string> pieces = Gen.Elements(
            "G1 X1",
            "\n",
            "\r\n",
            "\r",
            ";",
            " ",
            "(",
            ")",
            "*",
            "N1 ",
            "\t",
            "\"",
            "\\",
            "\uFEFF",
            "é",
            "M117 ü"
        );
        Gen<(string[], int[])> cases = pieces.ArrayOf().Zip(Gen.Choose(1, 7).ArrayOf(), (t, c) => (t, c));
        Prop.ForAll(
                cases.ToArbitrary(),
                async c =>
                {
                    byte[] file = Encoding.UTF8.GetBytes(string.Concat(c.Item1));
                    List<Place> whole = await Places(new MemoryStream(file));
                    List<Place> chopped = await Places(new ChoppyStream(file, c.Item2));
                    chopped.ShouldBe(whole);
                    foreach (Place place in whole)
                    {
                        place.Command.ShouldNotBeEmpty();
                        place.Command.ShouldNotContain('\n');
                        place.Command.ShouldNotContain('\r');
                    }
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public async Task The_index_finds_each_command_again()
    {
        byte[] cube = TestData.Bytes("cube10.gcode");
        using var reader = new GCodeReader(new MemoryStream(cube));
        var all = new List<string>();
        var index = new LineIndex(interval: 10);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            index.Add(reader.Here);
            all.Add(Encoding.ASCII.GetString(reader.Command));
        }
        for (int n = 1; n <= all.Count; n += 97)
        {
            (await reader.ReadAtAsync(index, n, TestContext.Current.CancellationToken)).ShouldBeTrue();
            reader.CommandNumber.ShouldBe(n);
            Encoding.ASCII.GetString(reader.Command).ShouldBe(all[n - 1]);
        }
        (await reader.ReadAtAsync(index, all.Count + 1, TestContext.Current.CancellationToken)).ShouldBeFalse();
    }

    [Fact]
    public void The_index_of_a_huge_file_stays_small()
    {
        var index = new LineIndex(interval: 1);
        for (long n = 0; n < 1_000_000; n++)
            index.Add(new GCodePosition(n * 20, n + 1, n));
        index.Count.ShouldBeLessThanOrEqualTo(4096);
        index.Before(1).ShouldBe(GCodePosition.Start);
        for (long n = 1; n <= 1_000_000; n += 12_345)
        {
            GCodePosition place = index.Before(n);
            place.CommandNumber.ShouldBeLessThan(n);
            (n - place.CommandNumber).ShouldBeLessThanOrEqualTo(index.Interval);
            place.Offset.ShouldBe(place.CommandNumber * 20);
        }
    }

    private sealed record Place(string Command, GCodePosition Here, GCodePosition Next, CommandTraits Traits);

    private static async Task<List<Place>> Places(Stream stream)
    {
        using var reader = new GCodeReader(stream);
        var places = new List<Place>();
        while (await reader.ReadAsync())
            places.Add(new(Encoding.UTF8.GetString(reader.Command), reader.Here, reader.Next, reader.Traits));
        return places;
    }

    private static GCodeReader Read(string file) => new(new MemoryStream(Encoding.UTF8.GetBytes(file)));

    private static async Task<List<string>> Commands(string file)
    {
        using GCodeReader reader = Read(file);
        var commands = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            commands.Add(Encoding.UTF8.GetString(reader.Command).Replace("  ", " "));
        return commands;
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
