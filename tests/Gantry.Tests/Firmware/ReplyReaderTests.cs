using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gantry.Firmware;

namespace Gantry.Tests.Firmware;

public sealed class ReplyReaderTests
{
    [Fact]
    public void Any_cut_gives_the_same_lines()
    {
        const string text = "start\necho: Last Updated\r\n\nok\nok T:20 /0\nno end";
        for (int first = 0; first <= text.Length; first++)
        for (int second = first; second <= text.Length; second++)
            Lines(text[..first], text[first..second], text[second..])
                .ShouldBe(["start", "echo: Last Updated\r", "", "ok", "ok T:20 /0"]);
    }

    [Fact]
    public void A_line_of_ten_megabytes_is_cut_and_the_next_one_is_whole()
    {
        var reader = new ReplyReader();
        var lines = new List<int>();
        byte[] piece = new byte[100_000];
        piece.AsSpan().Fill((byte)'x');
        for (int i = 0; i < 100; i++)
            Read(reader, piece, lines);
        Read(reader, "\nok\n"u8, lines);

        lines.ShouldBe([ReplyReader.MostBytes, 2]);
        reader.Overlong.ShouldBe(1);
    }

    [Fact]
    public void No_bytes_are_lost_or_made_up()
    {
        Prop.ForAll<byte[][]>(pieces =>
            {
                var reader = new ReplyReader();
                var lines = new List<int>();
                foreach (byte[] piece in pieces)
                    Read(reader, piece, lines);
                byte[] all = [.. pieces.SelectMany(p => p)];
                lines.Count.ShouldBe(all.Count(b => b == '\n'));
                lines.Sum().ShouldBe(Math.Max(0, Array.LastIndexOf(all, (byte)'\n') + 1) - lines.Count);
            })
            .QuickCheckThrowOnFailure();
    }

    private static List<string> Lines(params string[] pieces)
    {
        var reader = new ReplyReader();
        var lines = new List<string>();
        foreach (string piece in pieces)
        {
            ReadOnlySpan<byte> input = Encoding.Latin1.GetBytes(piece);
            while (reader.TryRead(ref input, out ReadOnlySpan<byte> line))
                lines.Add(Encoding.Latin1.GetString(line));
        }
        return lines;
    }

    private static void Read(ReplyReader reader, ReadOnlySpan<byte> input, List<int> lengths)
    {
        while (reader.TryRead(ref input, out ReadOnlySpan<byte> line))
            lengths.Add(line.Length);
    }
}
